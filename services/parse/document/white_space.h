#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WHITE_SPACE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WHITE_SPACE_H_

#include <string_view>

namespace gouji::parse {

// A UTF-8 text without the white space at its ends: ASCII, U+00A0, U+3000, U+200B, U+FEFF.
inline std::string_view TrimSpace(std::string_view text) {
  const auto multibyte = [](std::string_view three) {
    return three == "\xE3\x80\x80" || three == "\xE2\x80\x8B" || three == "\xEF\xBB\xBF";
  };
  while (!text.empty()) {
    if (static_cast<unsigned char>(text.front()) <= ' ') {
      text.remove_prefix(1);
    } else if (text.starts_with("\xC2\xA0")) {
      text.remove_prefix(2);
    } else if (multibyte(text.substr(0, 3))) {
      text.remove_prefix(3);
    } else {
      break;
    }
  }
  while (!text.empty()) {
    if (static_cast<unsigned char>(text.back()) <= ' ') {
      text.remove_suffix(1);
    } else if (text.ends_with("\xC2\xA0")) {
      text.remove_suffix(2);
    } else if (text.size() >= 3 && multibyte(text.substr(text.size() - 3))) {
      text.remove_suffix(3);
    } else {
      break;
    }
  }
  return text;
}

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WHITE_SPACE_H_
