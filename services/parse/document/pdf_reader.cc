#include "services/parse/document/pdf_reader.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/limited_process.h"
#include "services/parse/document/page_layout.h"
#include "services/parse/document/page_legibility.h"
#include "services/parse/document/page_words.h"
#include "services/parse/document/pdf_objects.h"
#include "services/parse/document/pdf_rules.h"
#include "services/parse/document/pdf_words.h"
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
  if (xhtml.ok() || !report::HasReason(xhtml.status(), report::Reason::kConverterFailed)) {
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

absl::Status NoText(std::string_view zh, std::string_view en) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnsupportedType,
                       fmt::format("{}; export the report from the program that it was written in", en),
                       fmt::format("{}；请从原始文档重新导出", zh));
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
  const Legibility legibility = DropIllegibleText(*pages);
  if (!legibility.has_text) {
    return legibility.has_garbage ? NoText("该 PDF 的字体缺少字符表，无法得知文字内容",
                                           "the fonts of the PDF do not say what their characters are")
                                  : NoText("该 PDF 是扫描件，没有文字层", "the PDF is a scan without a text layer");
  }
  std::vector<std::vector<PageBox>> rules = FindPdfRules(request.bytes);
  if (rules.size() == pages->pages.size()) {
    for (size_t p = 0; p < rules.size(); ++p) {
      pages->pages[p].rules = std::move(rules[p]);
    }
  }
  absl::StatusOr<Document> document = LayOutPages(*std::move(pages));
  if (!document.ok()) {
    return document.status();
  }
  for (ReaderRemark& remark : PagesNotRead(legibility.unread)) {
    document->remarks.push_back(std::move(remark));
  }
  return ReadResult{.document = *std::move(document), .media_type = "", .charset = ""};
}

}  // namespace gouji::parse
