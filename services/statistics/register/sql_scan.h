#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_SCAN_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_SCAN_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/statistics/register/current_report.h"
#include "services/statistics/register/digest.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

// Reads reports as statistics need them. Borrows a connection for a short while. Not thread-safe.
class SqlScan {
 public:
  using Visitor = absl::FunctionRef<bool(const CurrentReport& report)>;

  SqlScan(SqlConnection& connection, const report::FormCatalog& catalog, const report::ReportConverter& converter)
      : connection_(connection), catalog_(catalog), converter_(converter) {}

  // Those of Register.
  absl::StatusOr<int64_t> All(std::optional<absl::Time> as_of, Visitor visitor);
  absl::StatusOr<int64_t> Follow(int64_t position, absl::FunctionRef<void(const ChangedReport&)> visitor);

  // The position of now, or of the snapshot of an open transaction.
  absl::StatusOr<int64_t> Position();

 private:
  // Visits the rows of a statement. False: the visitor had enough.
  absl::StatusOr<bool> Visit(SqlStatement& statement, Visitor visitor);
  absl::StatusOr<int64_t> PositionThen(int64_t as_of_micros);
  // Reads a row as far as it goes; the rest is read from the report, or the findings, where what is kept beside them
  // cannot be used.
  absl::StatusOr<CurrentReport> ReportOf(const SqlStatement& row);
  absl::Status ReadReport(int64_t revision_id, CurrentReport& report);
  absl::Status ReadFindings(int64_t revision_id, int64_t number, CurrentReport& report);
  // Gives a report the verdict of a past time: with the acknowledgements that held then.
  absl::Status LayOverThen(int64_t revision_id, int64_t number, CurrentReport& report);
  absl::StatusOr<std::vector<gouji::validate::v1::Acknowledgement>> AcknowledgementsThen(const CurrentReport& report);
  absl::StatusOr<v1::RecordedReport> Assessed(int64_t revision_id, int64_t number);

  SqlConnection& connection_;
  const report::FormCatalog& catalog_;
  const report::ReportConverter& converter_;
  std::map<const report::Form*, uint64_t> layouts_;
  int64_t as_of_micros_ = 0;  // of the scan under way, when it is one of a past time
  // What the views of the report under visit look at.
  std::vector<TotalCell> cells_;
  Digest digest_;
  std::string digest_bytes_;
  report::v1::Agency agency_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_SCAN_H_
