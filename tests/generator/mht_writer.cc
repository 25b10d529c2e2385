#include "tests/generator/mht_writer.h"

#include <fmt/format.h>

namespace gouji::generator {
namespace {

constexpr size_t kMaxLine = 75;

std::string QuotedPrintable(std::string_view bytes) {
  std::string text;
  size_t line = 0;
  for (const char c : bytes) {
    if (c == '\n') {
      text += "\r\n";
      line = 0;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte >= 0x20U && byte < 0x7FU && c != '=';
    const std::string piece = plain ? std::string(1, c) : fmt::format("={:02X}", byte);
    if (line + piece.size() > kMaxLine) {
      text += "=\r\n";
      line = 0;
    }
    text += piece;
    line += piece.size();
  }
  return text;
}

}  // namespace

std::string WriteMht(std::string_view html, std::string_view charset) {
  constexpr std::string_view kBoundary = "----=_NextPart_01DA0000.00000000";
  return fmt::format(
      "From: <Saved by a browser>\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
      "\ttype=\"text/html\";\r\n\tboundary=\"{0}\"\r\n\r\nThis is a multi-part message in MIME format.\r\n\r\n--{0}\r\n"
      "Content-Type: text/html;\r\n\tcharset=\"{1}\"\r\nContent-Transfer-Encoding: quoted-printable\r\n"
      "Content-Location: http://www.example.org/report.html\r\n\r\n{2}\r\n--{0}\r\nContent-Type: image/gif\r\n"
      "Content-Transfer-Encoding: base64\r\nContent-Location: http://www.example.org/a.gif\r\n\r\n"
      "R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=\r\n\r\n--{0}--\r\n",
      kBoundary, charset, QuotedPrintable(html));
}

}  // namespace gouji::generator
