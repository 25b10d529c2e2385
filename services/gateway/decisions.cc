#include "services/gateway/decisions.h"

#include <optional>
#include <utility>

#include "services/gateway/across.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

// A finding across reports as it is now; none when there is none with this fingerprint.
absl::StatusOr<std::optional<validate::v1::Finding>> FindAcross(const runtime::CallContext& call,
                                                                const Backends& backends,
                                                                const v1::AcknowledgeFindingRequest& request) {
  v1::GetReportRequest get;
  *get.mutable_key() = request.key();
  absl::StatusOr<v1::GetReportResponse> now = GetReport(call, backends, get);
  if (report::HasReason(now.status(), report::Reason::kReportNotFound)) return std::optional<validate::v1::Finding>();
  if (!now.ok()) return now.status();
  for (validate::v1::Finding& finding : *now->mutable_across_findings()) {
    if (finding.fingerprint() == request.fingerprint()) return std::optional(std::move(finding));
  }
  return std::optional<validate::v1::Finding>();
}

}  // namespace

absl::StatusOr<v1::AcknowledgeFindingResponse> AcknowledgeFinding(const runtime::CallContext& call,
                                                                  const Backends& backends,
                                                                  const v1::AcknowledgeFindingRequest& request) {
  statistics::v1::AcknowledgeFindingRequest inner;
  *inner.mutable_key() = request.key();
  inner.set_fingerprint(request.fingerprint());
  inner.set_reason(request.reason());
  inner.set_author(request.author());
  absl::StatusOr<statistics::v1::AcknowledgeFindingResponse> answer =
      backends.statistics.AcknowledgeFinding(call, inner);
  if (report::HasReason(answer.status(), report::Reason::kFindingNotFound)) {
    absl::StatusOr<std::optional<validate::v1::Finding>> computed = FindAcross(call, backends, request);
    if (!computed.ok()) return computed.status();
    if (!computed->has_value()) return answer.status();
    *inner.mutable_computed() = **std::move(computed);
    answer = backends.statistics.AcknowledgeFinding(call, inner);
  }
  if (!answer.ok()) return answer.status();
  v1::AcknowledgeFindingResponse response;
  response.mutable_receipt()->Swap(answer->mutable_receipt());
  return response;
}

absl::StatusOr<v1::RevokeAcknowledgementResponse> RevokeAcknowledgement(
    const runtime::CallContext& call, StatisticsBackend& statistics, const v1::RevokeAcknowledgementRequest& request) {
  statistics::v1::RevokeAcknowledgementRequest inner;
  *inner.mutable_key() = request.key();
  inner.set_fingerprint(request.fingerprint());
  inner.set_reason(request.reason());
  inner.set_author(request.author());
  absl::StatusOr<statistics::v1::RevokeAcknowledgementResponse> answer = statistics.RevokeAcknowledgement(call, inner);
  if (!answer.ok()) return answer.status();
  v1::RevokeAcknowledgementResponse response;
  response.mutable_receipt()->Swap(answer->mutable_receipt());
  return response;
}

}  // namespace gouji::gateway
