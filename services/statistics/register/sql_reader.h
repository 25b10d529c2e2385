#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_READER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_READER_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/statistics/register/register.h"
#include "services/statistics/register/sql.h"
#include "services/statistics/register/sql_scan.h"

namespace gouji::statistics {

// A connection that only reads; the methods are those of Register. Every call sees one snapshot. Not thread-safe.
class SqlReader {
 public:
  // `connection` leads to a register of the newest schema. The references must outlive the reader.
  SqlReader(std::unique_ptr<SqlConnection> connection, const report::FormCatalog& catalog,
            const report::ReportConverter& converter);

  // Whether the connection stands, as far as that can be told without a round trip; one that was lost is made anew.
  absl::Status Renew() { return connection_->Renew(); }

  // For what has functions of its own over a connection.
  SqlConnection& connection() { return *connection_; }

  absl::StatusOr<v1::RecordedReport> Get(const v1::ReportKey& key, int revision);
  absl::StatusOr<std::vector<v1::RecordedReport>> GetCurrent(absl::Span<const v1::ReportKey> keys, v1::ReportView view);
  absl::StatusOr<std::vector<v1::HistoryEntry>> History(const v1::ReportKey& key, int limit);
  absl::StatusOr<std::vector<v1::SimilarReport>> FindSimilar(const std::vector<uint64_t>& bands,
                                                             const v1::ReportKey& except, int limit);
  absl::StatusOr<int64_t> ScanAll(std::optional<absl::Time> as_of, SqlScan::Visitor visitor);
  absl::StatusOr<int64_t> Follow(int64_t position, absl::FunctionRef<void(const ChangedReport&)> visitor);

  // The position of now.
  absl::StatusOr<int64_t> Position();

 private:
  // Appends the current reports of keys of one year, in the order of the keys.
  absl::Status AddCurrent(absl::Span<const v1::ReportKey> keys, bool full, SqlStatement& get,
                          std::vector<v1::RecordedReport>& reports);
  // Lays the acknowledgements that hold over a report in view FULL.
  absl::Status AddAcknowledgements(v1::RecordedReport& recorded);

  std::unique_ptr<SqlConnection> connection_;
  const report::FormCatalog* catalog_;
  const report::ReportConverter* converter_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_READER_H_
