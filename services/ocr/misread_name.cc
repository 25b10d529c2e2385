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

// Whether a text may be a name or a title.
bool MayBeTitle(std::string_view text) {
  return text.size() <= kLongestTitle && text.find("，") == text.npos && text.find("。") == text.npos;
}

}  // namespace

bool MayBeMisreadName(std::string_view text) {
  return MayBeTitle(text) && !report::HasKnownDivisions(WithoutSpaces(text));
}

bool BeginsWithDivision(std::string_view text) {
  return MayBeTitle(text) && report::KnownDivisionsEnd(WithoutSpaces(text)) > 0;
}

bool NamesKnownDivisions(std::string_view other, std::string_view first) {
  const std::string name = WithoutSpaces(other);
  const size_t end = report::KnownDivisionsEnd(name);
  return end > 0 && end < name.size() && WithoutSpaces(first).ends_with(std::string_view(name).substr(end));
}

}  // namespace gouji::ocr
