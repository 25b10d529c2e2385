#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_DOCUMENT_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_DOCUMENT_H_

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "gouji/statistics/v1/statistics_service.pb.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

// Register::GetDocument over a connection. What was stored is compared with its hash before it is given out: DATA_LOSS
// when it is not what came. Not thread-safe.
absl::StatusOr<v1::GetDocumentResponse> ReadDocument(SqlConnection& connection, const v1::ReportKey& key, int revision);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_DOCUMENT_H_
