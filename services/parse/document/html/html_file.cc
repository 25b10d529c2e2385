#include "services/parse/document/html/html_file.h"

#include <iterator>
#include <string>
#include <utility>

#include "services/parse/document/charset/charset.h"
#include "services/parse/document/html/html_reader.h"
#include "services/parse/document/html/mht_parts.h"

namespace gouji::parse {
namespace {

absl::StatusOr<ReadResult> ReadDecoded(DecodedText decoded) {
  absl::StatusOr<Document> document = ReadHtml(decoded.text);
  if (!document.ok()) {
    return document.status();
  }
  std::vector<ReaderRemark> remarks = ReplacementRemarks(decoded);
  document->remarks.insert(document->remarks.begin(), std::make_move_iterator(remarks.begin()),
                           std::make_move_iterator(remarks.end()));
  return ReadResult{.document = *std::move(document), .media_type = "", .charset = std::move(decoded.charset)};
}

}  // namespace

absl::StatusOr<ReadResult> ReadHtmlFile(const ReadRequest& request, const ReaderOptions& /*options*/) {
  absl::StatusOr<DecodedText> decoded = Decode(request.bytes, request.charset);
  return decoded.ok() ? ReadDecoded(*std::move(decoded)) : decoded.status();
}

absl::StatusOr<ReadResult> ReadMhtFile(const ReadRequest& request, const ReaderOptions& /*options*/) {
  const absl::StatusOr<std::vector<MhtPage>> pages = ReadMhtPages(request.bytes);
  if (!pages.ok()) {
    return pages.status();
  }
  DecodedText all;
  for (const MhtPage& page : *pages) {
    absl::StatusOr<DecodedText> decoded = Decode(page.bytes, request.charset);
    if (!decoded.ok()) {
      return decoded.status();
    }
    for (const size_t replacement : decoded->replacements) {
      all.replacements.push_back(all.text.size() + replacement);
    }
    all.replacement_count += decoded->replacement_count;
    all.text += decoded->text;
    if (all.charset.empty()) {
      all.charset = std::move(decoded->charset);
    }
  }
  return ReadDecoded(std::move(all));
}

}  // namespace gouji::parse
