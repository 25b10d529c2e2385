#ifndef GOUJI_SERVICES_CLI_REPORT_CSV_H_
#define GOUJI_SERVICES_CLI_REPORT_CSV_H_

#include <string>
#include <vector>

#include "gouji/statistics/v1/register.pb.h"
#include "services/report/form.h"

namespace gouji::cli {

// Recorded reports as lines of one CSV: what names them, then a column for each cell of all forms, cells that several
// forms share once. Immutable; thread-safe.
class ReportCsv {
 public:
  explicit ReportCsv(const report::FormCatalog& catalog);

  std::string Header() const;
  // `recorded` is in view FULL. Money in 分.
  std::string Line(const statistics::v1::RecordedReport& recorded) const;

 private:
  std::vector<std::string> cells_;  // paths
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_REPORT_CSV_H_
