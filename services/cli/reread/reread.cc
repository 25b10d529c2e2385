#include "services/cli/reread/reread.h"

#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/report/error.h"
#include "services/statistics/register/standing.h"

namespace gouji::cli {
namespace {

using statistics::v1::RecordedReport;

// Corrections of corrections; there are hardly ever two.
constexpr int kMaxCorrections = 1000;

ReadingStanding StandingOf(const RecordedReport& recorded) {
  return {.verdict = recorded.verdict(),
          .error_count = recorded.error_count(),
          .warning_count = recorded.warning_count(),
          .acknowledged_count = recorded.acknowledged_count()};
}

// How a new reading stands with the acknowledgements of the recorded one.
ReadingStanding StandingOf(const RecordedReport& recorded, const gateway::v1::CheckDocumentResponse& checked) {
  RecordedReport fresh;
  *fresh.mutable_findings() = checked.findings();
  *fresh.mutable_assessment() = checked.assessment();
  statistics::LayOver({recorded.acknowledgements().begin(), recorded.acknowledgements().end()}, fresh);
  return StandingOf(fresh);
}

// What a program read before a person corrected it; none when it stands under another unit, from where the correction
// was moved.
absl::StatusOr<std::optional<report::v1::Report>> ReadingOfProgram(const RecordedReport& recorded,
                                                                   GatewayClient& gateway) {
  int revision = recorded.corrected_revision();
  for (int i = 0; i < kMaxCorrections; ++i) {
    gateway::v1::GetReportRequest request;
    *request.mutable_key() = recorded.key();
    request.set_revision(revision);
    absl::StatusOr<gateway::v1::GetReportResponse> response = gateway.GetReport(request);
    if (report::HasReason(response.status(), report::Reason::kReportNotFound)) break;
    if (!response.ok()) return response.status();
    RecordedReport& corrected = *response->mutable_recorded();
    if (corrected.document_sha256() != recorded.document_sha256()) break;
    revision = corrected.corrected_revision();
    if (revision == 0) return std::optional(std::move(*corrected.mutable_report()));
  }
  return std::optional<report::v1::Report>();
}

// Counts the findings that only one of two readings has.
void CompareFindings(const RecordedReport& recorded, const gateway::v1::CheckDocumentResponse& checked,
                     Reread& reread) {
  std::map<std::string_view, int> surplus;
  for (const validate::v1::Finding& finding : checked.findings()) ++surplus[finding.fingerprint()];
  for (const validate::v1::Finding& finding : recorded.findings()) --surplus[finding.fingerprint()];
  for (const auto& [fingerprint, count] : surplus) {
    (count > 0 ? reread.appeared_count : reread.disappeared_count) += std::abs(count);
  }
}

// Whether a recorded revision is still the current one of its key.
absl::StatusOr<bool> IsCurrent(const RecordedReport& recorded, GatewayClient& gateway) {
  gateway::v1::ListReportsRequest request;
  request.mutable_filter()->add_years(recorded.key().year());
  request.mutable_filter()->add_units(recorded.key().unit());
  const absl::StatusOr<gateway::v1::ListReportsResponse> list = gateway.ListReports(request);
  if (!list.ok()) return list.status();
  return list->reports_size() == 1 && list->reports(0).revision() == recorded.revision();
}

// Records a document again, unless another revision came meanwhile.
absl::Status Commit(const RecordedReport& recorded, std::string document, GatewayClient& gateway, Reread& reread) {
  const absl::StatusOr<bool> is_current = IsCurrent(recorded, gateway);
  if (!is_current.ok()) return is_current.status();
  if (!*is_current) {
    reread.is_overtaken = true;
    return absl::OkStatus();
  }
  gateway::v1::SubmitDocumentRequest request;
  *request.mutable_document() = std::move(document);
  request.set_file_name(recorded.file_name());
  absl::StatusOr<gateway::v1::SubmitDocumentResponse> response = gateway.SubmitDocument(request);
  if (!response.ok()) return response.status();
  reread.receipt = std::move(*response->mutable_receipt());
  return absl::OkStatus();
}

// Compares a new reading with the recorded one, and says what it comes to.
absl::Status Compare(const RecordedReport& recorded, const gateway::v1::CheckDocumentResponse& checked,
                     const report::ReportConverter& converter, GatewayClient& gateway, Reread& reread) {
  reread.after = StandingOf(recorded, checked);
  if (checked.report().form().empty() || checked.assessment().verdict() == validate::v1::VERDICT_REJECTED) {
    reread.outcome = RereadOutcome::kNotAReport;
    return absl::OkStatus();
  }
  absl::StatusOr<ReadingChanges> changes = ChangesOf(recorded.report(), checked.report(), converter);
  if (!changes.ok()) return changes.status();
  if (reread.is_corrected) {
    const absl::StatusOr<std::optional<report::v1::Report>> read_before = ReadingOfProgram(recorded, gateway);
    if (!read_before.ok()) return read_before.status();
    absl::StatusOr<ReadingChanges> since = changes;
    if (read_before->has_value()) since = ChangesOf(**read_before, checked.report(), converter);
    if (!since.ok()) return since.status();
    if (!since->any()) {
      reread.outcome = RereadOutcome::kCorrectionStands;
      reread.after = reread.before;
      return absl::OkStatus();
    }
  }
  CompareFindings(recorded, checked, reread);
  reread.changes = *std::move(changes);
  const bool is_assessed_alike =
      reread.before == reread.after && reread.appeared_count == 0 && reread.disappeared_count == 0;
  if (reread.changes.any()) {
    reread.outcome = RereadOutcome::kChanged;
  } else {
    reread.outcome = is_assessed_alike ? RereadOutcome::kUnchanged : RereadOutcome::kReassessed;
  }
  return absl::OkStatus();
}

absl::Status ReadAgainInto(const RecordedReport& recorded, RereadMode mode, const report::ReportConverter& converter,
                           GatewayClient& gateway, Reread& reread) {
  gateway::v1::GetDocumentRequest get;
  *get.mutable_key() = recorded.key();
  get.set_revision(recorded.revision());
  absl::StatusOr<gateway::v1::GetDocumentResponse> document = gateway.GetDocument(get);
  if (report::HasReason(document.status(), report::Reason::kDocumentNotKept)) {
    reread.outcome = RereadOutcome::kNotKept;
    return absl::OkStatus();
  }
  if (!document.ok()) return document.status();
  gateway::v1::CheckDocumentRequest check;
  *check.mutable_document() = std::move(*document->mutable_document());
  check.set_file_name(recorded.file_name());
  const absl::StatusOr<gateway::v1::CheckDocumentResponse> checked = gateway.CheckDocument(check);
  if (!checked.ok()) return checked.status();
  absl::Status compared = Compare(recorded, *checked, converter, gateway, reread);
  if (!compared.ok()) return compared;
  const bool differs = reread.outcome == RereadOutcome::kChanged || reread.outcome == RereadOutcome::kReassessed;
  if (mode == RereadMode::kCompare || !differs) return absl::OkStatus();
  return Commit(recorded, std::move(*check.mutable_document()), gateway, reread);
}

}  // namespace

Reread ReadAgain(const RecordedReport& recorded, RereadMode mode, const report::ReportConverter& converter,
                 GatewayClient& gateway) {
  Reread reread = {.key = recorded.key(), .revision = recorded.revision(), .file_name = recorded.file_name()};
  reread.before = StandingOf(recorded);
  reread.is_corrected = recorded.corrected_revision() != 0;
  if (recorded.document_sha256().empty()) {
    reread.outcome = RereadOutcome::kNotKept;
    return reread;
  }
  reread.error = ReadAgainInto(recorded, mode, converter, gateway, reread);
  if (!reread.error.ok()) reread.outcome = RereadOutcome::kFailed;
  return reread;
}

}  // namespace gouji::cli
