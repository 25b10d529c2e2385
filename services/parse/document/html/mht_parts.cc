#include "services/parse/document/html/mht_parts.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>

#include "services/report/error.h"

namespace gouji::parse {
namespace {

constexpr size_t kMaxParts = 10'000;
constexpr size_t kMaxDepth = 8;                    // of multiparts in multiparts
constexpr size_t kMaxHeader = size_t{64} << 10;    // bytes
constexpr size_t kFrameSearch = size_t{64} << 10;  // bytes of a page in which its frames begin

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

std::string_view Trim(std::string_view text) {
  const size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

// A message or one of its parts.
struct Part {
  std::string_view content_type;  // with its parameters
  std::string_view encoding;
  std::string_view body;
};

// Where the line of `begin` ends: at its line end, or, of the last line of a text that was cut off, behind it.
size_t LineEnd(std::string_view text, size_t begin) { return std::min(text.find('\n', begin), text.size()); }

// The value of a header; empty if it is not there.
std::string_view HeaderValue(std::string_view header, std::string_view name) {
  for (size_t begin = 0; begin < header.size();) {
    // A line that begins with white space continues the one before.
    size_t end = LineEnd(header, begin);
    while (end + 1 < header.size() && (header[end + 1] == ' ' || header[end + 1] == '\t')) {
      end = LineEnd(header, end + 1);
    }
    const std::string_view line = header.substr(begin, end - begin);
    if (line.size() > name.size() && line[name.size()] == ':' && Lower(line.substr(0, name.size())) == name) {
      return Trim(line.substr(name.size() + 1));
    }
    begin = end + 1;
  }
  return {};
}

Part SplitPart(std::string_view text) {
  // The header ends at the first blank line.
  size_t body = text.size();
  for (size_t newline = text.find('\n'); newline < kMaxHeader; newline = text.find('\n', newline + 1)) {
    const size_t next = newline + 1;
    if (text.substr(next).starts_with('\n') || text.substr(next).starts_with("\r\n")) {
      body = text.find('\n', next) + 1;
      break;
    }
  }
  const std::string_view header = text.substr(0, std::min(body, kMaxHeader));
  return {.content_type = HeaderValue(header, "content-type"),
          .encoding = HeaderValue(header, "content-transfer-encoding"),
          .body = text.substr(body)};
}

// A parameter of a content type: boundary="…".
std::string_view Parameter(std::string_view content_type, std::string_view name) {
  const std::string lower = Lower(content_type);
  for (size_t at = lower.find(name); at != std::string::npos; at = lower.find(name, at + 1)) {
    std::string_view rest = Trim(content_type.substr(at + name.size()));
    if (at == 0 || std::string_view("; \t\r\n").find(lower[at - 1]) == std::string_view::npos ||
        !rest.starts_with('=')) {
      continue;
    }
    rest = Trim(rest.substr(1));
    if (rest.starts_with('"')) {
      rest.remove_prefix(1);
      return rest.substr(0, rest.find('"'));
    }
    return rest.substr(0, rest.find_first_of("; \t\r\n"));
  }
  return {};
}

// The texts between the lines --boundary.
std::vector<std::string_view> SplitBody(std::string_view body, std::string_view boundary) {
  std::vector<std::string_view> parts;
  const std::string mark = "--" + std::string(boundary);
  size_t begin = std::string_view::npos;  // of the part
  for (size_t at = body.find(mark); parts.size() < kMaxParts; at = body.find(mark, at + mark.size())) {
    if (at == std::string_view::npos) {
      if (begin != std::string_view::npos) {
        parts.push_back(body.substr(begin));  // the last line is lost
      }
      break;
    }
    if (at > 0 && body[at - 1] != '\n') {
      continue;
    }
    if (begin != std::string_view::npos) {
      parts.push_back(body.substr(begin, at - begin));
    }
    const std::string_view behind = body.substr(at + mark.size());
    if (behind.starts_with("--")) {
      break;
    }
    begin = std::min(body.find('\n', at), body.size() - 1) + 1;
  }
  return parts;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// =E5=85=AC, with = at the end of a line that goes on. What is neither stays as it is.
std::string DecodeQuotedPrintable(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  while (!text.empty()) {
    const size_t clean = std::min(text.find('='), text.size());
    decoded += text.substr(0, clean);
    text.remove_prefix(clean);
    if (text.size() >= 3 && HexDigit(text[1]) >= 0 && HexDigit(text[2]) >= 0) {
      decoded += static_cast<char>(HexDigit(text[1]) * 16 + HexDigit(text[2]));
      text.remove_prefix(3);
      continue;
    }
    const size_t line_end = text.find_first_not_of(" \t\r", std::min<size_t>(text.size(), 1));
    if (line_end < text.size() && text[line_end] == '\n') {
      text.remove_prefix(line_end + 1);
    } else if (!text.empty()) {
      decoded += '=';
      text.remove_prefix(1);
    }
  }
  return decoded;
}

int Base64Digit(char c) {
  if (c >= 'A' && c <= 'Z') {
    return c - 'A';
  }
  if (c >= 'a' && c <= 'z') {
    return c - 'a' + 26;
  }
  if (c >= '0' && c <= '9') {
    return c - '0' + 52;
  }
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// Passes whatever is no digit: line ends, and what a mailer put between.
std::string DecodeBase64(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size() / 4 * 3);
  uint32_t bits = 0;
  int bit_count = 0;
  for (const char c : text) {
    if (c == '=') {
      break;
    }
    const int digit = Base64Digit(c);
    if (digit < 0) {
      continue;
    }
    bits = bits << 6 | static_cast<uint32_t>(digit);
    bit_count += 6;
    if (bit_count >= 8) {
      bit_count -= 8;
      decoded += static_cast<char>(bits >> bit_count & 0xFF);
    }
  }
  return decoded;
}

MhtPage DecodePage(const Part& part) {
  const std::string encoding = Lower(part.encoding);
  std::string bytes = encoding == "quoted-printable" ? DecodeQuotedPrintable(part.body)
                      : encoding == "base64"         ? DecodeBase64(part.body)
                                                     : std::string(part.body);
  return {.bytes = std::move(bytes), .charset = std::string(Parameter(part.content_type, "charset"))};
}

}  // namespace

absl::StatusOr<std::vector<MhtPage>> ReadMhtPages(std::string_view bytes) {
  struct Pending {
    std::string_view text;
    size_t depth;
  };
  std::vector<Pending> pending = {{.text = bytes, .depth = 0}};  // the next one last
  std::vector<Part> pages;
  for (size_t count = 0; !pending.empty() && count < kMaxParts; ++count) {
    const auto [text, depth] = pending.back();
    pending.pop_back();
    const Part part = SplitPart(text);
    const std::string type = Lower(part.content_type.substr(0, part.content_type.find_first_of("; \t\r\n")));
    if (type == "text/html" || type == "application/xhtml+xml") {
      pages.push_back(part);
    } else if (const std::string_view boundary = Parameter(part.content_type, "boundary");
               type.starts_with("multipart/") && !boundary.empty() && depth < kMaxDepth) {
      const std::vector<std::string_view> parts = SplitBody(part.body, boundary);
      for (auto inner = parts.rbegin(); inner != parts.rend(); ++inner) {
        pending.push_back({.text = *inner, .depth = depth + 1});
      }
    }
  }
  if (pages.empty()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kDamaged,
                         "the web archive has no page in it; open it and save it again as HTML or Word document");
  }
  std::vector<MhtPage> decoded = {DecodePage(pages.front())};
  if (Lower(std::string_view(decoded[0].bytes).substr(0, kFrameSearch)).find("<frameset") != std::string::npos) {
    for (auto page = pages.begin() + 1; page != pages.end(); ++page) {
      decoded.push_back(DecodePage(*page));
    }
  }
  return decoded;
}

}  // namespace gouji::parse
