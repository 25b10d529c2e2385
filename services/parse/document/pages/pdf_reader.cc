#include "services/parse/document/pages/pdf_reader.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/child/limited_process.h"
#include "services/parse/document/image/image_reader.h"
#include "services/parse/document/pages/page_layout.h"
#include "services/parse/document/pages/page_legibility.h"
#include "services/parse/document/pages/page_words.h"
#include "services/parse/document/pages/pdf_objects.h"
#include "services/parse/document/pages/pdf_rules.h"
#include "services/parse/document/pages/pdf_words.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

absl::StatusOr<std::string> RunPdfToText(const ReadRequest& request, const ReaderOptions& options) {
  absl::StatusOr<std::string> xhtml =
      RunLimited({.program = "pdftotext",
                  .package = "poppler-utils",
                  .arguments = {"-bbox", "-enc", "UTF-8", std::string(ProcessRequest::kInputPath), "-"},
                  .input = request.bytes,
                  .limits = LimitsOf(options)},
                 options);
  if (xhtml.ok() || IsOutOfTime(xhtml.status()) ||
      !report::HasReason(xhtml.status(), report::Reason::kConverterFailed)) {
    return xhtml;
  }
  const std::string message(xhtml.status().message());
  if (message.find("assword") != std::string::npos || PdfObjects(request.bytes).is_encrypted()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEncrypted,
                         "the PDF needs a password to be opened; save it without one and try again",
                         "该 PDF 需要密码才能打开；请另存为不加密的文件后重试");
  }
  return report::Error(
      absl::StatusCode::kInvalidArgument, report::Reason::kDamaged,
      fmt::format("the PDF cannot be opened ({}); print the report to a new PDF and try again", message),
      "该 PDF 已损坏，无法打开；请重新导出后重试");
}

// Takes what the drawings of the pages say: ruling lines, and which text a program recognised. Whether there is such
// text.
bool UseDrawings(std::vector<PdfDrawing> drawings, std::vector<Page>& pages) {
  bool has_recognised_text = false;
  for (size_t p = 0; p < pages.size(); ++p) {
    pages[p].rules = std::move(drawings[p].rules);
    if (drawings[p].is_text_hidden && !pages[p].words.empty()) {
      has_recognised_text = true;
      for (PageWord& word : pages[p].words) {
        word.confidence = kRecognisedConfidence;
      }
    }
  }
  return has_recognised_text;
}

// A block of a document, copied into another one.
std::variant<Paragraph, Grid> Copied(const std::variant<Paragraph, Grid>& block, std::deque<std::string>& storage) {
  if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
    Paragraph copy = *paragraph;
    copy.text = storage.emplace_back(paragraph->text);
    return copy;
  }
  Grid copy = std::get<Grid>(block);
  for (GridRow& row : copy.rows) {
    for (GridCell& cell : row.cells) {
      cell.text = cell.text.empty() ? std::string_view() : storage.emplace_back(cell.text);
    }
  }
  return copy;
}

int PageOf(const std::variant<Paragraph, Grid>& block) {
  if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
    return paragraph->place.page;
  }
  const Grid& grid = std::get<Grid>(block);
  return grid.rows.empty() || grid.rows[0].cells.empty() ? 0 : grid.rows[0].cells[0].place.page;
}

// Puts what was recognised on pages between what was read on the others.
void Insert(const Document& scans, Document& document) {
  for (const auto& block : scans.blocks) {
    document.blocks.push_back(Copied(block, document.storage));
  }
  std::stable_sort(document.blocks.begin(), document.blocks.end(),
                   [](const auto& a, const auto& b) { return PageOf(a) < PageOf(b); });
  document.remarks.insert(document.remarks.end(), scans.remarks.begin(), scans.remarks.end());
  for (const SecondReading& reading : scans.second_readings) {
    document.second_readings.push_back(
        {.text = document.storage.emplace_back(reading.text), .first = document.storage.emplace_back(reading.first)});
  }
}

}  // namespace

absl::StatusOr<ReadResult> ReadPdf(const ReadRequest& request, const ReaderOptions& options) {
  absl::StatusOr<std::string> xhtml = RunPdfToText(request, options);
  if (!xhtml.ok()) {
    return xhtml.status();
  }
  absl::StatusOr<PagedDocument> pages = ParsePdfWords(*std::move(xhtml));
  if (!pages.ok()) {
    return pages.status();
  }
  Legibility legibility = DropIllegibleText(*pages);
  if (!legibility.has_text) {
    absl::StatusOr<Document> scans = ReadScannedPdf(request.bytes, legibility.unread, options);
    if (!scans.ok()) {
      return scans.status();
    }
    return ReadResult{.document = *std::move(scans), .media_type = "", .charset = ""};
  }
  std::vector<PdfDrawing> drawings = FindPdfDrawings(request.bytes);
  std::vector<int> scanned;
  bool has_recognised_text = false;
  if (drawings.size() == pages->pages.size()) {
    std::copy_if(legibility.unread.begin(), legibility.unread.end(), std::back_inserter(scanned),
                 [&](int page) { return drawings[static_cast<size_t>(page) - 1].has_large_image; });
    has_recognised_text = UseDrawings(std::move(drawings), pages->pages);
  }
  std::string title(pages->page_title);
  absl::StatusOr<Document> document = LayOutPages(*std::move(pages));
  if (!document.ok()) {
    return document.status();
  }
  document->page_title = document->storage.emplace_back(std::move(title));
  if (has_recognised_text) {
    document->remarks.push_back(RecognisedRemark());
  }
  if (!scanned.empty()) {
    // What cannot be recognised is said page by page.
    const absl::StatusOr<Document> scans = ReadScannedPdf(request.bytes, scanned, options);
    if (IsOutOfTime(scans.status())) {
      return scans.status();  // a reading must not depend on how much time its caller had
    }
    if (scans.ok()) {
      Insert(*scans, *document);
      std::erase_if(legibility.unread,
                    [&](int page) { return std::find(scanned.begin(), scanned.end(), page) != scanned.end(); });
    }
  }
  for (ReaderRemark& remark : PagesNotRead(legibility.unread)) {
    document->remarks.push_back(std::move(remark));
  }
  return ReadResult{.document = *std::move(document), .media_type = "", .charset = ""};
}

}  // namespace gouji::parse
