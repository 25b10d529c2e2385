#ifndef GOUJI_SERVICES_GATEWAY_PLACEMENTS_H_
#define GOUJI_SERVICES_GATEWAY_PLACEMENTS_H_

#include "absl/status/statusor.h"
#include "gouji/gateway/v1/placement.pb.h"
#include "services/gateway/backends.h"
#include "services/runtime/call.h"

namespace gouji::gateway {

// The public methods: rosters, and what people decide on the units of reports. The register does the work. Errors are
// those of the contract.
absl::StatusOr<v1::ImportRosterResponse> ImportRoster(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                      const v1::ImportRosterRequest& request);
absl::StatusOr<v1::GetRosterResponse> GetRoster(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                const v1::GetRosterRequest& request);
absl::StatusOr<v1::ResolveUnitResponse> ResolveUnit(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                    const v1::ResolveUnitRequest& request);
absl::StatusOr<v1::PlaceReportResponse> PlaceReport(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                    const v1::PlaceReportRequest& request);
absl::StatusOr<v1::WithdrawReportResponse> WithdrawReport(const runtime::CallContext& call,
                                                          StatisticsBackend& statistics,
                                                          const v1::WithdrawReportRequest& request);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_PLACEMENTS_H_
