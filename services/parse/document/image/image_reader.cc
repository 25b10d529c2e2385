#include "services/parse/document/image/image_reader.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "services/parse/document/child/limited_process.h"
#include "services/parse/document/grid_builder.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

// The longer side of a page of a PDF as it is drawn: A4 at 300 dpi. So pages of any size cost the same.
constexpr int kDrawnPixels = 3508;
// No engine is sure: what was recognised never counts as printed text.
constexpr float kHighestConfidence = 0.99F;

absl::StatusOr<std::string> Recognise(std::string_view image, const ReaderOptions& options) {
  return RunLimited({.program = "gouji-ocr",
                     .package = "gouji-ocr",
                     .arguments = {std::string(ProcessRequest::kInputPath)},
                     .input = image,
                     .limits = LimitsOf(options)},
                    options);
}

absl::Status Misread(const absl::Status& status) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kConverterFailed,
                       std::string(status.message()));
}

absl::Status TooLarge(std::string_view what, size_t limit) {
  return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                       fmt::format("the scan has more than {} {}", limit, what));
}

// Adds the pages of a result of gouji-ocr. `page_number`: of all of them; 0: their own.
absl::Status AddResult(std::string result, int page_number, Document& document) {
  const std::string& stored = document.storage.emplace_back(std::move(result));
  const absl::StatusOr<std::vector<OcrPage>> pages = ParseOcrResult(stored);
  if (!pages.ok()) {
    return Misread(pages.status());
  }
  for (const OcrPage& page : *pages) {
    absl::Status status = AddRecognisedPage(page, page_number == 0 ? page.number : page_number, document);
    if (!status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

// Adds what is recognised on the image of a page.
absl::Status AddScan(std::string_view image, int page_number, const ReaderOptions& options, Document& document) {
  absl::StatusOr<std::string> result = Recognise(image, options);
  return result.ok() ? AddResult(*std::move(result), page_number, document) : result.status();
}

absl::Status Finish(Document& document) {
  if (document.blocks.empty()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument,
                         "nothing is printed on the scanned pages");
  }
  document.remarks.push_back(RecognisedRemark());
  return absl::OkStatus();
}

size_t CountCells(const Document& document) {
  size_t count = 0;
  for (const auto& block : document.blocks) {
    if (const Grid* grid = std::get_if<Grid>(&block)) {
      for (const GridRow& row : grid->rows) {
        count += row.cells.size();
      }
    }
  }
  return count;
}

Grid MakeGrid(const OcrTable& table, int page_number) {
  GridBuilder builder;
  int row = -1;
  for (const OcrCell& cell : table.cells) {
    for (; row < cell.row; ++row) {
      builder.BeginRow();
    }
    builder.AddCell({.text = cell.text,
                     .place = {.page = page_number, .line = 0, .column = 0},
                     .confidence = std::min(cell.confidence, kHighestConfidence)},
                    cell.column_span, cell.row_span);
  }
  return builder.Build();
}

// Notes what was read in another way at first.
void AddSecondReadings(const OcrPage& page, Document& document) {
  const auto add = [&](const auto& piece) {
    if (!piece.first_reading.empty()) {
      document.second_readings.push_back({.text = piece.text, .first = piece.first_reading});
    }
  };
  for (const OcrTable& table : page.tables) {
    std::for_each(table.cells.begin(), table.cells.end(), add);
  }
  for (const OcrLine& line : page.lines) {
    std::for_each(line.words.begin(), line.words.end(), add);
  }
}

// Lines that go from margin to margin are parts of one paragraph with the line below.
class LineJoiner {
 public:
  explicit LineJoiner(const OcrPage& page) : left_(page.width), right_(0) {
    for (const OcrLine& line : page.lines) {
      // Page numbers and the like stand outside of the margins.
      if (line.line.box.right - line.line.box.left > page.width / 3) {
        left_ = std::min(left_, line.line.box.left);
        right_ = std::max(right_, line.line.box.right);
      }
    }
  }

  bool Continues(const OcrBox& above, const OcrBox& below) const {
    const int height = std::max(above.bottom - above.top, below.bottom - below.top);
    const bool is_near = below.top - above.bottom <= 2 * height;
    const bool same_size = std::min(above.bottom - above.top, below.bottom - below.top) * 3 >= height * 2;
    return is_near && same_size && above.right >= right_ - 2 * height && below.left <= left_ + height &&
           above.right > below.left;
  }

 private:
  int left_;
  int right_;
};

}  // namespace

absl::Status AddRecognisedPage(const OcrPage& page, int page_number, Document& document) {
  AddSecondReadings(page, document);
  const LineJoiner joiner(page);
  size_t table = 0;
  const auto add_tables_above = [&](int y) {
    for (; table < page.tables.size() && page.tables[table].box.top < y; ++table) {
      document.blocks.emplace_back(MakeGrid(page.tables[table], page_number));
    }
  };
  for (size_t i = 0; i < page.lines.size();) {
    add_tables_above(page.lines[i].line.box.top);
    const size_t first = i++;
    while (i < page.lines.size() && joiner.Continues(page.lines[i - 1].line.box, page.lines[i].line.box) &&
           (table == page.tables.size() || page.tables[table].box.top >= page.lines[i].line.box.top)) {
      ++i;
    }
    std::string_view text = page.lines[first].line.text;
    float confidence = kHighestConfidence;
    for (size_t l = first; l < i; ++l) {
      confidence = std::min(confidence, page.lines[l].line.confidence);
    }
    if (i - first > 1) {
      std::string joined;
      for (size_t l = first; l < i; ++l) {
        joined += page.lines[l].line.text;
      }
      text = document.storage.emplace_back(std::move(joined));
    }
    document.blocks.emplace_back(
        Paragraph{.text = text,
                  .place = {.page = page_number, .line = static_cast<int>(first) + 1, .column = 1},
                  .heading_level = 0,
                  .confidence = confidence});
  }
  add_tables_above(page.height + 1);
  if (document.blocks.size() > kMaxParagraphs) {
    return TooLarge("paragraphs", kMaxParagraphs);
  }
  return CountCells(document) > kMaxCells ? TooLarge("table cells", kMaxCells) : absl::OkStatus();
}

absl::StatusOr<ReadResult> ReadImage(const ReadRequest& request, const ReaderOptions& options) {
  absl::StatusOr<std::string> result = Recognise(request.bytes, options);
  if (!result.ok()) {
    return result.status();
  }
  ReadResult read;
  absl::Status status = AddResult(*std::move(result), 0, read.document);
  if (status.ok()) {
    status = Finish(read.document);
  }
  if (!status.ok()) {
    return status;
  }
  return read;
}

absl::StatusOr<Document> ReadScannedPdf(std::string_view pdf, const std::vector<int>& pages,
                                        const ReaderOptions& options) {
  if (pages.size() > kMaxScannedPages) {
    return TooLarge("pages", kMaxScannedPages);
  }
  Document document;
  for (const int page : pages) {
    const std::string number = std::to_string(page);
    const absl::StatusOr<std::string> image =
        RunLimited({.program = "pdftoppm",
                    .package = "poppler-utils",
                    .arguments = {"-gray", "-scale-to", std::to_string(kDrawnPixels), "-f", number, "-l", number,
                                  std::string(ProcessRequest::kInputPath)},
                    .input = pdf,
                    .limits = LimitsOf(options)},
                   options);
    if (!image.ok()) {
      return image.status();
    }
    absl::Status status = AddScan(*image, page, options, document);
    if (!status.ok()) {
      return status;
    }
  }
  if (absl::Status status = Finish(document); !status.ok()) {
    return status;
  }
  return document;
}

absl::StatusOr<Document> ReadScans(const std::vector<ScannedPage>& pages, const ReaderOptions& options) {
  if (pages.size() > kMaxScannedPages) {
    return TooLarge("pages", kMaxScannedPages);
  }
  Document document;
  for (const ScannedPage& page : pages) {
    absl::Status status = AddScan(page.image, page.number, options, document);
    if (!status.ok()) {
      return status;
    }
  }
  if (absl::Status status = Finish(document); !status.ok()) {
    return status;
  }
  return document;
}

ReaderRemark RecognisedRemark() {
  return {.id = kRecognisedRemark,
          .message_zh = "文件为扫描件，文字和数字经识别得出，请与原件核对",
          .message_en = "the document is a scan: its text and figures were recognised; compare them with the original",
          .place = {}};
}

}  // namespace gouji::parse
