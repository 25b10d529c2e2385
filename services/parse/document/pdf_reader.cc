#include "services/parse/document/pdf_reader.h"

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/limited_process.h"
#include "services/parse/document/page_layout.h"
#include "services/parse/document/page_words.h"
#include "services/parse/document/pdf_rules.h"
#include "services/parse/document/pdf_words.h"
#include "services/report/error.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

constexpr char kPageNotRead[] = "PAGE_NOT_READ";
// A page on which this part of the characters says nothing has a font without a table of its characters.
constexpr double kMostUnknown = 0.2;
// A page with fewer characters besides page numbers may be empty.
constexpr size_t kFewCharacters = 10;

// How much of a page is text.
struct TextShare {
  size_t characters = 0;
  size_t unknown = 0;  // replacement characters, private use

  bool is_garbage() const {
    return characters >= kFewCharacters &&
           static_cast<double>(unknown) > kMostUnknown * static_cast<double>(characters);
  }
};

TextShare ShareOf(const Page& page) {
  TextShare share;
  for (const PageWord& word : page.words) {
    for (const char32_t c : report::DecodeUtf8(word.text)) {
      ++share.characters;
      share.unknown += c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000 ? 1 : 0;
    }
  }
  return share;
}

absl::StatusOr<std::string> RunPdfToText(const ReadRequest& request, const ReaderOptions& options) {
  absl::StatusOr<std::string> xhtml =
      RunLimited({.program = "pdftotext",
                  .package = "poppler-utils",
                  .arguments = {"-q", "-bbox", "-enc", "UTF-8", std::string(ProcessRequest::kInputPath), "-"},
                  .input = request.bytes,
                  .limits = LimitsOf(options)},
                 options);
  if (xhtml.ok() || !report::HasReason(xhtml.status(), report::Reason::kConverterFailed)) {
    return xhtml;
  }
  const std::string message(xhtml.status().message());
  if (message.find("assword") != std::string::npos) {
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
  std::vector<ReaderRemark> remarks;
  bool has_text = false;
  bool has_garbage = false;
  for (size_t p = 0; p < pages->pages.size(); ++p) {
    Page& page = pages->pages[p];
    const TextShare share = ShareOf(page);
    has_text |= share.characters > 0 && !share.is_garbage();
    has_garbage |= share.is_garbage();
    if (share.is_garbage()) {
      page.words.clear();
    }
    if (page.words.empty()) {
      const int number = static_cast<int>(p) + 1;
      remarks.push_back(
          {.id = kPageNotRead,
           .message_zh = fmt::format("第{}页没有可识别的文字（空白页、图片，或字体缺少字符表）", number),
           .message_en = fmt::format("page {} has no text that can be read: it is empty, an image, or in a "
                                     "font that does not say what its characters are",
                                     number),
           .place = {.page = number, .line = 0, .column = 0}});
    }
  }
  if (!has_text) {
    return has_garbage ? NoText("该 PDF 的字体缺少字符表，无法得知文字内容",
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
  document->remarks.insert(document->remarks.end(), std::make_move_iterator(remarks.begin()),
                           std::make_move_iterator(remarks.end()));
  return ReadResult{.document = *std::move(document), .media_type = "", .charset = ""};
}

}  // namespace gouji::parse
