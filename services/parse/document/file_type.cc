#include "services/parse/document/file_type.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "services/parse/document/charset/charset.h"
#include "services/parse/document/media_type.h"
#include "services/parse/document/unsupported_kind.h"
#include "services/parse/document/word/compound_kind.h"
#include "services/parse/document/zip/zip_kind.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

struct Signature {
  std::string_view bytes;
  std::string_view type;
};

// Kinds that their first bytes tell.
constexpr std::array kSignatures = {
    Signature{"%PDF-", media_type::kPdf},
    Signature{"PK\x03\x04", media_type::kZip},
    Signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", media_type::kCompoundFile},
    Signature{"{\\rtf", media_type::kRtf},
    Signature{"\x89PNG\r\n\x1A\n", media_type::kPng},
    Signature{"\xFF\xD8\xFF", media_type::kJpeg},
    Signature{std::string_view("II*\0", 4), media_type::kTiff},
    Signature{std::string_view("MM\0*", 4), media_type::kTiff},
    Signature{"GIF87a", media_type::kGif},
    Signature{"GIF89a", media_type::kGif},
    Signature{"Rar!\x1A\x07", media_type::kRar},
    Signature{"7z\xBC\xAF\x27\x1C", media_type::kSevenZip},
    Signature{"\x1F\x8B\x08", media_type::kGzip},
    Signature{"Founder CEB", media_type::kCeb},
};

// How far into a text its kind is looked for.
constexpr size_t kSampleBytes = size_t{64} << 10;
// How far into a text the header of a message is looked for.
constexpr size_t kHeadBytes = size_t{4} << 10;
// PDF readers accept so much in front of the signature.
constexpr size_t kPdfSlackBytes = 1024;

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
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
    } else if (rest.starts_with("\xE3\x80\x80") || rest.starts_with("\xE2\x80\x8B") || rest.starts_with(kUtf8Mark)) {
      i += 3;
    } else {
      break;
    }
  }
  return i;
}

// Texts have no NUL and next to no other control characters.
bool LooksBinary(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  if (sample.find('\0') != std::string_view::npos) return true;
  size_t controls = 0;
  for (const char c : sample) {
    if (static_cast<unsigned char>(c) < 0x20) controls += IsBlank(c) || c == '\x1B' ? 0 : 1;
  }
  return controls > 4 + sample.size() / 256;
}

// The begin of a text in UTF-16 as far as it is ASCII; other characters become '?', a byte order mark nothing.
std::string NarrowUtf16(std::string_view bytes, bool big_endian) {
  std::string narrow;
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  for (size_t i = 0; i + 1 < sample.size(); i += 2) {
    const char high = sample[big_endian ? i : i + 1];
    const char low = sample[big_endian ? i + 1 : i];
    const bool mark = i == 0 && high == '\xFE' && low == '\xFF';
    if (!mark) {
      narrow += high == 0 && static_cast<unsigned char>(low) < 0x80 ? low : '?';
    }
  }
  return narrow;
}

size_t CountOf(std::string_view what, std::string_view text) {
  size_t count = 0;
  for (size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) {
    ++count;
  }
  return count;
}

// Whether a text in lower case begins with one of the elements that pages and fragments of pages begin with.
bool BeginsWithElement(std::string_view text) {
  static constexpr std::array<std::string_view, 34> kNames = {
      "html", "head",   "body", "meta", "title", "link",    "style", "script", "base",     "table",   "tbody", "thead",
      "tr",   "td",     "th",   "div",  "p",     "span",    "br",    "center", "font",     "section", "h1",    "h2",
      "h3",   "strong", "b",    "ul",   "ol",    "article", "main",  "iframe", "noscript", "a"};
  if (!text.starts_with('<')) {
    return false;
  }
  const size_t end = std::min(text.find_first_of(" \t\r\n/>", 1), text.size());
  return std::find(kNames.begin(), kNames.end(), text.substr(1, end - 1)) != kNames.end();
}

bool BeginsAsPage(std::string_view text) { return text.starts_with("<!doctype html") || text.starts_with("<html"); }

// Whether a text in lower case is marked up throughout, although it does not begin so. One of lines whose tables alone
// are marked up is a text (see HasMarkedTables).
bool IsFullOfElements(std::string_view text) {
  static constexpr size_t kEnough = 3;
  const size_t blocks = CountOf("</p>", text) + CountOf("</div>", text);
  const bool has_lines = CountOf("\n", text.substr(0, text.find("<table"))) >= kEnough;
  const bool is_text = blocks == 0 && has_lines && text.find("<br") == std::string_view::npos;
  return text.find("<html") != std::string_view::npos || (!is_text && CountOf("</td>", text) + blocks >= kEnough);
}

bool LooksLikeMhtml(std::string_view text) {
  // The header of a message: lines "Name: value" up to a blank one.
  const std::string_view first_line = text.substr(0, text.find_first_of("\r\n"));
  const size_t colon = first_line.find(':');
  if (colon == std::string_view::npos || colon == 0 ||
      !std::all_of(first_line.begin(), first_line.begin() + static_cast<std::ptrdiff_t>(colon),
                   [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; })) {
    return false;
  }
  const std::string_view head = text.substr(0, kHeadBytes);
  return head.find("mime-version:") != std::string_view::npos && head.find("content-type:") != std::string_view::npos;
}

