#ifndef GOUJI_SERVICES_GATEWAY_ACROSS_H_
#define GOUJI_SERVICES_GATEWAY_ACROSS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/gateway/backends.h"
#include "services/runtime/call.h"

namespace gouji::gateway {

// How many candidates for copied prose a report is compared with.
inline constexpr int kMaxCopyCandidates = 8;

// A report's place in the register, where it is recorded or would be.
struct RegisterPlace {
  statistics::v1::ReportKey key;
  bool placed = false;  // its unit is known, so that the year before is the same unit's
  std::vector<validate::v1::Acknowledgement> acknowledgements;
};

// The place of a report that was read just now, with the acknowledgements that hold there; of one without form or year,
// which cannot be recorded, a place without year. Errors: those of the register.
absl::StatusOr<RegisterPlace> PlaceOf(const runtime::CallContext& call, const Backends& backends,
                                      const report::v1::Report& report);

// Validates a report beside what the register has now: the report of the year before of the same unit, where the
// request brings none, those whose prose may be copied, and, for an aggregate one, those of the units below it by the
// roster. Findings carry the acknowledgements that hold for them, and the verdict heeds those. Errors: those of the
// backends.
absl::StatusOr<validate::v1::ValidateReportResponse> ValidateBesideRegister(
    const runtime::CallContext& call, const Backends& backends, const RegisterPlace& place,
    validate::v1::ValidateReportRequest request);

// The public method: a recorded report, what comparing it with others finds now, and where its cells were read when the
// request asks for it. Errors: those of the backends;
// NOT_FOUND with reason REPORT_NOT_FOUND.
absl::StatusOr<v1::GetReportResponse> GetReport(const runtime::CallContext& call, const Backends& backends,
                                                const v1::GetReportRequest& request);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_ACROSS_H_
