#include "services/cli/xlsx/xlsx_tables.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/cli/checked/table_grid.h"
#include "services/cli/diagnostic_style.h"
#include "services/cli/money_text.h"

namespace gouji::cli {
namespace {

using report::CellState;

constexpr int kHeadFill = 0xF2F4F7;
constexpr int kBadFill = 0xFDE4E1;
constexpr int kBadInk = 0xB42318;
constexpr int kMaybeFill = 0xFDF0D2;
constexpr int kMaybeInk = 0x93540A;
constexpr int kPartFill = 0xE9F0FB;
constexpr int kLostFill = 0xE4E7EB;
constexpr int kSoftInk = 0x52606D;

constexpr double kStubWidth = 14;  // characters
constexpr double kLabelWidth = 34;
constexpr double kValueWidth = 15;
constexpr double kOfficialValueWidth = 9;  // so that the 15 columns of table 4 and what stands in front fit a page
constexpr std::size_t kCommentFindingLimit = 4;

CellStyle StyleOf(const CheckedCell& cell) {
  CellStyle style{.border = true, .align = CellStyle::Align::kRight};
  switch (cell.mark) {
    case CellMark::kWrong:
      style.fill = kBadFill;
      style.ink = kBadInk;
      style.bold = true;
      break;
    case CellMark::kCandidate:
      style.fill = kMaybeFill;
      style.ink = kMaybeInk;
      style.bold = true;
      break;
    case CellMark::kInvolved:
      style.fill = kPartFill;
      break;
    case CellMark::kNone:
      if (cell.value.state == CellState::kMissing) style.fill = kLostFill;
      if (cell.value.state != CellState::kRead) style.ink = kSoftInk;
      break;
  }
  return style;
}

class TablesWriter {
 public:
  // Official: figures alone, labels merged over their rows.
  enum class Kind : std::uint8_t { kChecked, kOfficial };

  TablesWriter(const CheckedReport& checked, Kind kind, Language language, Sheet* sheet)
      : checked_(checked), is_official_(kind == Kind::kOfficial), language_(language), sheet_(*sheet) {}

  void Write(std::string_view title, std::string_view note) {
    constexpr std::uint16_t kWidestTable = 18;  // columns
    sheet_.SetColumnWidth(0, 1, kStubWidth);
    sheet_.SetColumnWidth(2, 2, kLabelWidth);
    sheet_.SetColumnWidth(3, kWidestTable, ValueWidth());
    sheet_.PrintLandscape();
    sheet_.FitToWidth();
    sheet_.WriteText(row_++, 0, title, {.bold = true});
    sheet_.WriteText(row_++, 0, note, {.ink = kSoftInk});
    for (const report::FormTable& table : checked_.report.form->tables()) {
      ++row_;
      const TableGrid grid = LayOutTable(*checked_.report.form, table, language_);
      sheet_.WriteText(row_++, 0, grid.title, {.bold = true});
      WriteGrid(grid);
    }
  }

 private:
  // Labels take three columns in all tables, values begin behind them.
  static constexpr int kStubColumns = 3;

  // The columns of the sheet that a cell takes. A narrower stub takes the columns that the widest one has.
  static std::pair<std::uint16_t, std::uint16_t> ColumnsOf(const GridCell& cell, const TableGrid& grid) {
    const int shift = kStubColumns - grid.stub_width;
    const int last = cell.column + cell.column_span - 1;
    return {static_cast<std::uint16_t>(cell.column == 0 && grid.stub_width > 0 ? 0 : cell.column + shift),
            static_cast<std::uint16_t>(last + shift)};
  }

  double ValueWidth() const { return is_official_ ? kOfficialValueWidth : kValueWidth; }

  double WidthOf(std::uint16_t first, std::uint16_t last) const {
    double width = 0;
    for (int column = first; column <= last; ++column) {
      width += column >= kStubColumns ? ValueWidth() : column + 1 == kStubColumns ? kLabelWidth : kStubWidth;
    }
    return width;
  }

  void WriteGrid(const TableGrid& grid) {
    // Rows are written once, from the top down, so cells over several rows are not merged: the lines between are left
    // out.
    std::vector<std::vector<std::pair<const GridCell*, int>>> rows(grid.row_count);  // with the row within the cell
    for (const GridCell& cell : grid.cells) {
      for (int i = 0; i < cell.row_span; ++i) rows[cell.row + i].emplace_back(&cell, i);
    }
    for (auto& row : rows) {
      std::sort(row.begin(), row.end(), [](const auto& a, const auto& b) { return a.first->column < b.first->column; });
      int line_count = 1;
      for (const auto& [cell, part] : row) {
        const auto [first, last] = ColumnsOf(*cell, grid);
        if (cell->row_span == 1) line_count = std::max(line_count, LineCount(LabelOf(*cell), WidthOf(first, last)));
      }
      sheet_.SetRowLines(row_, line_count);
      for (const auto& [cell, part] : row) WriteCell(*cell, part, grid);
      ++row_;
    }
  }

