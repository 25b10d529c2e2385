#ifndef GOUJI_SERVICES_CLI_EXPORT_TABLE_SHEETS_H_
#define GOUJI_SERVICES_CLI_EXPORT_TABLE_SHEETS_H_

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/language.h"
#include "services/cli/xlsx/list_sheet.h"
#include "services/cli/xlsx/workbook.h"
#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::cli {

// A sheet for each official table of the forms that occur: a row for each report, a column for each cell, under its
// name and its path. Belongs to one thread.
class TableSheets {
 public:
  // The workbook must outlive it, and so must the forms of the reports.
  TableSheets(Workbook& workbook, Language language, std::uint32_t row_limit)
      : workbook_(workbook), language_(language), row_limit_(row_limit) {}

  // `flat` is the report of `recorded` with its form. False when the workbook has no room left.
  bool Add(const statistics::v1::RecordedReport& recorded, const report::Report& flat);
  // Nothing may be added afterwards.
  void Finish();

 private:
  struct TableSheet {
    const report::FormTable* table;
    std::deque<std::string> heads;  // those that are nowhere else
    std::vector<ListColumn> columns;
    std::unique_ptr<ListSheet> list;
  };

  std::vector<std::unique_ptr<TableSheet>>& SheetsOf(const report::Form& form);
  std::unique_ptr<TableSheet> MakeSheet(const report::Form& form, const report::FormTable& table);

  Workbook& workbook_;
  const Language language_;
  const std::uint32_t row_limit_;
  std::map<const report::Form*, std::vector<std::unique_ptr<TableSheet>>> sheets_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EXPORT_TABLE_SHEETS_H_
