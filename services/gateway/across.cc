#include "services/gateway/across.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "services/gateway/evidence.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

using statistics::v1::RecordedReport;
using statistics::v1::ReportKey;

// Of the contract of validate.
constexpr int kMaxPeers = 64;
// Of reports that prose is compared with. They have a few kilobytes as a rule; a request has to fit into a message.
constexpr std::size_t kMaxPeerBytes = std::size_t{16} << 20;

// Reports below an aggregate one that are asked for at once.
constexpr int kUnitsOfPage = 200;

// A current report; none when the register has it not, or not for this caller.
absl::StatusOr<std::optional<RecordedReport>> Find(const runtime::CallContext& call, const Backends& backends,
                                                   const ReportKey& key) {
  statistics::v1::GetReportRequest request;
  *request.mutable_key() = key;
  absl::StatusOr<statistics::v1::GetReportResponse> answer = backends.statistics.GetReport(call, request);
  if (report::HasReason(answer.status(), report::Reason::kReportNotFound) ||
      report::HasReason(answer.status(), report::Reason::kOutsideOfArea)) {
    return std::optional<RecordedReport>();
  }
  if (!answer.ok()) return answer.status();
  return std::optional(std::move(*answer->mutable_recorded()));
}

void Compare(RecordedReport&& other, validate::v1::ComparedReport* message) {
  message->set_unit(other.key().unit());
  message->mutable_report()->Swap(other.mutable_report());
  message->mutable_report()->clear_facts();
  message->mutable_report()->clear_diagnostics();
}

absl::Status AddPrevious(const runtime::CallContext& call, const Backends& backends, const RegisterPlace& place,
                         validate::v1::ValidateReportRequest* request) {
  if (!place.placed || request->has_previous()) return absl::OkStatus();
  ReportKey key = place.key;
  key.set_year(key.year() - 1);
  absl::StatusOr<std::optional<RecordedReport>> previous = Find(call, backends, key);
  if (!previous.ok()) return previous.status();
  if (previous->has_value()) Compare(std::move(**previous), request->mutable_previous());
  return absl::OkStatus();
}

absl::Status AddPeers(const runtime::CallContext& call, const Backends& backends, const RegisterPlace& place,
                      const validate::v1::CopySketch& sketch, validate::v1::ValidateReportRequest* request) {
  if (sketch.bands().empty()) return absl::OkStatus();
  statistics::v1::FindSimilarReportsRequest question;
  *question.mutable_sketch() = sketch;
  *question.mutable_except() = place.key;
  question.set_limit(kMaxCopyCandidates);
  const absl::StatusOr<statistics::v1::FindSimilarReportsResponse> similar =
      backends.statistics.FindSimilarReports(call, question);
  if (!similar.ok()) return similar.status();
  std::size_t byte_count = 0;
  for (const statistics::v1::SimilarReport& candidate : similar->reports()) {
    if (request->peers_size() >= kMaxPeers) break;
    const bool is_there = std::any_of(request->peers().begin(), request->peers().end(), [&](const auto& peer) {
      return peer.unit() == candidate.key().unit() && peer.report().year() == candidate.key().year();
    });
    if (is_there) continue;
    absl::StatusOr<std::optional<RecordedReport>> peer = Find(call, backends, candidate.key());
    if (!peer.ok()) return peer.status();
    if (!peer->has_value()) continue;
    validate::v1::ComparedReport compared;
    Compare(std::move(**peer), &compared);
    byte_count += compared.ByteSizeLong();
    if (byte_count > kMaxPeerBytes) break;
    request->add_peers()->Swap(&compared);
  }
  return absl::OkStatus();
}

// The reports below an aggregate one, by the roster: those that the register has, and the names of the units that have
// not reported. None when they do not fit a request.
absl::Status AddSubordinates(const runtime::CallContext& call, const Backends& backends, const RegisterPlace& place,
                             validate::v1::ValidateReportRequest* request) {
  const bool is_aggregate = request->report().agency().scope() == report::v1::REPORT_SCOPE_AGGREGATE;
  if (!place.placed || !is_aggregate || !request->subordinates().empty()) return absl::OkStatus();
  statistics::v1::ResolveUnitRequest question;
  question.set_name(place.key.unit());
  question.set_year(place.key.year());
  question.set_include_subordinates(true);
  const absl::StatusOr<statistics::v1::ResolveUnitResponse> unit = backends.statistics.ResolveUnit(call, question);
  if (!unit.ok()) return unit.status();
  google::protobuf::RepeatedPtrField<validate::v1::ComparedReport> below;
  std::size_t byte_count = 0;
  for (int first = 0; first < unit->subordinates_size(); first += kUnitsOfPage) {
    const int end = std::min(first + kUnitsOfPage, unit->subordinates_size());
    statistics::v1::ListReportsRequest list;
    list.set_view(statistics::v1::REPORT_VIEW_FULL);
    list.set_page_size(kUnitsOfPage);
    list.mutable_filter()->add_years(place.key.year());
    for (int i = first; i < end; ++i) list.mutable_filter()->add_units(unit->subordinates(i).unit());
    absl::StatusOr<statistics::v1::ListReportsResponse> page = backends.statistics.ListReports(call, list);
    if (!page.ok()) return page.status();
    for (int i = first; i < end; ++i) {
      validate::v1::ComparedReport& compared = *below.Add();
      for (RecordedReport& recorded : *page->mutable_reports()) {
        if (recorded.key().unit() == unit->subordinates(i).unit()) Compare(std::move(recorded), &compared);
      }
      compared.mutable_report()->clear_sections();
      if (compared.report().form().empty()) compared.clear_report();
      compared.set_unit(unit->subordinates(i).name());
      byte_count += compared.ByteSizeLong();
    }
    if (byte_count > kMaxPeerBytes) return absl::OkStatus();
  }
  request->mutable_subordinates()->Swap(&below);
  return absl::OkStatus();
}

