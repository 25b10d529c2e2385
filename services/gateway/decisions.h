#ifndef GOUJI_SERVICES_GATEWAY_DECISIONS_H_
#define GOUJI_SERVICES_GATEWAY_DECISIONS_H_

#include "absl/status/statusor.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/gateway/backends.h"
#include "services/runtime/call.h"

namespace gouji::gateway {

// The public methods: decisions of people on findings, handed to the register. A finding across reports is not in the
// register; it is computed once more, so that only one that is there now is acknowledged. Errors are those of the
// contract.
absl::StatusOr<v1::AcknowledgeFindingResponse> AcknowledgeFinding(const runtime::CallContext& call,
                                                                  const Backends& backends,
                                                                  const v1::AcknowledgeFindingRequest& request);

absl::StatusOr<v1::RevokeAcknowledgementResponse> RevokeAcknowledgement(
    const runtime::CallContext& call, StatisticsBackend& statistics, const v1::RevokeAcknowledgementRequest& request);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_DECISIONS_H_
