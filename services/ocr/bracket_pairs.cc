#include "services/ocr/bracket_pairs.h"

#include <vector>

#include "services/report/utf8.h"

namespace gouji::ocr {
namespace {

bool IsAngle(char32_t c) { return c == U'〈' || c == U'〉'; }
bool Opens(char32_t c) { return c == U'(' || c == U'（' || c == U'〈'; }
bool Closes(char32_t c) { return c == U')' || c == U'）' || c == U'〉'; }

}  // namespace

std::string PairBrackets(const std::string& text) {
  std::u32string characters = report::DecodeUtf8(text);
  std::vector<char32_t*> open;
  for (char32_t& c : characters) {
    if (Opens(c)) {
      open.push_back(&c);
    } else if (Closes(c) && !open.empty()) {
      char32_t& opening = *open.back();
      open.pop_back();
      if (IsAngle(opening) != IsAngle(c)) {
        opening = IsAngle(opening) ? U'(' : opening;
        c = IsAngle(c) ? U')' : c;
      }
    }
  }
  return report::EncodeUtf8(characters);
}

}  // namespace gouji::ocr
