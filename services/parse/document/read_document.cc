#include "services/parse/document/read_document.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "fmt/format.h"
#include "services/parse/document/charset.h"
#include "services/parse/document/file_type.h"
#include "services/parse/document/text_reader.h"

namespace gouji::parse {
namespace {

// The id of the diagnostic for bytes that are no text in the character set.
constexpr char kBytesReplaced[] = "BYTES_REPLACED";

// One remark for each line with replaced bytes, as far as their places are known.
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

absl::StatusOr<ReadResult> ReadTextDocument(std::string_view bytes, std::string_view charset, std::string media_type) {
  absl::StatusOr<DecodedText> decoded = Decode(bytes, charset);
  if (!decoded.ok()) {
    return decoded.status();
  }
  std::vector<ReaderRemark> remarks = ReplacementRemarks(*decoded);
  absl::StatusOr<Document> document = ReadText(std::move(decoded->text));
  if (!document.ok()) {
    return document.status();
  }
  document->remarks = std::move(remarks);
  return ReadResult{
      .document = *std::move(document), .media_type = std::move(media_type), .charset = std::move(decoded->charset)};
}

}  // namespace

absl::StatusOr<ReadResult> ReadDocument(std::string_view bytes, std::string_view file_name, std::string_view charset) {
  absl::StatusOr<std::string> media_type = DetectMediaType(bytes, file_name);
  if (!media_type.ok()) {
    return media_type.status();
  }
  return ReadTextDocument(bytes, charset, *std::move(media_type));
}

}  // namespace gouji::parse
