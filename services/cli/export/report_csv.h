#ifndef GOUJI_SERVICES_CLI_EXPORT_REPORT_CSV_H_
#define GOUJI_SERVICES_CLI_EXPORT_REPORT_CSV_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/report/conversion.h"
#include "services/report/form.h"

namespace gouji::cli {

// Recorded reports as lines of one CSV: what names them, then a column for each cell of all forms, cells that several
// forms share once. Immutable; thread-safe. The converter and its catalog must
// outlive it.
class ReportCsv {
 public:
  ReportCsv(const report::FormCatalog& catalog, const report::ReportConverter& converter);

  // The columns for programs: field names and paths of cells.
  std::string PathLine() const;
  // The same columns for people, in Chinese: "单位", "予以公开 总计". Money says its unit.
  std::string NameLine() const;
  // `recorded` is in view FULL. Money in 分; a cell without a number is empty.
  // INVALID_ARGUMENT, reason UNKNOWN_FORM: of a form that this program does not know.
  absl::StatusOr<std::string> Line(const statistics::v1::RecordedReport& recorded) const;

 private:
  struct Column {
    std::string path;
    std::string name;
  };

  const report::ReportConverter& converter_;
  std::vector<Column> cells_;
  std::map<const report::Form*, std::vector<int>> column_of_cell_;  // by flat index, places in cells_
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EXPORT_REPORT_CSV_H_
