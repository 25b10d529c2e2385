#include "services/validate/engine.h"

#include <algorithm>
#include <utility>

#include "services/validate/cell_checks.h"
#include "services/validate/fingerprint.h"
#include "services/validate/localisation/root_causes.h"
#include "services/validate/relation_checks.h"

namespace gouji::validate {

Validation Engine::Check(const report::Report& report, const Acknowledged& acknowledged) const {
  if (report.form == nullptr) {
    return Reject(report);
  }
  Validation validation;
  validation.assessment.rule_set_version = rules_->version();
  validation.assessment.packs = rules_->pack_ids();
  const FormRules& rules = rules_->Of(*report.form);
  const std::vector<EquationResult> results = rules.equations.Evaluate(report);
  FindingBuilder builder(report);
  CheckRelations(report, rules, results, builder, validation);
  CheckCells(report, rules, results, builder, validation);
  FindRootCauses(report, rules, results, {}, validation);
  std::stable_sort(validation.findings.begin(), validation.findings.end(), [](const Finding& a, const Finding& b) {
    return std::pair(a.severity, a.cells.front()) < std::pair(b.severity, b.cells.front());
  });
  validation.assessment.verdict = VerdictOf(validation.findings, acknowledged);
  return validation;
}

Validation Engine::Reject(const report::Report& report) const {
  const Rule& rule = rules_->recognition();
  Validation validation;
  validation.assessment.failed = 1;
  validation.assessment.verdict = Verdict::kRejected;
  validation.assessment.rule_set_version = rules_->version();
  validation.assessment.packs = rules_->pack_ids();
  Finding finding;
  finding.rule_id = rule.id;
  finding.severity = rule.severity;
  finding.basis = rule.basis;
  finding.fingerprint = Fingerprint(rule.id, report, {});
  std::string seems_zh = "这不是政府信息公开工作年度报告：没有可以辨认的标题、章节和表格";
  std::string seems_en =
      "this is not an annual report on open government information: no title, section or table of one was recognised";
  for (const report::Diagnostic& diagnostic : report.diagnostics) {
    if (diagnostic.id == report::kNotAReport) {
      seems_zh = diagnostic.message_zh;
      seems_en = diagnostic.message_en;
      break;
    }
  }
  finding.message_zh = rule.message_zh.Render({{"seems", seems_zh}});
  finding.message_en = rule.message_en.Render({{"seems", seems_en}});
  validation.findings.push_back(std::move(finding));
  return validation;
}

}  // namespace gouji::validate
