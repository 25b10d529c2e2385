#include "services/gateway/decisions.h"

namespace gouji::gateway {

absl::StatusOr<v1::AcknowledgeFindingResponse> AcknowledgeFinding(const runtime::CallContext& call,
                                                                  StatisticsBackend& statistics,
                                                                  const v1::AcknowledgeFindingRequest& request) {
  statistics::v1::AcknowledgeFindingRequest inner;
  *inner.mutable_key() = request.key();
  inner.set_fingerprint(request.fingerprint());
  inner.set_reason(request.reason());
  inner.set_author(request.author());
  absl::StatusOr<statistics::v1::AcknowledgeFindingResponse> answer = statistics.AcknowledgeFinding(call, inner);
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
