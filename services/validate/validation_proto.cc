#include "services/validate/validation_proto.h"

#include "services/report/conversion.h"

namespace gouji::validate {
namespace {

void SuggestionToProto(const Suggestion& suggestion, const report::Form& form, v1::Suggestion* message) {
  for (const CellChange& change : suggestion.changes) {
    v1::CellChange* changed = message->add_changes();
    changed->set_cell(form.cells()[change.cell].path);
    if (change.from.has_value()) {
      changed->set_from(*change.from);
    }
    if (change.to.has_value()) {
      changed->set_to(*change.to);
    }
  }
  message->set_operation(suggestion.operation);
  message->set_rank(suggestion.rank);
  message->set_ambiguous(suggestion.ambiguous);
}

}  // namespace

void FindingToProto(const Finding& finding, const report::Report& report, v1::Finding* message) {
  message->set_rule_id(finding.rule_id);
  message->set_severity(static_cast<v1::Severity>(finding.severity));
  message->set_message_zh(finding.message_zh);
  message->set_message_en(finding.message_en);
  for (const int cell : finding.cells) {
    message->add_cells(report.form->cells()[cell].path);
  }
  if (finding.left.has_value()) {
    message->set_left(*finding.left);
  }
  if (finding.right.has_value()) {
    message->set_right(*finding.right);
  }
  if (finding.difference.has_value()) {
    message->set_difference(*finding.difference);
  }
  message->set_basis(finding.basis);
  message->set_responsibility(static_cast<report::v1::Responsibility>(finding.responsibility));
  for (const Suggestion& suggestion : finding.suggestions) {
    SuggestionToProto(suggestion, *report.form, message->add_suggestions());
  }
  message->set_omitted_suggestion_count(finding.omitted_suggestion_count);
  message->set_caused_by(finding.caused_by);
  message->set_fingerprint(finding.fingerprint);
  for (const CellEvidence& evidence : finding.evidence) {
    const bool is_of_cell = evidence.cell >= 0;
    report::EvidenceToProto(evidence.evidence, is_of_cell ? report.form->cells()[evidence.cell].path : std::string(),
                            message->add_evidence());
  }
  message->mutable_compared_with()->Assign(finding.compared_with.begin(), finding.compared_with.end());
}

void AssessmentToProto(const Assessment& assessment, v1::Assessment* message) {
  message->set_held(assessment.held);
  message->set_failed(assessment.failed);
  message->set_not_assessable(assessment.not_assessable);
  message->set_verdict(static_cast<v1::Verdict>(assessment.verdict));
  message->set_rule_set_version(assessment.rule_set_version);
  for (const std::string& pack : assessment.packs) {
    message->add_packs(pack);
  }
  message->mutable_compared_with()->Assign(assessment.compared_with.begin(), assessment.compared_with.end());
}

void ValidationToProto(const Validation& validation, const report::Report& report,
                       v1::ValidateReportResponse* message) {
  for (const Finding& finding : validation.findings) {
    FindingToProto(finding, report, message->add_findings());
  }
  AssessmentToProto(validation.assessment, message->mutable_assessment());
}

}  // namespace gouji::validate
