#ifndef GOUJI_SERVICES_STATISTICS_QUERIES_H_
#define GOUJI_SERVICES_STATISTICS_QUERIES_H_

#include "absl/status/status.h"
#include "gouji/statistics/v1/statistics_service.pb.h"
#include "services/report/conversion.h"
#include "services/runtime/call.h"
#include "services/statistics/register/register.h"

namespace gouji::statistics {

// The requests of the contract, checked against their limits and put to a register. Errors are those that
// statistics_service.proto lists for each, besides those of Register.

// Records at most 1 000 items. A malformed one refuses the whole request before anything is recorded.
absl::Status RecordReportsIn(Register& reports, const report::ReportConverter& converter,
                             const runtime::CallContext& call, const v1::RecordReportsRequest& request,
                             v1::RecordReportsResponse& response);

absl::Status FindSubmissionsIn(Register& reports, const v1::FindSubmissionsRequest& request,
                               v1::FindSubmissionsResponse& response);

absl::Status RecordCorrectionIn(Register& reports, const report::ReportConverter& converter,
                                const runtime::CallContext& call, const v1::RecordCorrectionRequest& request,
                                v1::RecordCorrectionResponse& response);

absl::Status AcknowledgeIn(Register& reports, const runtime::CallContext& call,
                           const v1::AcknowledgeFindingRequest& request, v1::AcknowledgeFindingResponse& response);

absl::Status RevokeIn(Register& reports, const runtime::CallContext& call,
                      const v1::RevokeAcknowledgementRequest& request, v1::RevokeAcknowledgementResponse& response);

// Reads the roster whole before anything is recorded.
absl::Status ImportRosterInto(Register& reports, const runtime::CallContext& call,
                              const v1::ImportRosterRequest& request, v1::ImportRosterResponse& response);

absl::Status GetRosterFrom(Register& reports, const v1::GetRosterRequest& request, v1::GetRosterResponse& response);

absl::Status ResolveUnitIn(Register& reports, const v1::ResolveUnitRequest& request, v1::ResolveUnitResponse& response);

absl::Status PlaceReportIn(Register& reports, const runtime::CallContext& call, const v1::PlaceReportRequest& request,
                           v1::PlaceReportResponse& response);

absl::Status WithdrawReportFrom(Register& reports, const runtime::CallContext& call,
                                const v1::WithdrawReportRequest& request, v1::WithdrawReportResponse& response);

// Who made a change: the caller of the gateway that asks for it.
v1::ChangeOrigin OriginOf(const runtime::CallContext& call);

absl::Status ListAuditEntriesFrom(Register& reports, const v1::ListAuditEntriesRequest& request,
                                  v1::ListAuditEntriesResponse& response);

absl::Status GetReportFrom(Register& reports, const v1::GetReportRequest& request, v1::GetReportResponse& response);

absl::Status GetDocumentFrom(Register& reports, const v1::GetDocumentRequest& request,
                             v1::GetDocumentResponse& response);

absl::Status SimilarReportsIn(Register& reports, const v1::FindSimilarReportsRequest& request,
                              v1::FindSimilarReportsResponse& response);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_QUERIES_H_
