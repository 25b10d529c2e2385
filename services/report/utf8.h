#ifndef GOUJI_SERVICES_REPORT_UTF8_H_
#define GOUJI_SERVICES_REPORT_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace gouji::report {

// Decodes the character that begins at `position` and moves `position` behind it. Bytes that are no UTF-8 (also
// surrogates and overlong forms) give U+FFFD and are passed one at a time. `position` must be less than text.size().
char32_t NextChar(std::string_view text, size_t& position);

// Appends a character as UTF-8.
void AppendUtf8(char32_t c, std::string& text);

std::u32string DecodeUtf8(std::string_view text);
std::string EncodeUtf8(std::u32string_view text);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_UTF8_H_
