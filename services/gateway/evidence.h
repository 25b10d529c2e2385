#ifndef GOUJI_SERVICES_GATEWAY_EVIDENCE_H_
#define GOUJI_SERVICES_GATEWAY_EVIDENCE_H_

#include <string>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/gateway/backends.h"
#include "services/runtime/call.h"

namespace gouji::gateway {

// Gives a recorded report the evidence of its cells: where in the kept document each was read. The document is read
// again, and only a reading that is the recorded one tells where that was read. For a revision that a person corrected
// that is the reading which was corrected: the cells stand where they stood.
//
// Returns why there is no evidence (GetReportResponse.evidence_missing); empty when there is. Errors: those of the
// backends but for what is said of the document.
absl::StatusOr<std::string> AddEvidence(const runtime::CallContext& call, const Backends& backends,
                                        statistics::v1::RecordedReport* recorded);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_EVIDENCE_H_
