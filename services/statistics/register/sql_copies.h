#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_COPIES_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_COPIES_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

// The bands of reports' sketches in a register. Functions over a connection; not thread-safe.

// Of a band that more reports share, only so many are looked at, so that prose that a whole province copied costs no
// more than any other.
inline constexpr int kMaxReportsOfBand = 256;

// Whether the register may have bands of a report.
enum class CopyBands { kNone, kSome };

// Keeps the bands of a report, which are different, beside those it had `before`. Within the caller's transaction. With
// kSome idempotent.
absl::Status RecordCopyBands(SqlConnection& connection, const v1::ReportKey& key, CopyBands before,
                             const std::vector<uint64_t>& bands);

// At most `limit` current reports that share bands with `bands`, those that share most first, then by year and unit.
// `except` is left out.
absl::StatusOr<std::vector<v1::SimilarReport>> FindSimilarReports(SqlConnection& connection,
                                                                  const std::vector<uint64_t>& bands,
                                                                  const v1::ReportKey& except, int limit);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_COPIES_H_
