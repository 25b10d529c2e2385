#include "services/ocr/misread_name.h"

#include <algorithm>
#include <string>

#include "services/report/near_agency_names.h"

namespace gouji::ocr {
namespace {

// In bytes: longer than any title, which begins with the name of its organ.
constexpr size_t kLongestTitle = 240;

std::string WithoutSpaces(std::string_view text) {
  std::string compact(text);
  std::erase(compact, ' ');
  return compact;
}

}  // namespace

bool MayBeMisreadName(std::string_view text) {
  if (text.size() > kLongestTitle) {
    return false;
  }
  const std::string name = WithoutSpaces(text);
  const bool is_prose = name.find("，") != name.npos || name.find("。") != name.npos;
  return !is_prose && !report::HasKnownDivisions(name);
}

bool NamesKnownDivisions(std::string_view other, std::string_view first) {
  const std::string name = WithoutSpaces(other);
  const size_t end = report::KnownDivisionsEnd(name);
  return end > 0 && end < name.size() && WithoutSpaces(first).ends_with(std::string_view(name).substr(end));
}

}  // namespace gouji::ocr