  static std::string LabelOf(const GridCell& cell) {
    return cell.official.empty() ? cell.text : fmt::format("{} {}", cell.text, cell.official);
  }

  void WriteCell(const GridCell& cell, int part, const TableGrid& grid) {
    const auto [first, last] = ColumnsOf(cell, grid);
    if (cell.role == GridRole::kValue) {
      WriteValue(first, last, checked_.cells[cell.cell]);
      return;
    }
    CellStyle style{.fill = kHeadFill, .wrap = true, .border = true, .align = CellStyle::Align::kCenter};
    if (is_official_) {
      style.fill = -1;
      const std::uint32_t last_row = row_ + static_cast<std::uint32_t>(cell.row_span) - 1;
      if (part == 0) sheet_.WriteBlock(row_, first, last_row, last, cell.text, style);
      return;
    }
    style.open_top = part > 0;
    style.open_bottom = part + 1 < cell.row_span;
    if (cell.role != GridRole::kHeader) style.align = CellStyle::Align::kLeft;
    if (cell.role == GridRole::kAnchor) style.bold = true;
    sheet_.WriteMerged(row_, first, last, part == 0 ? LabelOf(cell) : std::string(), style);
  }

  void WriteValue(std::uint16_t first, std::uint16_t last, const CheckedCell& cell) {
    const CellStyle style = is_official_ ? CellStyle{.border = true, .align = CellStyle::Align::kRight} : StyleOf(cell);
    // First the looks of all, then the value of the first: a spreadsheet shows the merged cell's own.
    if (last > first) sheet_.WriteMerged(row_, first, last, "", style);
    if (cell.value.has_value()) {
      WriteFormValue(row_, first, cell.value.value, cell.type, style, &sheet_);
    } else if (cell.text.empty() || is_official_) {
      sheet_.WriteBlank(row_, first, style);
    } else {
      sheet_.WriteText(row_, first, cell.text, style);
    }
    if (is_official_) return;
    if (const std::string comment = Comment(cell); !comment.empty()) sheet_.AddComment(row_, first, comment);
  }

  // What a person should know of the cell: its findings, and how it came to what stands in it.
  std::string Comment(const CheckedCell& cell) const {
    std::string comment;
    const auto add = [&](const std::string& line) { comment += (comment.empty() ? "" : "\n") + line; };
    if (cell.value.state != CellState::kRead && cell.value.state != CellState::kBlank) {
      add(std::string(StateName(cell.value.state, language_)));
    }
    if (!cell.raw.empty()) add(fmt::format("{}{}", Choose(language_, "原文：", "printed: "), cell.raw));
    const int own = static_cast<int>(&cell - checked_.cells.data());
    std::size_t count = 0;
    for (const int index : cell.findings) {
      const CheckedFinding& finding = checked_.findings[index];
      // The operands of a sum are coloured; what is wrong with it stands at the suspect, or at all when there is none.
      if (MarkOf(finding, own) == CellMark::kInvolved && (!finding.suspects.empty() || cell.text == "0")) continue;
      if (count++ == kCommentFindingLimit) {
        add("…");
        break;
      }
      add(fmt::format("{} [{}] {}", SeverityName(finding.finding.severity(), language_), finding.finding.rule_id(),
                      finding.message));
      if (!finding.advice.headline.empty()) add(finding.advice.headline);
      for (const std::string& item : finding.advice.items) add(fmt::format("- {}", item));
    }
    return comment;
  }

  const CheckedReport& checked_;
  const bool is_official_;
  const Language language_;
  Sheet& sheet_;
  std::uint32_t row_ = 0;
};

}  // namespace

void WriteFormValue(std::uint32_t row, std::uint16_t column, std::int64_t value, report::CellType type,
                    const CellStyle& style, Sheet* sheet) {
  constexpr std::int64_t kExactLimit = 1'000'000'000'000'000;  // 15 digits
  constexpr double kFenInWanYuan = 1e6;
  if (value <= -kExactLimit || value >= kExactLimit) {
    sheet->WriteText(row, column, ValueText(value, type), style);
  } else {
    sheet->WriteNumber(row, column, static_cast<double>(value) / (report::IsMoney(type) ? kFenInWanYuan : 1), style);
  }
}

void WriteFormTables(const CheckedReport& checked, Language language, Sheet* sheet) {
  const std::string title =
      checked.report.agency.name + (checked.report.year == 0 ? "" : fmt::format(" {}", checked.report.year));
  TablesWriter(checked, TablesWriter::Kind::kChecked, language, sheet).Write(title, checked.source);
}

void WriteOfficialTables(const CheckedReport& checked, std::string_view title, std::string_view note, Sheet* sheet) {
  TablesWriter(checked, TablesWriter::Kind::kOfficial, Language::kChinese, sheet).Write(title, note);
}

}  // namespace gouji::cli
