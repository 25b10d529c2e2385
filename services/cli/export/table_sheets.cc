#include "services/cli/export/table_sheets.h"

#include <cstddef>
#include <cstdlib>
#include <utility>

#include "fmt/format.h"
#include "services/cli/money_text.h"

namespace gouji::cli {
namespace {

using report::CellState;

constexpr double kUnitWidth = 34;  // characters
constexpr double kYearWidth = 7;
constexpr double kCellWidth = 12;
constexpr std::uint16_t kFirstCell = 2;  // behind unit and year
constexpr double kFenInWanYuan = 1e6;
// Integers up to this size are exact in a spreadsheet, whose numbers have 53 bits.
constexpr std::int64_t kExactLimit = std::int64_t{1} << 53;

constexpr CellStyle kPlain = {.align = CellStyle::Align::kRight};
constexpr CellStyle kMarked = {.fill = 0xFDF0D2, .ink = 0x93540A, .align = CellStyle::Align::kRight};
constexpr CellStyle kLost = {.fill = 0xE4E7EB, .align = CellStyle::Align::kRight};

void WriteValue(std::int64_t value, report::CellType type, const CellStyle& style, std::uint16_t column,
                ListSheet* list) {
  if (std::abs(value) > kExactLimit) {
    list->sheet().WriteText(list->row(), column, ValueText(value, type), style);
    return;
  }
  const double number = static_cast<double>(value);
  list->WriteNumber(column, report::IsMoney(type) ? number / kFenInWanYuan : number, style);
}

void WriteCell(const report::Report& flat, int cell, std::uint16_t column, ListSheet* list) {
  const report::Cell& value = flat.cells[static_cast<std::size_t>(cell)];
  const report::CellType type = flat.form->cells()[static_cast<std::size_t>(cell)].type;
  const report::CellNote* note = flat.FindNote(cell);
  switch (value.state) {
    case CellState::kRead:
      return WriteValue(value.value, type, kPlain, column, list);
    case CellState::kInferred:
    case CellState::kReinterpreted:
    case CellState::kUnconfirmed:
      return WriteValue(value.value, type, kMarked, column, list);
    case CellState::kBlank:
      return;
    case CellState::kNotApplicable:
      return list->WriteText(column, note == nullptr ? "" : note->raw);
    case CellState::kMissing:
      return list->sheet().WriteBlank(list->row(), column, kLost);
    case CellState::kUnreadable:
      return list->sheet().WriteText(list->row(), column, note == nullptr ? "" : note->raw, kLost);
  }
}

}  // namespace

std::unique_ptr<TableSheets::TableSheet> TableSheets::MakeSheet(const report::Form& form,
                                                                const report::FormTable& table) {
  auto made = std::make_unique<TableSheet>();
  made->table = &table;
  made->columns = {{"单位", "unit", kUnitWidth, "unit"}, {"年度", "year", kYearWidth, "year"}};
  for (int i = 0; i < table.cell_count; ++i) {
    const report::FormCell& cell = form.cells()[table.first_cell + i];
    if (report::IsMoney(cell.type)) {
      const std::string& zh = made->heads.emplace_back(cell.name_zh + "（万元）");
      const std::string& en = made->heads.emplace_back(cell.name_en + " (10 000 yuan)");
      // The cell of this path counts in 分.
      const std::string& path = made->heads.emplace_back(cell.path + " / 1000000");
      made->columns.push_back({zh, en, kCellWidth, path});
    } else {
      made->columns.push_back({cell.name_zh, cell.name_en, kCellWidth, cell.path});
    }
  }
  const std::string name = fmt::format("{} {}", form.id(), Choose(language_, table.name_zh, table.name_en));
  made->list =
      std::make_unique<ListSheet>(workbook_, name, made->columns, language_, row_limit_, std::uint16_t{kFirstCell});
  return made;
}

std::vector<std::unique_ptr<TableSheets::TableSheet>>& TableSheets::SheetsOf(const report::Form& form) {
  const auto [found, is_new] = sheets_.try_emplace(&form);
  if (is_new) {
    for (const report::FormTable& table : form.tables()) found->second.push_back(MakeSheet(form, table));
  }
  return found->second;
}

bool TableSheets::Add(const statistics::v1::RecordedReport& recorded, const report::Report& flat) {
  for (const std::unique_ptr<TableSheet>& sheet : SheetsOf(*flat.form)) {
    ListSheet& list = *sheet->list;
    if (!list.BeginRow(1)) return false;
    list.WriteText(0, recorded.key().unit());
    list.WriteNumber(1, recorded.key().year());
    for (int i = 0; i < sheet->table->cell_count; ++i) {
      WriteCell(flat, sheet->table->first_cell + i, static_cast<std::uint16_t>(kFirstCell + i), &list);
    }
  }
  return true;
}

void TableSheets::Finish() {
  for (const auto& [form, sheets] : sheets_) {
    for (const std::unique_ptr<TableSheet>& sheet : sheets) sheet->list->Finish();
  }
}

}  // namespace gouji::cli
