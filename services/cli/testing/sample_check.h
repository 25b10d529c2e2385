#ifndef GOUJI_SERVICES_CLI_TESTING_SAMPLE_CHECK_H_
#define GOUJI_SERVICES_CLI_TESTING_SAMPLE_CHECK_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/cli/checked/checked_report_builder.h"
#include "services/report/conversion.h"
#include "services/report/form.h"

namespace gouji::cli {

// What the gateway answers about a DOCX report of the form of 2021 whose cells are all 0, to be changed by a test:
//
//   SampleCheck sample;
//   sample.Set("applications.results.granted.total", 41);
//   sample.Suggest(sample.AddError("T3.ROW_SUM", sample.Row("applications.results.granted")), {…});
//   CheckedReport checked = sample.Build(Language::kEnglish);
class SampleCheck {
 public:
  SampleCheck() : catalog_(*report::FormCatalog::BuiltIn()), form_(*catalog_.Find("ogi-2021")) {
    report_.form = &form_;
    report_.year = 2023;
    report_.agency.name = "青屿县水务局";
    report_.cells.assign(form_.cell_count(), {.value = 0, .state = report::CellState::kRead});
    for (const report::FormCell& cell : form_.cells()) {
      report_.evidence.push_back(
          {.page = 2, .table = cell.table + 1, .row = cell.row + 3, .cell_index = cell.column + 2, .raw = "0"});
    }
  }

  const report::Form& form() const { return form_; }
  const report::FormCatalog& catalog() const { return catalog_; }
  report::Report& report() { return report_; }
  int Index(const std::string& path) const { return *form_.FindCell(path); }

  void Set(const std::string& path, std::int64_t value) {
    report_.cells[Index(path)] = {.value = value, .state = report::CellState::kRead};
    report_.evidence[Index(path)].raw = std::to_string(value);
  }
  // Cells are to be marked in the order of the form.
  void Note(const std::string& path, report::CellState state, std::string raw, std::int64_t value = 0) {
    report_.cells[Index(path)] = {.value = value, .state = state};
    report_.evidence[Index(path)].raw = raw;
    report::CellNote& note = report_.notes.emplace_back();
    note.cell = Index(path);
    note.raw = std::move(raw);
    note.reason = "test";
  }

  // The paths of the cells of a row of table 3.
  std::vector<std::string> Row(const std::string& path) const {
    std::vector<std::string> cells;
    for (const report::FormCell& cell : form_.cells()) {
      if (cell.path.starts_with(path + ".")) cells.push_back(cell.path);
    }
    return cells;
  }

  // A finding with a fingerprint of its own, its number.
  validate::v1::Finding& AddFinding(const std::string& rule, validate::v1::Severity severity,
                                    const std::vector<std::string>& cells) {
    validate::v1::Finding& finding = *response_.add_findings();
    finding.set_rule_id(rule);
    finding.set_severity(severity);
    finding.set_message_zh("中文说明");
    finding.set_message_en("the message");
    finding.set_fingerprint(std::to_string(response_.findings_size()));
    for (const std::string& cell : cells) {
      finding.add_cells(cell);
      report::EvidenceToProto(report_.evidence[Index(cell)], cell, finding.add_evidence());
    }
    return finding;
  }
  // A warning that a person lets stand.
  validate::v1::Finding& AddAcknowledged(const std::string& rule, const std::vector<std::string>& cells,
                                         const std::string& reason) {
    validate::v1::Finding& finding = AddFinding(rule, validate::v1::SEVERITY_WARNING, cells);
    finding.mutable_acknowledgement()->set_author("李四");
    finding.mutable_acknowledgement()->set_reason(reason);
    finding.mutable_acknowledgement()->set_acknowledged_at("2026-11-22T03:42:41.000000Z");
    return finding;
  }
  validate::v1::Finding& AddError(const std::string& rule, const std::vector<std::string>& cells) {
    return AddFinding(rule, validate::v1::SEVERITY_ERROR, cells);
  }

  // granted: 11 + 3 = 41, where 41 should be 14.
  validate::v1::Finding& AddTransposedTotal() {
    Set("applications.results.granted.natural_person", 11);
    Set("applications.results.granted.business", 3);
    Set("applications.results.granted.total", 41);
    validate::v1::Finding& finding = AddError("T3.ROW_SUM", Row("applications.results.granted"));
    finding.set_left(14);
    finding.set_right(41);
    finding.set_difference(-27);
    Suggest(&finding, "applications.results.granted.total", 41, 14, "digit_transposed");
    return finding;
  }

  static validate::v1::Suggestion& Suggest(validate::v1::Finding* finding, const std::string& cell, std::int64_t from,
                                           std::int64_t to, const std::string& operation) {
    validate::v1::Suggestion& suggestion = *finding->add_suggestions();
    suggestion.set_operation(operation);
    suggestion.set_rank(finding->suggestions_size());
    validate::v1::CellChange& change = *suggestion.add_changes();
    change.set_cell(cell);
    change.set_from(from);
    change.set_to(to);
    return suggestion;
  }

  // What the gateway would answer.
  gateway::v1::CheckDocumentResponse Response() const {
    gateway::v1::CheckDocumentResponse response = response_;
    report::ReportConverter::Create(catalog_)->ToProto(report_, report::EvidenceMode::kInclude,
                                                       response.mutable_report());
    response.mutable_assessment()->set_verdict(response_.findings().empty() ? validate::v1::VERDICT_ACCEPTED
                                                                            : validate::v1::VERDICT_NEEDS_CORRECTION);
    return response;
  }
  // The model of it. This object must outlive it.
  CheckedReport Build(Language language, const std::string& source = "a.docx", std::string_view document = "") const {
    return CheckedReportBuilder::Create(catalog_, language)->Build(source, document, Response());
  }

 private:
  report::FormCatalog catalog_;
  const report::Form& form_;
  report::Report report_;
  gateway::v1::CheckDocumentResponse response_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TESTING_SAMPLE_CHECK_H_
