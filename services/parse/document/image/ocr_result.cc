#include "services/parse/document/image/ocr_result.h"

#include <charconv>
#include <cstddef>
#include <utility>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "services/parse/document/document.h"

namespace gouji::parse {
namespace {

constexpr std::string_view kHeader = "gouji-ocr 2";
constexpr std::string_view kEnd = "end";
// No page is wider or higher, and no table has more rows or columns.
constexpr int kMostPixels = 1'000'000;
constexpr int kMostRows = 10'000;

// Takes the fields of a line one by one.
class Fields {
 public:
  explicit Fields(std::string_view line) : rest_(line) {}

  std::string_view Next() {
    const size_t tab = rest_.find('\t');
    const std::string_view field = rest_.substr(0, tab);
    is_over_ = tab == std::string_view::npos;
    rest_ = is_over_ ? std::string_view() : rest_.substr(tab + 1);
    return field;
  }

  int Int(int least, int greatest) {
    int value = 0;
    Read(value);
    is_good_ = is_good_ && value >= least && value <= greatest;
    return value;
  }

  double Real(double least, double greatest) {
    double value = 0;
    Read(value);
    is_good_ = is_good_ && value >= least && value <= greatest;
    return value;
  }

  OcrBox Box() {
    OcrBox box;
    box.left = Int(0, kMostPixels);
    box.top = Int(0, kMostPixels);
    box.right = Int(box.left, kMostPixels);
    box.bottom = Int(box.top, kMostPixels);
    return box;
  }

  // Whether all fields were there and in range, and nothing is left.
  bool AreAll() const { return is_good_ && is_over_; }

 private:
  template <typename Number>
  void Read(Number& value) {
    is_good_ = is_good_ && !is_over_;
    const std::string_view field = Next();
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    is_good_ = is_good_ && error == std::errc() && end == field.data() + field.size();
  }

  std::string_view rest_;
  bool is_over_ = false;
  bool is_good_ = true;
};

OcrText ReadText(Fields& fields) {
  OcrText text;
  text.box = fields.Box();
  text.confidence = static_cast<float>(fields.Real(0, 1));
  text.text = fields.Next();
  return text;
}

class ResultParser {
 public:
  // Whether the line is of the format.
  bool AddLine(std::string_view line) {
    Fields fields(line);
    const std::string_view kind = fields.Next();
    last_first_reading_ = kind == "first" ? last_first_reading_ : nullptr;
    if (kind == "page") {
      return AddPage(fields);
    }
    if (pages_.empty()) {
      return false;
    }
    OcrPage& page = pages_.back();
    if (kind == "table") {
      OcrTable table;
      table.row_count = fields.Int(1, kMostRows);
      table.column_count = fields.Int(1, kMostRows);
      table.box = fields.Box();
      page.tables.push_back(std::move(table));
      return fields.AreAll();
    }
    if (kind == "cell") {
      return !page.tables.empty() && AddCell(fields, page.tables.back());
    }
    if (kind == "line") {
      page.lines.push_back({.line = ReadText(fields), .words = {}});
      return fields.AreAll() && !page.lines.back().line.text.empty();
    }
    if (kind == "word" && !page.lines.empty()) {
      page.lines.back().words.push_back(ReadText(fields));
      last_first_reading_ = &page.lines.back().words.back().first_reading;
      return fields.AreAll() && !page.lines.back().words.back().text.empty();
    }
    if (kind == "first" && last_first_reading_ != nullptr) {
      *std::exchange(last_first_reading_, nullptr) = fields.Next();
      return fields.AreAll();
    }
    return false;
  }

  std::vector<OcrPage> Take() { return std::move(pages_); }

 private:
  bool AddPage(Fields& fields) {
    OcrPage page;
    page.number = fields.Int(1, kMostRows);
    page.width = fields.Int(1, kMostPixels);
    page.height = fields.Int(1, kMostPixels);
    page.skew = fields.Real(-90, 90);
    pages_.push_back(std::move(page));
    return fields.AreAll();
  }

  bool AddCell(Fields& fields, OcrTable& table) {
    OcrCell cell;
    cell.row = fields.Int(table.cells.empty() ? 0 : table.cells.back().row, table.row_count - 1);
    cell.column = fields.Int(0, table.column_count - 1);
    cell.row_span = fields.Int(1, table.row_count - cell.row);
    cell.column_span = fields.Int(1, table.column_count - cell.column);
    cell.box = fields.Box();
    cell.confidence = static_cast<float>(fields.Real(0, 1));
    cell.text = fields.Next();
    table.cells.push_back(cell);
    last_first_reading_ = &table.cells.back().first_reading;
    cell_count_ += static_cast<size_t>(cell.row_span) * static_cast<size_t>(cell.column_span);
    return fields.AreAll() && cell_count_ <= kMaxCells;
  }

  std::vector<OcrPage> pages_;
  size_t cell_count_ = 0;                           // places of all grids
  std::string_view* last_first_reading_ = nullptr;  // of the cell or word of the line before; null: of none
};

}  // namespace

absl::StatusOr<std::vector<OcrPage>> ParseOcrResult(std::string_view result) {
  ResultParser parser;
  int number = 0;
  while (!result.empty()) {
    const size_t newline = result.find('\n');
    if (newline == std::string_view::npos) {
      break;
    }
    const std::string_view line = result.substr(0, newline);
    result.remove_prefix(newline + 1);
    ++number;
    if (number == 1 ? line != kHeader : line == kEnd && !result.empty()) {
      return absl::InternalError(fmt::format("line {} of the result of gouji-ocr is not what it should be", number));
    }
    if (number > 1 && line == kEnd) {
      return parser.Take();
    }
    if (number > 1 && !parser.AddLine(line)) {
      return absl::InternalError(fmt::format("line {} of the result of gouji-ocr cannot be read", number));
    }
  }
  return absl::InternalError("the result of gouji-ocr is cut off");
}

}  // namespace gouji::parse
