#ifndef GOUJI_SERVICES_REPORT_UTF8_H_
#define GOUJI_SERVICES_REPORT_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace gouji::report {

// What NextChar does, for every character.
char32_t NextAnyChar(std::string_view text, size_t& position);

// Decodes the character that begins at `position` and moves `position` behind it. Bytes that are no UTF-8 (also
// surrogates and overlong forms) give U+FFFD and are passed one at a time. `position` must be less than text.size().
inline char32_t NextChar(std::string_view text, size_t& position) {
  const auto lead = static_cast<unsigned char>(text[position]);
  if (lead < 0x80) {
    ++position;
    return lead;
  }
  // Nearly all others: three bytes, of which any two continuation bytes complete the first (not so E0 and ED).
  if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && text.size() - position > 2) {
    const auto second = static_cast<unsigned char>(text[position + 1]);
    const auto third = static_cast<unsigned char>(text[position + 2]);
    if ((second & 0xC0) == 0x80 && (third & 0xC0) == 0x80) {
      position += 3;
      return static_cast<char32_t>((lead & 0x0F) << 12 | (second & 0x3F) << 6 | (third & 0x3F));
    }
  }
  return NextAnyChar(text, position);
}

// Appends a character as UTF-8.
void AppendUtf8(char32_t c, std::string& text);

std::u32string DecodeUtf8(std::string_view text);
std::string EncodeUtf8(std::u32string_view text);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_UTF8_H_
