#include "services/gateway/across.h"

#include <optional>
#include <utility>

#include "services/report/error.h"

namespace gouji::gateway {
namespace {

using statistics::v1::RecordedReport;
using statistics::v1::ReportKey;

// A current report; none when the register has it not.
absl::StatusOr<std::optional<RecordedReport>> Find(const runtime::CallContext& call, const Backends& backends,
                                                   const ReportKey& key) {
  statistics::v1::GetReportRequest request;
  *request.mutable_key() = key;
  absl::StatusOr<statistics::v1::GetReportResponse> answer = backends.statistics.GetReport(call, request);
  if (report::HasReason(answer.status(), report::Reason::kReportNotFound)) return std::optional<RecordedReport>();
  if (!answer.ok()) return answer.status();
  return std::optional(std::move(*answer->mutable_recorded()));
}

void Compare(RecordedReport&& other, validate::v1::ComparedReport* message) {
  message->set_unit(other.key().unit());
  message->mutable_report()->Swap(other.mutable_report());
  message->mutable_report()->clear_facts();
  message->mutable_report()->clear_diagnostics();
}

absl::Status AddPrevious(const runtime::CallContext& call, const Backends& backends, const RecordedReport& recorded,
                         validate::v1::ValidateReportRequest* request) {
  if (!recorded.placed()) return absl::OkStatus();
  ReportKey key = recorded.key();
  key.set_year(key.year() - 1);
  absl::StatusOr<std::optional<RecordedReport>> previous = Find(call, backends, key);
  if (!previous.ok()) return previous.status();
  if (previous->has_value()) Compare(std::move(**previous), request->mutable_previous());
  return absl::OkStatus();
}

absl::Status AddPeers(const runtime::CallContext& call, const Backends& backends, const RecordedReport& recorded,
                      const validate::v1::CopySketch& sketch, validate::v1::ValidateReportRequest* request) {
  if (sketch.bands().empty()) return absl::OkStatus();
  statistics::v1::FindSimilarReportsRequest question;
  *question.mutable_sketch() = sketch;
  *question.mutable_except() = recorded.key();
  question.set_limit(kMaxCopyCandidates);
  const absl::StatusOr<statistics::v1::FindSimilarReportsResponse> similar =
      backends.statistics.FindSimilarReports(call, question);
  if (!similar.ok()) return similar.status();
  for (const statistics::v1::SimilarReport& candidate : similar->reports()) {
    absl::StatusOr<std::optional<RecordedReport>> peer = Find(call, backends, candidate.key());
    if (!peer.ok()) return peer.status();
    if (peer->has_value()) Compare(std::move(**peer), request->add_peers());
  }
  return absl::OkStatus();
}

// The findings across reports.
absl::StatusOr<validate::v1::ValidateReportResponse> CheckAcross(const runtime::CallContext& call,
                                                                 const Backends& backends,
                                                                 const RecordedReport& recorded) {
  validate::v1::ValidateReportRequest request;
  *request.mutable_report() = recorded.report();
  for (const validate::v1::Acknowledgement& acknowledgement : recorded.acknowledgements()) {
    request.add_acknowledged_fingerprints(acknowledgement.fingerprint());
  }
  request.set_scope(validate::v1::CHECK_SCOPE_ACROSS);
  request.set_include_copy_sketch(true);
  absl::StatusOr<validate::v1::ValidateReportResponse> alone = backends.validate.ValidateReport(call, request);
  if (!alone.ok()) return alone.status();
  absl::Status added = AddPrevious(call, backends, recorded, &request);
  if (added.ok()) added = AddPeers(call, backends, recorded, alone->copy_sketch(), &request);
  if (!added.ok()) return added;
  if (!request.has_previous() && request.peers().empty()) return alone;
  request.set_include_copy_sketch(false);
  return backends.validate.ValidateReport(call, request);
}

// The verdicts by gravity: that of several findings is the gravest of each.
int Gravity(validate::v1::Verdict verdict) {
  switch (verdict) {
    case validate::v1::VERDICT_ACCEPTED:
      return 1;
    case validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT:
      return 2;
    case validate::v1::VERDICT_NEEDS_REVIEW:
      return 3;
    case validate::v1::VERDICT_NEEDS_CORRECTION:
      return 4;
    case validate::v1::VERDICT_REJECTED:
      return 5;
    default:
      return 0;
  }
}

// The stored assessment with that of the checks across reports.
validate::v1::Assessment Together(const validate::v1::Assessment& stored, const validate::v1::Assessment& across) {
  validate::v1::Assessment both = stored;
  both.set_held(stored.held() + across.held());
  both.set_failed(stored.failed() + across.failed());
  both.set_not_assessable(stored.not_assessable() + across.not_assessable());
  if (Gravity(across.verdict()) > Gravity(stored.verdict())) both.set_verdict(across.verdict());
  *both.mutable_compared_with() = across.compared_with();
  return both;
}

}  // namespace

absl::StatusOr<v1::GetReportResponse> GetReport(const runtime::CallContext& call, const Backends& backends,
                                                const v1::GetReportRequest& request) {
  statistics::v1::GetReportRequest inner;
  *inner.mutable_key() = request.key();
  inner.set_revision(request.revision());
  inner.set_include_history(request.include_history());
  absl::StatusOr<statistics::v1::GetReportResponse> answer = backends.statistics.GetReport(call, inner);
  if (!answer.ok()) return answer.status();
  absl::StatusOr<validate::v1::ValidateReportResponse> across = CheckAcross(call, backends, answer->recorded());
  if (!across.ok()) return across.status();
  v1::GetReportResponse response;
  response.mutable_recorded()->Swap(answer->mutable_recorded());
  response.mutable_across_findings()->Swap(across->mutable_findings());
  for (validate::v1::Finding& finding : *response.mutable_across_findings()) {
    for (const validate::v1::Acknowledgement& acknowledgement : response.recorded().acknowledgements()) {
      if (acknowledgement.fingerprint() == finding.fingerprint()) *finding.mutable_acknowledgement() = acknowledgement;
    }
  }
  *response.mutable_assessment() = Together(response.recorded().assessment(), across->assessment());
  return response;
}

}  // namespace gouji::gateway
