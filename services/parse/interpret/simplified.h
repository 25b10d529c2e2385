#ifndef GOUJI_SERVICES_PARSE_INTERPRET_SIMPLIFIED_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_SIMPLIFIED_H_

#include <array>

namespace gouji::parse {

// The CJK ideographs of Unicode 1, among which all characters that are simplified are.
inline constexpr char32_t kIdeographsBegin = 0x4E00;
inline constexpr char32_t kIdeographsEnd = 0xA000;

// Whether a character is one of them, as nearly all are that reports print.
inline bool IsIdeograph(char32_t c) { return c >= kIdeographsBegin && c < kIdeographsEnd; }

// The simplified form of each of them; of most, the character itself.
extern const std::array<char16_t, kIdeographsEnd - kIdeographsBegin> kSimplifiedForms;

// The simplified form of a traditional character (規 -> 规), so that what mirrors in Hong Kong and Taiwan print is
// compared like the original; every other character as it is. A table look-up. No character that simplified texts use
// is changed, so that names stay as they are.
inline char32_t Simplified(char32_t c) { return IsIdeograph(c) ? kSimplifiedForms[c - kIdeographsBegin] : c; }

// The same for labels, where a few characters more are safe: 後, 於 and 徵 occur in simplified texts only in names.
inline char32_t SimplifiedInLabel(char32_t c) {
  switch (c) {
    case U'後':
      return U'后';
    case U'於':
      return U'于';
    case U'徵':
      return U'征';
    default:
      return Simplified(c);
  }
}

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_SIMPLIFIED_H_
