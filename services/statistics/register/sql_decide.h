#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_DECIDE_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_DECIDE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/statistics/register/decision.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

// Records a decision within the transaction that is open: its history entry, what holds now, and the verdict that
// follows. Errors: those of Register::Decide; then nothing was written.
absl::StatusOr<v1::Receipt> DecideIn(SqlConnection& connection, const Decision& decision, int64_t now_micros);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_DECIDE_H_
