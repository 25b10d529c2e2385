#include "services/cli/xlsx/list_sheet.h"

#include <algorithm>
#include <utility>

namespace gouji::cli {
namespace {

constexpr int kSheetLimit = 64;  // of one list, each with a temporary file while it is written
constexpr CellStyle kHead = {.fill = 0xE4E7EB, .bold = true, .wrap = true, .border = true};
constexpr CellStyle kPath = {.fill = 0xF1F3F5, .ink = 0x5B6770, .border = true};
constexpr CellStyle kBody = {.wrap = true};

}  // namespace

ListSheet::ListSheet(Workbook& workbook, std::string name, const std::vector<ListColumn>& columns, Language language,
                     std::uint32_t row_limit, std::uint16_t frozen_columns)
    : workbook_(workbook),
      name_(std::move(name)),
      columns_(columns),
      language_(language),
      head_count_(
          std::any_of(columns.begin(), columns.end(), [](const auto& column) { return !column.path.empty(); }) ? 2 : 1),
      row_limit_(std::clamp(row_limit, head_count_ + 1, kSheetRowLimit)),
      frozen_columns_(frozen_columns) {
  BeginSheet();
}

bool ListSheet::BeginSheet() {
  if (sheet_count_ == kSheetLimit) return false;
  Sheet* sheet = workbook_.AddSheet(name_);
  if (sheet == nullptr) return false;
  ++sheet_count_;
  sheet_ = sheet;
  row_ = head_count_ - 1;
  int line_count = 1;
  for (const ListColumn& column : columns_) {
    line_count = std::max(line_count, LineCount(Choose(language_, column.chinese, column.english), column.width));
  }
  sheet_->SetRowLines(0, line_count);
  std::uint16_t place = 0;
  for (const ListColumn& column : columns_) {
    sheet_->SetColumnWidth(place, place, column.width);
    sheet_->WriteText(0, place++, Choose(language_, column.chinese, column.english), kHead);
  }
  for (place = 0; head_count_ > 1 && place < columns_.size(); ++place) {
    sheet_->WriteText(1, place, columns_[place].path, kPath);
  }
  sheet_->FreezeAbove(head_count_, frozen_columns_);
  sheet_->PrintLandscape();
  sheet_->FitToWidth();
  return true;
}

bool ListSheet::BeginRow(int line_count) {
  if (sheet_ == nullptr) return false;
  if (row_ + 1 == row_limit_) {
    Finish();
    if (!BeginSheet()) return false;
  }
  ++row_;
  sheet_->SetRowLines(row_, line_count);
  return true;
}

void ListSheet::WriteText(std::uint16_t column, std::string_view text) {
  if (!text.empty()) sheet_->WriteText(row_, column, text, kBody);
}

void ListSheet::WriteNumber(std::uint16_t column, double number, const CellStyle& style) {
  sheet_->WriteNumber(row_, column, number, style);
}

void ListSheet::Finish() {
  if (sheet_ != nullptr) {
    sheet_->AutoFilter(head_count_ - 1, 0, std::max(head_count_, row_),
                       static_cast<std::uint16_t>(columns_.size() - 1));
  }
}

}  // namespace gouji::cli