// Whether a text begins as the header of a message does, with a letter, or as RTF.
bool MayBeginMessageOrRtf(std::string_view text) {
  const size_t begin = SkipSpace(text);
  const char first = begin < text.size() ? text[begin] : ' ';
  return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '-' || first == '{';
}

// The kind of a text whose ASCII part is `text`.
std::string_view MarkupType(std::string_view text, bool markdown) {
  const std::string_view sample = text.substr(0, kSampleBytes);
  const bool has_elements = sample.find('<') != std::string_view::npos;
  if (!has_elements && !MayBeginMessageOrRtf(sample)) {
    return markdown ? media_type::kMarkdown : media_type::kText;
  }
  const std::string head = Lower(sample.substr(0, kHeadBytes));
  if (BeginsAsPage(std::string_view(head).substr(SkipSpace(head)))) {
    return media_type::kHtml;
  }
  // Without a '<' all that can be told is told by the head.
  const std::string lower = has_elements ? Lower(sample) : head;
  const std::string_view start = std::string_view(lower).substr(SkipSpace(lower));
  if (start.starts_with("{\\rtf")) {
    return media_type::kRtf;
  }
  if (LooksLikeMhtml(start)) {
    return media_type::kMhtml;
  }
  if (start.starts_with("<?xml") || start.starts_with("<?mso-application") || start.starts_with("<pkg:package")) {
    if (start.find("<html") != std::string_view::npos || start.find("<!doctype html") != std::string_view::npos) {
      return media_type::kHtml;
    }
    const bool office = start.find("mso-application") != std::string_view::npos ||
                        start.find("<pkg:package") != std::string_view::npos ||
                        start.find("<w:worddocument") != std::string_view::npos;
    return office ? media_type::kOfficeXml : media_type::kXml;
  }
  // Markdown may hold tables in HTML; what it prints besides is its own.
  if (BeginsAsPage(start) ||
      (!markdown && (start.starts_with("<!--") || BeginsWithElement(start) || IsFullOfElements(start)))) {
    return media_type::kHtml;
  }
  return markdown ? media_type::kMarkdown : media_type::kText;
}

bool IsMarkdownName(std::string_view file_name) {
  const std::string ending = Lower(file_name.substr(std::min(file_name.rfind('.'), file_name.size())));
  return ending == ".md" || ending == ".markdown";
}

// The kind of a file that its first bytes tell; nothing if they do not.
std::optional<std::string_view> BinaryType(std::string_view bytes) {
  for (const Signature& signature : kSignatures) {
    if (bytes.starts_with(signature.bytes)) {
      return signature.type;
    }
  }
  // "BM", the size of the file, four bytes of zero.
  if (bytes.starts_with("BM") && bytes.size() > 26 && bytes.substr(6, 4) == std::string_view("\0\0\0\0", 4)) {
    return media_type::kBmp;
  }
  if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") {
    return media_type::kWebp;
  }
  if (bytes.substr(0, kPdfSlackBytes).find("%PDF-") != std::string_view::npos &&
      (LooksBinary(bytes) || bytes.substr(SkipSpace(bytes)).starts_with("%PDF-"))) {
    return media_type::kPdf;
  }
  return std::nullopt;
}

absl::StatusOr<std::string> ZipType(std::string_view bytes) {
  const absl::StatusOr<ZipKind> kind = DetectZipKind(bytes);
  if (!kind.ok()) {
    return kind.status();
  }
  switch (*kind) {
    case ZipKind::kDocx:
      return std::string(media_type::kDocx);
    case ZipKind::kXlsx:
      return std::string(media_type::kXlsx);
    case ZipKind::kPptx:
      return std::string(media_type::kPptx);
    case ZipKind::kOfd:
      return std::string(media_type::kOfd);
    case ZipKind::kOpenDocument:
      return std::string(media_type::kOpenDocument);
    case ZipKind::kArchive:
      break;
  }
  return std::string(media_type::kZip);
}

}  // namespace

absl::StatusOr<std::string> DetectMediaType(std::string_view bytes, std::string_view file_name) {
  if (SkipSpace(bytes) == bytes.size()) {
    return bytes.empty() ? report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument,
                                         "the document has no bytes", "文件是空的")
                         : report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument,
                                         "the document has nothing but white space", "文件中只有空白");
  }
  if (const std::optional<std::string_view> type = BinaryType(bytes)) {
    if (*type == media_type::kZip) {
      return ZipType(bytes);
    }
    if (*type == media_type::kCompoundFile) {
      const absl::StatusOr<std::string_view> kind = DetectCompoundKind(bytes);
      return kind.ok() ? absl::StatusOr<std::string>(std::string(*kind)) : kind.status();
    }
    return std::string(*type);
  }
  const bool markdown = IsMarkdownName(file_name);
  if (const std::optional<CharacterSet> utf16 = DetectUtf16(bytes)) {
    return std::string(MarkupType(NarrowUtf16(bytes, *utf16 == CharacterSet::kUtf16Be), markdown));
  }
  if (LooksBinary(bytes)) {
    return UnsupportedKind(media_type::kUnknown);
  }
  return std::string(MarkupType(bytes, markdown));
}

}  // namespace gouji::parse
