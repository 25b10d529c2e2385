#ifndef GOUJI_SERVICES_GATEWAY_ACROSS_H_
#define GOUJI_SERVICES_GATEWAY_ACROSS_H_

#include "absl/status/statusor.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/gateway/backends.h"
#include "services/runtime/call.h"

namespace gouji::gateway {

// At most so many reports that may be copies are fetched and compared with one report.
inline constexpr int kMaxCopyCandidates = 8;

// Gives a recorded report, and what comparing it with others of the register finds now: with that of the year before of
// the same unit, when the unit is placed, and with those whose prose may be copied. Nothing of that is stored.
// Errors: those of statistics and validate; a report that is compared with and has gone meanwhile is left out.
absl::StatusOr<v1::GetReportResponse> GetReport(const runtime::CallContext& call, const Backends& backends,
                                                const v1::GetReportRequest& request);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_ACROSS_H_