// The sketch of a report's prose, without any checks.
absl::StatusOr<validate::v1::CopySketch> SketchOf(const runtime::CallContext& call, const Backends& backends,
                                                  const report::v1::Report& report) {
  validate::v1::ValidateReportRequest request;
  *request.mutable_report() = report;
  request.set_scope(validate::v1::CHECK_SCOPE_ACROSS);
  request.set_include_copy_sketch(true);
  absl::StatusOr<validate::v1::ValidateReportResponse> answer = backends.validate.ValidateReport(call, request);
  if (!answer.ok()) return answer.status();
  return std::move(*answer->mutable_copy_sketch());
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

absl::StatusOr<RegisterPlace> PlaceOf(const runtime::CallContext& call, const Backends& backends,
                                      const report::v1::Report& report) {
  RegisterPlace place;
  if (report.form().empty() || report.year() == 0) return place;
  place.key.set_year(report.year());
  if (!report.agency().name().empty()) {
    statistics::v1::ResolveUnitRequest question;
    question.set_name(report.agency().name());
    question.set_year(report.year());
    question.set_region_code(report.agency().region_code());
    question.set_document_sha256(report.source().sha256());
    const absl::StatusOr<statistics::v1::ResolveUnitResponse> resolved =
        backends.statistics.ResolveUnit(call, question);
    if (!resolved.ok()) return resolved.status();
    place.placed = resolved->placed();
    place.key.set_unit(resolved->unit().unit());
  }
  if (!place.placed && !report.source().sha256().empty()) {
    place.key.set_unit("document:" + report.source().sha256());
  } else if (!place.placed) {
    return place;  // figures without a document, of a unit that is not known, are nowhere to be found
  }
  absl::StatusOr<std::optional<RecordedReport>> recorded = Find(call, backends, place.key);
  if (!recorded.ok()) return recorded.status();
  if (recorded->has_value()) {
    place.acknowledgements.assign((*recorded)->acknowledgements().begin(), (*recorded)->acknowledgements().end());
  }
  return place;
}

absl::StatusOr<validate::v1::ValidateReportResponse> ValidateBesideRegister(
    const runtime::CallContext& call, const Backends& backends, const RegisterPlace& place,
    validate::v1::ValidateReportRequest request) {
  if (place.key.year() == 0) return backends.validate.ValidateReport(call, request);
  for (const validate::v1::Acknowledgement& acknowledgement : place.acknowledgements) {
    request.add_acknowledged_fingerprints(acknowledgement.fingerprint());
  }
  const absl::StatusOr<validate::v1::CopySketch> sketch = SketchOf(call, backends, request.report());
  if (!sketch.ok()) return sketch.status();
  absl::Status added = AddPrevious(call, backends, place, &request);
  if (added.ok()) added = AddPeers(call, backends, place, *sketch, &request);
  if (added.ok()) added = AddSubordinates(call, backends, place, &request);
  if (!added.ok()) return added;
  absl::StatusOr<validate::v1::ValidateReportResponse> answer = backends.validate.ValidateReport(call, request);
  if (!answer.ok()) return answer;
  for (validate::v1::Finding& finding : *answer->mutable_findings()) {
    if (finding.severity() != validate::v1::SEVERITY_WARNING) continue;
    for (const validate::v1::Acknowledgement& acknowledgement : place.acknowledgements) {
      if (acknowledgement.fingerprint() == finding.fingerprint()) *finding.mutable_acknowledgement() = acknowledgement;
    }
  }
  return answer;
}

absl::StatusOr<v1::GetReportResponse> GetReport(const runtime::CallContext& call, const Backends& backends,
                                                const v1::GetReportRequest& request) {
  statistics::v1::GetReportRequest inner;
  *inner.mutable_key() = request.key();
  inner.set_revision(request.revision());
  inner.set_include_history(request.include_history());
  absl::StatusOr<statistics::v1::GetReportResponse> answer = backends.statistics.GetReport(call, inner);
  if (!answer.ok()) return answer.status();
  const RecordedReport& recorded = answer->recorded();
  const RegisterPlace place = {
      .key = recorded.key(),
      .placed = recorded.placed(),
      .acknowledgements = {recorded.acknowledgements().begin(), recorded.acknowledgements().end()}};
  validate::v1::ValidateReportRequest across;
  *across.mutable_report() = recorded.report();
  *across.mutable_report()->mutable_agency() = recorded.agency();  // as the roster has it
  across.set_scope(validate::v1::CHECK_SCOPE_ACROSS);
  absl::StatusOr<validate::v1::ValidateReportResponse> found =
      ValidateBesideRegister(call, backends, place, std::move(across));
  if (!found.ok()) return found.status();
  v1::GetReportResponse response;
  response.mutable_recorded()->Swap(answer->mutable_recorded());
  response.mutable_across_findings()->Swap(found->mutable_findings());
  *response.mutable_assessment() = Together(response.recorded().assessment(), found->assessment());
  if (!request.include_evidence()) return response;
  absl::StatusOr<std::string> missing = AddEvidence(call, backends, response.mutable_recorded());
  if (!missing.ok()) return missing.status();
  response.set_evidence_missing(*std::move(missing));
  return response;
}

}  // namespace gouji::gateway
