#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_ROSTER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_ROSTER_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/placement.pb.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "services/statistics/register/place_change.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

// The table roster of a register. Functions over a connection; not thread-safe.

// Adds a version unless the last one is the same file; returns the last version. Within the caller's transaction.
absl::StatusOr<int> AddRoster(SqlConnection& connection, const RosterImport& roster, int64_t now_micros);

// A version as it was imported, 0 for the last one. NOT_FOUND, reason ROSTER_NOT_FOUND.
absl::StatusOr<v1::GetRosterResponse> ReadRoster(SqlConnection& connection, int version, bool include_csv);

// The roster that holds as the connection sees it, read anew: within a transaction that has just added it. DATA_LOSS
// when it is damaged.
absl::StatusOr<CurrentRoster> ReadCurrentRoster(SqlConnection& connection);

// The roster that holds, read once for each version. Thread-safe.
class RosterCache {
 public:
  // As the connection sees it now: within a transaction, the one that holds there. DATA_LOSS when it is damaged.
  absl::StatusOr<CurrentRoster> Current(SqlConnection& connection) EXCLUDES(mutex_);

 private:
  runtime::Mutex mutex_;
  CurrentRoster last_ GUARDED_BY(mutex_);
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_ROSTER_H_
