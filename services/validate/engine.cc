#include "services/validate/engine.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <utility>

#include "services/validate/check.h"
#include "services/validate/fingerprint.h"
#include "services/validate/localisation/claim_repair.h"
#include "services/validate/localisation/root_causes.h"
#include "services/validate/similarity/copy_sketch.h"

namespace gouji::validate {
namespace {

// By which findings are ordered: those about prose come behind those about cells.
int FirstCell(const Finding& finding) {
  return finding.cells.empty() ? std::numeric_limits<int>::max() : finding.cells.front();
}

// Drops the findings whose cells a finding of a rule covers that tells the same better. What is only said for
// information says something else: that a lost number is known, for instance.
void DropAbsorbed(const RuleSet& rules, std::vector<Finding>& findings) {
  const auto is_absorbed = [&](const Finding& finding) {
    const std::vector<std::string>& by = rules.Find(finding.rule_id)->absorbed_by;
    return finding.severity != Severity::kInfo && !finding.cells.empty() && !by.empty() &&
           std::any_of(findings.begin(), findings.end(), [&](const Finding& other) {
             return std::find(by.begin(), by.end(), other.rule_id) != by.end() &&
                    std::includes(other.cells.begin(), other.cells.end(), finding.cells.begin(), finding.cells.end());
           });
  };
  std::vector<Finding> kept;
  for (const Finding& finding : findings) {
    if (!is_absorbed(finding)) {
      kept.push_back(finding);
    }
  }
  findings = std::move(kept);
}

// What is known of the cells besides the equations, by rules that are more than a hint; nothing when neither an
// equation fails nor a finding is about a claim, as nobody asks then.
std::vector<Claim> ClaimsOf(const FormRules& rules, const CheckInput& input, const std::vector<Finding>& findings) {
  std::vector<Claim> claims;
  const bool is_asked_for =
      std::any_of(input.equations.begin(), input.equations.end(),
                  [](const EquationResult& result) { return result.outcome == Outcome::kFails; }) ||
      std::any_of(findings.begin(), findings.end(), [](const Finding& finding) { return finding.claim.has_value(); });
  for (const auto& [rule, check] : rules.checks) {
    if (is_asked_for && rule->severity != Severity::kInfo && rule->AppliesTo(input.report.year)) {
      std::vector<Claim> of_check = check->Claims(input);
      claims.insert(claims.end(), std::make_move_iterator(of_check.begin()), std::make_move_iterator(of_check.end()));
    }
  }
  return claims;
}

// A claim that the cells do not bear out, but would after the correction that the relations suggest, is a consequence.
void LinkClaims(const report::Report& report, std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    if (!finding.claim.has_value() || !finding.caused_by.empty()) {
      continue;
    }
    const auto cause = std::find_if(findings.begin(), findings.end(), [&](const Finding& other) {
      return !other.equations.empty() && !other.suggestions.empty() && !other.suggestions.front().ambiguous &&
             AgreementGained({*finding.claim}, report, other.suggestions.front().changes) > 0;
    });
    if (cause != findings.end()) {
      finding.caused_by = cause->fingerprint;
    }
  }
}

// What the cells should be where a claim alone says that one is wrong, and no equation speaks against it.
void SuggestByClaims(const report::Report& report, const std::vector<EquationResult>& equations,
                     const std::vector<Claim>& claims, std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    if (finding.claim.has_value() && finding.caused_by.empty() && finding.suggestions.empty()) {
      finding.suggestions = SuggestForClaim(report, equations, *finding.claim, claims);
    }
  }
}

}  // namespace

Validation Engine::Check(const report::Report& report, const Acknowledged& acknowledged, const Context& context) const {
  if (report.form == nullptr) {
    return Reject(report);
  }
  Validation validation;
  validation.assessment.rule_set_version = rules_->version();
  validation.assessment.packs = rules_->pack_ids();
  const FormRules& rules = rules_->Of(*report.form);
  const std::vector<EquationResult> equations = rules.equations.Evaluate(report);
  const PhraseScan phrases = rules.phrases.Scan(report);
  const CheckInput input{.report = report,
                         .equations = equations,
                         .previous = context.previous.has_value() ? context.previous->report : nullptr,
                         .context = context,
                         .boilerplate = rules_->boilerplate(),
                         .phrases = phrases};
  FindingBuilder builder(report);
  for (const auto& [rule, check] : rules.checks) {
    if (rule->AppliesTo(report.year) && (context.scope == CheckScope::kAll || check->is_across())) {
      check->Run(*rule, input, builder, validation);
    }
  }
  if (context.scope == CheckScope::kAll) {
    const std::vector<Claim> claims = ClaimsOf(rules, input, validation.findings);
    FindRootCauses(report, rules, equations, claims, validation);
    LinkClaims(report, validation.findings);
    SuggestByClaims(report, equations, claims, validation.findings);
  }
  validation.assessment.compared_with = ComparedNames(context);
  DropAbsorbed(*rules_, validation.findings);
  std::stable_sort(validation.findings.begin(), validation.findings.end(), [](const Finding& a, const Finding& b) {
    return std::pair(a.severity, FirstCell(a)) < std::pair(b.severity, FirstCell(b));
  });
  validation.assessment.verdict = VerdictOf(validation.findings, acknowledged);
  return validation;
}

std::vector<uint64_t> Engine::CopySketchOf(const report::Report& report) const {
  return CopySketch(report, rules_->boilerplate());
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
