#include "services/gateway/corrections.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/report/correction.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

using statistics::v1::RecordedReport;

constexpr int kMaxChanges = 200;  // all cells of the largest form

absl::StatusOr<RecordedReport> Fetch(const runtime::CallContext& call, StatisticsBackend& statistics,
                                     const v1::CorrectCellsRequest& request) {
  statistics::v1::GetReportRequest get;
  *get.mutable_key() = request.key();
  get.set_revision(request.expected_revision());
  absl::StatusOr<statistics::v1::GetReportResponse> got = statistics.GetReport(call, get);
  if (!got.ok()) return got.status();
  return std::move(*got->mutable_recorded());
}

absl::StatusOr<std::vector<report::CellReading>> ReadingsOf(const v1::CorrectCellsRequest& request,
                                                            const report::Form& form) {
  if (request.changes_size() > kMaxChanges) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                         fmt::format("{} changes; give at most {}", request.changes_size(), kMaxChanges));
  }
  std::vector<report::CellReading> readings;
  readings.reserve(request.changes_size());
  for (const validate::v1::CellChange& change : request.changes()) {
    const std::optional<int> cell = form.FindCell(change.cell());
    if (!cell.has_value()) {
      return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnknownCell,
                           fmt::format("form {} has no cell \"{}\"", form.id(), change.cell()),
                           fmt::format("{}中没有单元格“{}”", form.name_zh(), change.cell()));
    }
    report::CellReading& reading = readings.emplace_back();
    reading.cell = *cell;
    if (change.has_from()) reading.from = change.from();
    if (change.has_to()) reading.to = change.to();
  }
  return readings;
}

statistics::v1::CorrectedCell ToProto(const report::ChangedCell& change, const report::Form& form) {
  statistics::v1::CorrectedCell cell;
  cell.set_cell(form.cells()[change.cell].path);
  if (change.from.has_value()) cell.set_from(*change.from);
  if (change.to.has_value()) cell.set_to(*change.to);
  cell.set_state_before(static_cast<report::v1::CellState>(change.state_before));
  cell.set_raw_before(change.raw_before);
  cell.set_derived(change.derived);
  return cell;
}

// The register keeps no evidence of single cells but that of the findings before, and of the notes: findings about the
// same cells get it again, so that a person still finds the place in the document.
void CarryEvidence(const RecordedReport& before, validate::v1::ValidateReportResponse& validated) {
  std::map<std::string_view, const report::v1::Evidence*> of_cell;
  for (const report::v1::CellNote& note : before.report().cell_notes()) {
    if (note.has_evidence()) of_cell.emplace(note.cell(), &note.evidence());
  }
  for (const validate::v1::Finding& finding : before.findings()) {
    for (const report::v1::Evidence& evidence : finding.evidence()) of_cell.emplace(evidence.cell(), &evidence);
  }
  for (validate::v1::Finding& finding : *validated.mutable_findings()) {
    if (finding.evidence_size() > 0) continue;
    for (const std::string& cell : finding.cells()) {
      const auto found = of_cell.find(cell);
      if (found == of_cell.end()) continue;
      report::v1::Evidence& evidence = *finding.add_evidence();
      evidence = *found->second;
      evidence.set_cell(cell);
    }
  }
}

void AddAcknowledgements(const RecordedReport& before, v1::CorrectCellsResponse& response) {
  for (validate::v1::Finding& finding : *response.mutable_findings()) {
    if (finding.severity() != validate::v1::SEVERITY_WARNING) continue;
    for (const validate::v1::Acknowledgement& acknowledgement : before.acknowledgements()) {
      if (acknowledgement.fingerprint() == finding.fingerprint()) *finding.mutable_acknowledgement() = acknowledgement;
    }
  }
}

}  // namespace

absl::StatusOr<v1::CorrectCellsResponse> CorrectCells(const runtime::CallContext& call, const Backends& backends,
                                                      const report::ReportConverter& converter,
                                                      const v1::CorrectCellsRequest& request) {
  const absl::StatusOr<RecordedReport> before = Fetch(call, backends.statistics, request);
  if (!before.ok()) return before.status();
  const absl::StatusOr<report::Report> read = converter.FromProto(before->report());
  if (!read.ok()) return read.status();
  if (read->form == nullptr) return absl::InternalError("the register holds a report without a form");
  const absl::StatusOr<std::vector<report::CellReading>> readings = ReadingsOf(request, *read->form);
  if (!readings.ok()) return readings.status();
  const absl::StatusOr<report::Correction> corrected = report::Correct(*read, *readings);
  if (!corrected.ok()) return corrected.status();

  validate::v1::ValidateReportRequest to_validate;
  converter.ToProto(corrected->report, report::EvidenceMode::kOmit, to_validate.mutable_report());
  absl::StatusOr<validate::v1::ValidateReportResponse> validated = backends.validate.ValidateReport(call, to_validate);
  if (!validated.ok()) return validated.status();
  CarryEvidence(*before, *validated);

  statistics::v1::RecordCorrectionRequest record;
  *record.mutable_key() = before->key();
  record.set_base_revision(before->revision());
  record.mutable_report()->Swap(to_validate.mutable_report());
  *record.mutable_findings() = validated->findings();
  record.mutable_assessment()->Swap(validated->mutable_assessment());
  for (const report::ChangedCell& change : corrected->changes) *record.add_cells() = ToProto(change, *read->form);
  record.set_reason(request.reason());
  record.set_author(request.author());
  absl::StatusOr<statistics::v1::RecordCorrectionResponse> recorded =
      backends.statistics.RecordCorrection(call, record);
  if (!recorded.ok()) return recorded.status();

  v1::CorrectCellsResponse response;
  response.mutable_receipt()->Swap(recorded->mutable_receipt());
  response.mutable_cells()->Swap(record.mutable_cells());
  response.mutable_findings()->Swap(validated->mutable_findings());
  AddAcknowledgements(*before, response);
  return response;
}

}  // namespace gouji::gateway
