#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_SUBMISSIONS_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_SUBMISSIONS_H_

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "gouji/statistics/v1/submission.pb.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

// What submissions came to. Functions over a connection; not thread-safe.

// Remembers that a submission, read by `parser_version`, came to the revision that `receipt` names. Within the caller's
// transaction. Idempotent.
absl::Status RememberSubmission(SqlConnection& connection, std::string_view submission_sha256,
                                std::string_view parser_version, const v1::Receipt& receipt);

// Answers FindSubmissions.
absl::StatusOr<v1::FindSubmissionsResponse> FindSubmissions(SqlConnection& connection,
                                                            const v1::FindSubmissionsRequest& request);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_SUBMISSIONS_H_
