#ifndef GOUJI_SERVICES_CLI_XLSX_LIST_SHEET_H_
#define GOUJI_SERVICES_CLI_XLSX_LIST_SHEET_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/cli/language.h"
#include "services/cli/xlsx/workbook.h"

namespace gouji::cli {

// A column of a list.
struct ListColumn {
  std::string_view chinese;  // its head
  std::string_view english;
  double width;                // characters
  std::string_view path = {};  // below its head, for programs; none when no column has one
};

// A list on a sheet with heads that stay in sight and a filter; it goes on on another sheet when one is full.
class ListSheet {
 public:
  // Begins the list. The workbook and the columns must outlive it. `row_limit`: of a sheet, heads included; at least
  // one more than these. The first `frozen_columns` stay in sight, too.
  ListSheet(Workbook& workbook, std::string name, const std::vector<ListColumn>& columns, Language language,
            std::uint32_t row_limit, std::uint16_t frozen_columns = 0);

  // Begins a row; what is written goes there. False when the workbook has no room left.
  bool BeginRow(int line_count);
  // Writes into the row that was begun. An empty text leaves the cell empty.
  void WriteText(std::uint16_t column, std::string_view text);
  void WriteNumber(std::uint16_t column, double number, const CellStyle& style = {});
  // The sheet and the row, for what else there is to write.
  Sheet& sheet() { return *sheet_; }
  std::uint32_t row() const { return row_; }

  // Sets the filter of the last sheet. Nothing may be written afterwards.
  void Finish();

 private:
  bool BeginSheet();

  Workbook& workbook_;
  const std::string name_;
  const std::vector<ListColumn>& columns_;
  const Language language_;
  const std::uint32_t head_count_;  // rows
  const std::uint32_t row_limit_;
  const std::uint16_t frozen_columns_;
  Sheet* sheet_ = nullptr;
  int sheet_count_ = 0;
  std::uint32_t row_ = 0;  // the last that was begun, or the last of the heads
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_XLSX_LIST_SHEET_H_
