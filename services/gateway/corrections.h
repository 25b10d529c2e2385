#ifndef GOUJI_SERVICES_GATEWAY_CORRECTIONS_H_
#define GOUJI_SERVICES_GATEWAY_CORRECTIONS_H_

#include "absl/status/statusor.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/gateway/backends.h"
#include "services/report/conversion.h"
#include "services/runtime/call.h"

namespace gouji::gateway {

// The public method: fetches the revision that the caller saw, puts the person's reading into it, has it checked, and
// records it as a new revision. Errors are those of the contract.
//
// The register compares the revision again when it records, so that of two corrections at once one is refused; and it
// knows a correction that comes again, so that a caller who got no answer may repeat it with the same
// `expected_revision`.
absl::StatusOr<v1::CorrectCellsResponse> CorrectCells(const runtime::CallContext& call, const Backends& backends,
                                                      const report::ReportConverter& converter,
                                                      const v1::CorrectCellsRequest& request);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_CORRECTIONS_H_
