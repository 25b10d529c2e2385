#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_HISTORY_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_HISTORY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

// A time as the wire has it: RFC 3339 in UTC with microseconds.
std::string TimeText(int64_t micros);

// Says in an entry who made the change, where that is known.
void SetOrigin(const v1::ChangeOrigin& origin, v1::HistoryEntry& entry);

// The tables event and acknowledgement of a register. Borrows a connection for a short while. Not thread-safe.
class SqlHistory {
 public:
  explicit SqlHistory(SqlConnection& connection) : connection_(&connection) {}

  // Appends an entry, with its origin, at a time; `entry.recorded_at` is not looked at.
  absl::Status Append(const v1::ReportKey& key, const v1::HistoryEntry& entry, int64_t now_micros);

  // The last `limit` entries of a key, in the order of commits, without their origins.
  absl::StatusOr<std::vector<v1::HistoryEntry>> Last(const v1::ReportKey& key, int limit);

  // At most `limit` entries of a unit, or of all when it is empty, of lower numbers than `before`, the highest first,
  // with their origins. The import of a roster has no key.
  absl::StatusOr<std::vector<v1::AuditEntry>> Audit(const std::string& unit, int64_t before, int limit);

  // The last decision on a finding; an empty entry when there was none.
  absl::StatusOr<v1::HistoryEntry> LastDecision(const v1::ReportKey& key, std::string_view fingerprint);

  // The acknowledgements that hold, by fingerprint.
  absl::StatusOr<std::vector<gouji::validate::v1::Acknowledgement>> Acknowledgements(const v1::ReportKey& key);

  // Lets an acknowledgement hold, in place of an older one of the same fingerprint.
  absl::Status Acknowledge(const v1::ReportKey& key, const gouji::validate::v1::Acknowledgement& acknowledgement,
                           int64_t now_micros);
  absl::Status Revoke(const v1::ReportKey& key, std::string_view fingerprint);

 private:
  SqlConnection* connection_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_HISTORY_H_
