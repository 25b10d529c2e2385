#include "services/cli/decision_command.h"

#include <utility>

#include "services/cli/cell_assignment.h"
#include "services/cli/changed_cell_text.h"
#include "services/cli/command_error.h"
#include "services/cli/exit_code.h"
#include "services/report/conversion.h"
#include "services/report/form.h"

namespace gouji::cli {
namespace {

using statistics::v1::RecordedReport;

// `report`: a Receipt or a RecordedReport.
template <typename Report>
void PrintStanding(const Report& report, Language language, const Terminal& terminal) {
  terminal.out << StandingText(report.key(), report.revision(), report.verdict(), report.error_count(),
                               report.warning_count(), report.acknowledged_count(), language)
               << "\n";
}

template <typename Request>
Request DecisionOn(const RecordedReport& recorded, const std::string& fingerprint, const AcknowledgeOptions& options) {
  Request request;
  *request.mutable_key() = recorded.key();
  request.set_fingerprint(fingerprint);
  request.set_reason(options.reason);
  request.set_author(options.author);
  return request;
}

absl::Status Decide(const RecordedReport& recorded, const std::string& fingerprint, const AcknowledgeOptions& options,
                    GatewayClient& gateway) {
  if (options.revoke) {
    auto revoked = gateway.RevokeAcknowledgement(
        DecisionOn<gateway::v1::RevokeAcknowledgementRequest>(recorded, fingerprint, options));
    return revoked.status();
  }
  auto acknowledged =
      gateway.AcknowledgeFinding(DecisionOn<gateway::v1::AcknowledgeFindingRequest>(recorded, fingerprint, options));
  return acknowledged.status();
}

absl::StatusOr<gateway::v1::CorrectCellsRequest> CorrectionOf(const RecordedReport& recorded,
                                                              const report::ReportConverter& converter,
                                                              const CorrectOptions& options) {
  const absl::StatusOr<report::Report> report = converter.FromProto(recorded.report());
  if (!report.ok()) return report.status();
  gateway::v1::CorrectCellsRequest request;
  *request.mutable_key() = recorded.key();
  request.set_expected_revision(recorded.revision());
  request.set_reason(options.reason);
  request.set_author(options.author);
  for (const std::string& assignment : options.assignments) {
    const absl::StatusOr<report::CellReading> reading = ReadAssignment(assignment, *report);
    if (!reading.ok()) return reading.status();
    validate::v1::CellChange& change = *request.add_changes();
    change.set_cell(report->form->cells()[reading->cell].path);
    if (reading->from.has_value()) change.set_from(*reading->from);
    if (reading->to.has_value()) change.set_to(*reading->to);
  }
  return request;
}

}  // namespace

int RunAcknowledge(const AcknowledgeOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const absl::StatusOr<RecordedReport> recorded = FindRecorded(options.report, HistoryMode::kOmit, gateway);
  if (!recorded.ok()) return ReportError(recorded.status(), options.language, terminal);
  std::vector<std::string> fingerprints;
  for (const std::string& beginning : options.fingerprints) {
    absl::StatusOr<std::string> fingerprint = FindFingerprint(*recorded, beginning);
    if (!fingerprint.ok()) return ReportError(fingerprint.status(), options.language, terminal);
    fingerprints.push_back(*std::move(fingerprint));
  }
  for (const std::string& fingerprint : fingerprints) {
    const absl::Status decided = Decide(*recorded, fingerprint, options, gateway);
    if (!decided.ok()) return ReportError(decided, options.language, terminal);
  }
  // A receipt counts the report's own findings only.
  const absl::StatusOr<RecordedReport> after = FindRecorded(options.report, HistoryMode::kOmit, gateway);
  if (!after.ok()) return ReportError(after.status(), options.language, terminal);
  PrintStanding(*after, options.language, terminal);
  return FlushOutput(terminal);
}

int RunCorrect(const CorrectOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) return ReportError(catalog.status(), options.language, terminal);
  const absl::StatusOr<report::ReportConverter> converter = report::ReportConverter::Create(*catalog);
  if (!converter.ok()) return ReportError(converter.status(), options.language, terminal);
  const absl::StatusOr<RecordedReport> recorded = FindRecorded(options.report, HistoryMode::kOmit, gateway);
  if (!recorded.ok()) return ReportError(recorded.status(), options.language, terminal);
  const absl::StatusOr<gateway::v1::CorrectCellsRequest> request = CorrectionOf(*recorded, *converter, options);
  if (!request.ok()) return ReportError(request.status(), options.language, terminal);
  const absl::StatusOr<gateway::v1::CorrectCellsResponse> response = gateway.CorrectCells(*request);
  if (!response.ok()) return ReportError(response.status(), options.language, terminal);
  for (const statistics::v1::CorrectedCell& change : response->cells()) {
    terminal.out << ChangedCellText(change, catalog->Find(recorded->form()), options.language) << "\n";
  }
  PrintStanding(response->receipt(), options.language, terminal);
  const int flushed = FlushOutput(terminal);
  if (flushed != kExitOk) return flushed;
  return response->receipt().error_count() > 0 ? kExitFindings : kExitOk;
}

}  // namespace gouji::cli
