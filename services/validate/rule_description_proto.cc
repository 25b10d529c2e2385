#include "services/validate/rule_description_proto.h"

namespace gouji::validate {

void RuleDescriptionToProto(const RuleDescription& description, v1::RuleDescription* message) {
  const Rule& rule = *description.rule;
  message->set_id(rule.id);
  message->set_pack(rule.pack);
  message->set_severity(static_cast<v1::Severity>(rule.severity));
  message->set_name_zh(rule.name_zh);
  message->set_name_en(rule.name_en);
  message->set_meaning_zh(rule.meaning_zh);
  message->set_meaning_en(rule.meaning_en);
  message->set_formula(rule.formula);
  message->set_basis(description.basis);
  message->set_example_zh(rule.example_zh);
  message->set_example_en(rule.example_en);
  message->mutable_forms()->Add(description.forms.begin(), description.forms.end());
  message->set_since_year(rule.since_year);
  message->set_until_year(rule.until_year);
  message->mutable_absorbed_by()->Add(rule.absorbed_by.begin(), rule.absorbed_by.end());
}

absl::Status ListRulesOf(const RuleSet& rules, const v1::ListRulesRequest& request, v1::ListRulesResponse& response) {
  const absl::StatusOr<RulePage> page = ListRules(rules, {.form = request.form(),
                                                          .pack = request.pack(),
                                                          .page_size = request.page_size(),
                                                          .page_token = request.page_token()});
  if (!page.ok()) {
    return page.status();
  }
  for (const RuleDescription& description : page->rules) {
    RuleDescriptionToProto(description, response.add_rules());
  }
  response.set_next_page_token(page->next_page_token);
  return absl::OkStatus();
}

absl::Status ExplainRuleOf(const RuleSet& rules, const v1::ExplainRuleRequest& request,
                           v1::ExplainRuleResponse& response) {
  const absl::StatusOr<RuleDescription> description = ExplainRule(rules, request.id());
  if (!description.ok()) {
    return description.status();
  }
  RuleDescriptionToProto(*description, response.mutable_rule());
  return absl::OkStatus();
}

}  // namespace gouji::validate
