#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_READER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_READER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/statistics/register/register.h"
#include "services/statistics/register/sqlite.h"

namespace gouji::statistics {

// A connection that only reads; the methods are those of Register. Every call sees one snapshot. Not thread-safe.
class SqliteReader {
 public:
  // Opens a register that SqliteWriter has made. The references must outlive the reader.
  static absl::StatusOr<SqliteReader> Open(const std::string& path, const report::FormCatalog& catalog,
                                           const report::ReportConverter& converter);

  absl::StatusOr<v1::RecordedReport> Get(const v1::ReportKey& key, int revision);
  absl::StatusOr<std::vector<v1::RecordedReport>> List(const v1::ReportFilter& filter,
                                                       const std::optional<v1::ReportKey>& after, int limit,
                                                       v1::ReportView view);
  absl::StatusOr<std::vector<v1::HistoryEntry>> History(const v1::ReportKey& key, int limit);
  absl::StatusOr<std::vector<v1::SimilarReport>> FindSimilar(const std::vector<uint64_t>& bands,
                                                             const v1::ReportKey& except, int limit);
  absl::Status Scan(const v1::ReportFilter& filter, absl::FunctionRef<bool(const CurrentReport& report)> visitor);

 private:
  SqliteReader(SqliteDatabase database, const report::FormCatalog& catalog, const report::ReportConverter& converter);

  // Lays the acknowledgements that hold over a report in view FULL.
  absl::Status AddAcknowledgements(v1::RecordedReport& recorded);
  // Reads the cells of a report from the report itself.
  absl::StatusOr<std::vector<TotalCell>> CellsOfRevision(int64_t revision_id);

  SqliteDatabase database_;
  const report::FormCatalog* catalog_;
  const report::ReportConverter* converter_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_READER_H_
