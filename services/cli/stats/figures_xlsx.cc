#include "services/cli/stats/figures_xlsx.h"

#include <algorithm>
#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "fmt/format.h"
#include "services/cli/display_width.h"

namespace gouji::cli {
namespace {

constexpr CellStyle kTitle = {.bold = true};
constexpr CellStyle kHead = {.fill = 0xE9EEF4, .bold = true, .border = true, .align = CellStyle::Align::kCenter};
constexpr CellStyle kText = {.wrap = true};
constexpr CellStyle kShare = {.number = CellStyle::Number::kPercent};
constexpr double kLeastWidth = 9;
constexpr double kGreatestWidth = 60;

double WidthOf(const FigureTable& table, std::size_t column) {
  int width = DisplayWidth(table.columns[column].name);
  for (const std::vector<Figure>& row : table.rows) width = std::max(width, DisplayWidth(row[column].text));
  return std::clamp(width + 2.0, kLeastWidth, kGreatestWidth);
}

}  // namespace

absl::Status WriteFigureSheet(const FigureTable& table, Language language, Sheet* sheet) {
  const std::size_t row_count = table.rows.size() + table.notes.size() + table.remarks.size() + 4;
  if (row_count > kSheetRowLimit) {
    return absl::ResourceExhaustedError(
        fmt::format("{} rows are more than the {} that a sheet holds; use csv", table.rows.size(), kSheetRowLimit));
  }
  const auto column_count = static_cast<std::uint16_t>(table.columns.size());
  for (std::uint16_t column = 0; column < column_count; ++column) {
    sheet->SetColumnWidth(column, column, WidthOf(table, column));
  }
  std::uint32_t row = 0;
  sheet->WriteText(row++, 0, table.title, kTitle);
  for (const std::string& note : table.notes) sheet->WriteText(row++, 0, note);
  ++row;
  const std::uint32_t head = row++;
  for (std::uint16_t column = 0; column < column_count; ++column) {
    sheet->WriteText(head, column, table.columns[column].name, kHead);
  }
  sheet->FreezeAbove(row);
  for (const std::vector<Figure>& figures : table.rows) {
    for (std::uint16_t column = 0; column < column_count; ++column) {
      const Figure& figure = figures[column];
      if (figure.number.has_value()) {
        sheet->WriteNumber(row, column, *figure.number, table.columns[column].is_share ? kShare : CellStyle());
      } else {
        sheet->WriteText(row, column, figure.text, kText);
      }
    }
    ++row;
  }
  if (table.rows.empty()) sheet->WriteText(row++, 0, Choose(language, "（无）", "(none)"));
  sheet->AutoFilter(head, 0, row - 1, static_cast<std::uint16_t>(column_count - 1));
  ++row;
  for (const std::string& remark : table.remarks) sheet->WriteText(row++, 0, remark);
  sheet->PrintLandscape();
  sheet->FitToWidth();
  return absl::OkStatus();
}

absl::Status WriteFiguresXlsx(const std::vector<FigureTable>& tables, const std::string& path, Language language) {
  absl::StatusOr<std::unique_ptr<Workbook>> workbook = Workbook::Create(path);
  if (!workbook.ok()) return workbook.status();
  for (const FigureTable& table : tables) {
    Sheet* sheet = (*workbook)->AddSheet(table.title);
    if (sheet == nullptr) return absl::InternalError("the workbook takes no more sheets");
    absl::Status written = WriteFigureSheet(table, language, sheet);
    if (!written.ok()) return written;
  }
  return (*workbook)->Close();
}

}  // namespace gouji::cli
