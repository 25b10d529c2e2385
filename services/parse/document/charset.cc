#include "services/parse/document/charset.h"

#include <iconv.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <utility>

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// The id of the diagnostic for bytes that are no text in the character set.
constexpr char kBytesReplaced[] = "BYTES_REPLACED";

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// How well bytes read in a character set.
struct Fit {
  size_t multibyte_count = 0;  // valid characters beyond ASCII
  size_t invalid_count = 0;

  bool Reads() const { return invalid_count == 0 || multibyte_count > 10 * invalid_count; }
};

void AddReplacement(DecodedText& decoded) {
  if (decoded.replacements.size() < kMaxReplacements) {
    decoded.replacements.push_back(decoded.text.size());
  }
  ++decoded.replacement_count;
  report::AppendUtf8(kReplacement, decoded.text);
}

std::pair<DecodedText, Fit> DecodeUtf8(std::string_view bytes) {
  DecodedText decoded{.text = {}, .charset = "UTF-8", .replacements = {}, .replacement_count = 0};
  Fit fit;
  decoded.text.reserve(bytes.size());
  size_t clean_begin = 0;  // bytes before it are copied
  for (size_t i = 0; i < bytes.size();) {
    if (static_cast<unsigned char>(bytes[i]) < 0x80) {
      ++i;
      continue;
    }
    const size_t begin = i;
    const char32_t c = report::NextChar(bytes, i);
    if (c == kReplacement && bytes.substr(begin, i - begin) != "\xEF\xBF\xBD") {
      decoded.text.append(bytes.substr(clean_begin, begin - clean_begin));
      clean_begin = i;
      AddReplacement(decoded);
      ++fit.invalid_count;
    } else {
      ++fit.multibyte_count;
    }
  }
  decoded.text.append(bytes.substr(clean_begin));
  return {std::move(decoded), fit};
}

// With `give_up`, stops early in bytes that are plainly something else.
std::pair<DecodedText, Fit> DecodeGb18030(std::string_view bytes, bool give_up) {
  static constexpr size_t kHopeless = 10'000;  // invalid bytes
  DecodedText decoded{.text = {}, .charset = "GB18030", .replacements = {}, .replacement_count = 0};
  Fit fit;
  iconv_t converter = iconv_open("UTF-8", "GB18030");
  if (converter == reinterpret_cast<iconv_t>(-1)) {  // NOLINT(performance-no-int-to-ptr): iconv's own idiom
    decoded.charset.clear();
    return {std::move(decoded), fit};
  }
  std::string input(bytes);  // iconv takes no const
  char* in = input.data();
  size_t in_left = input.size();
  std::string buffer(size_t{64} << 10, '\0');
  while (in_left > 0) {
    char* out = buffer.data();
    size_t out_left = buffer.size();
    const size_t result = iconv(converter, &in, &in_left, &out, &out_left);
    const int error = result == static_cast<size_t>(-1) ? errno : 0;
    const std::string_view piece(buffer.data(), buffer.size() - out_left);
    decoded.text.append(piece);
    // Continuation bytes of two-, three- and four-byte characters: every lead byte is one character beyond ASCII.
    fit.multibyte_count += static_cast<size_t>(
        std::count_if(piece.begin(), piece.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
    if (error != 0 && error != E2BIG) {
      AddReplacement(decoded);
      ++fit.invalid_count;
      ++in;
      --in_left;
      if (give_up && fit.invalid_count > kHopeless && !fit.Reads()) {
        break;
      }
    }
  }
  iconv_close(converter);
  return {std::move(decoded), fit};
}

absl::Status NoConverter() { return absl::InternalError("the C library of this system has no converter for GB18030"); }

std::string ToUpper(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return upper;
}

}  // namespace

absl::StatusOr<DecodedText> Decode(std::string_view bytes, std::string_view charset) {
  if (bytes.starts_with(kByteOrderMark)) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  const std::string wanted = ToUpper(charset);
  if (wanted == "UTF-8" || wanted == "UTF8") {
    return DecodeUtf8(bytes).first;
  }
  if (wanted == "GB18030" || wanted == "GBK" || wanted == "GB2312") {
    DecodedText decoded = DecodeGb18030(bytes, false).first;  // GB18030 contains the others
    return decoded.charset.empty() ? NoConverter() : absl::StatusOr<DecodedText>(std::move(decoded));
  }
  if (!wanted.empty()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnknownCharset,
                         fmt::format("no decoder for the character set \"{}\"; known are UTF-8 and GB18030", charset));
  }
  auto [utf8, utf8_fit] = DecodeUtf8(bytes);
  if (utf8_fit.Reads()) {
    return std::move(utf8);
  }
  auto [gb18030, gb18030_fit] = DecodeGb18030(bytes, true);
  if (gb18030.charset.empty()) {
    return NoConverter();
  }
  if (gb18030_fit.Reads()) {
    return std::move(gb18030);
  }
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnsupportedType,
                       "the bytes are no text in UTF-8 or GB18030; if they are, name the character set");
}

std::vector<ReaderRemark> ReplacementRemarks(const DecodedText& decoded) {
  std::vector<ReaderRemark> remarks;
  int line = 1;
  size_t counted = 0;
  for (const size_t offset : decoded.replacements) {
    line += static_cast<int>(std::count(decoded.text.begin() + static_cast<std::ptrdiff_t>(counted),
                                        decoded.text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    counted = offset;
    if (!remarks.empty() && remarks.back().place.line == line) {
      continue;
    }
    remarks.push_back({.id = kBytesReplaced,
                       .message_zh = fmt::format("第{}行有不属于{}编码的字节，已代以替换符（全文共{}个）", line,
                                                 decoded.charset, decoded.replacement_count),
                       .message_en = fmt::format("line {}: bytes that are no {} were replaced ({} in all)", line,
                                                 decoded.charset, decoded.replacement_count),
                       .place = {.page = 0, .line = line, .column = 0}});
  }
  return remarks;
}

}  // namespace gouji::parse
