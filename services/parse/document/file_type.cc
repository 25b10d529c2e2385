#include "services/parse/document/file_type.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>

#include "fmt/format.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

struct Signature {
  std::string_view bytes;
  std::string_view name;
};

// The kinds that agencies publish and that are recognised by their first bytes.
constexpr std::array<Signature, 9> kSignatures = {{{"%PDF-", "a PDF"},
                                                   {"PK\x03\x04", "a ZIP container (DOCX, XLSX, OFD or an archive)"},
                                                   {"\xD0\xCF\x11\xE0", "an old Office file (DOC, XLS or WPS)"},
                                                   {"{\\rtf", "an RTF"},
                                                   {"\x89PNG", "a PNG image"},
                                                   {"\xFF\xD8\xFF", "a JPEG image"},
                                                   {"\xFF\xFE", "a text in UTF-16"},
                                                   {"\xFE\xFF", "a text in UTF-16"},
                                                   {"GIF8", "a GIF image"}}};

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

std::string LowerStart(std::string_view bytes) {
  const size_t begin = std::min(bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF"), bytes.size());
  return Lower(bytes.substr(begin, 16));
}

absl::Status Unsupported(std::string_view what) {
  return report::Error(
      absl::StatusCode::kInvalidArgument, report::Reason::kUnsupportedType,
      fmt::format("this is {}; plain text and Markdown are read: save the document as text and try again", what));
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'; }

// The length of the white space that a text begins with: ASCII, U+00A0, U+3000, U+200B, the byte order mark.
size_t SkipSpace(std::string_view bytes) {
  size_t i = 0;
  while (i < bytes.size()) {
    const std::string_view rest = bytes.substr(i);
    if (IsBlank(rest[0])) {
      ++i;
    } else if (rest.starts_with("\xC2\xA0")) {
      i += 2;
    } else if (rest.starts_with("\xE3\x80\x80") || rest.starts_with("\xE2\x80\x8B") ||
               rest.starts_with("\xEF\xBB\xBF")) {
      i += 3;
    } else {
      break;
    }
  }
  return i;
}

// Texts have no NUL and next to no other control characters.
bool LooksBinary(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, 1 << 16);
  const auto controls = std::count_if(sample.begin(), sample.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && !IsBlank(c) && c != '\x1B';
  });
  return sample.find('\0') != std::string_view::npos || controls > 4 + static_cast<std::ptrdiff_t>(sample.size() / 256);
}

}  // namespace

absl::StatusOr<std::string> DetectMediaType(std::string_view bytes, std::string_view file_name) {
  if (SkipSpace(bytes) == bytes.size()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument,
                         bytes.empty() ? "the document has no bytes" : "the document has nothing but white space");
  }
  for (const Signature& signature : kSignatures) {
    if (bytes.starts_with(signature.bytes)) {
      return Unsupported(signature.name);
    }
  }
  const std::string start = LowerStart(bytes);
  if (start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<?xml")) {
    return Unsupported("an HTML or XML page");
  }
  if (LooksBinary(bytes)) {
    return Unsupported("no text and of no kind that is known");
  }
  const std::string ending = Lower(file_name.substr(std::min(file_name.rfind('.'), file_name.size())));
  const bool markdown = ending == ".md" || ending == ".markdown";
  return markdown ? "text/markdown" : "text/plain";
}

}  // namespace gouji::parse
