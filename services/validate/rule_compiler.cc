#include "services/validate/rule_compiler.h"

#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/checks/check_kinds.h"
#include "services/validate/checks/definition_fields.h"
#include "services/validate/definition_error.h"

namespace gouji::validate {

absl::StatusOr<Rule> CompileRule(const v1::Rule& definition) {
  Rule rule;
  rule.id = definition.id();
  const absl::StatusOr<Severity> severity = SeverityField("severity", definition.severity());
  if (!severity.ok()) {
    return severity.status();
  }
  rule.severity = *severity;
  if (definition.name_zh().empty() || definition.name_en().empty()) {
    return MissingField(definition.name_zh().empty() ? "name_zh" : "name_en");
  }
  const CheckKind* kind = FindCheckKind(definition);
  if (kind == nullptr) {
    return MissingField("check");
  }
  absl::StatusOr<MessageTemplate> zh = MessageField("message_zh", definition.message_zh(), kind->placeholders);
  if (!zh.ok()) {
    return zh.status();
  }
  absl::StatusOr<MessageTemplate> en = MessageField("message_en", definition.message_en(), kind->placeholders);
  if (!en.ok()) {
    return en.status();
  }
  if (definition.basis().empty() && kind->basis == BasisOf::kRule) {
    return MissingField("basis");
  }
  rule.message_zh = *std::move(zh);
  rule.message_en = *std::move(en);
  rule.name_zh = definition.name_zh();
  rule.name_en = definition.name_en();
  rule.basis = definition.basis();
  rule.meaning_zh = definition.meaning_zh();
  rule.meaning_en = definition.meaning_en();
  rule.formula = definition.formula();
  rule.example_zh = definition.example_zh();
  rule.example_en = definition.example_en();
  rule.forms.assign(definition.forms().begin(), definition.forms().end());
  rule.absorbed_by.assign(definition.absorbed_by().begin(), definition.absorbed_by().end());
  rule.since_year = definition.since_year();
  rule.until_year = definition.until_year();
  if (rule.since_year < 0 || rule.until_year < 0 || (rule.until_year != 0 && rule.until_year < rule.since_year)) {
    return DefinitionError(rule.since_year < 0 ? "since_year" : "until_year",
                           fmt::format("no year lies in {} to {}", rule.since_year, rule.until_year),
                           fmt::format("{} 到 {} 之间没有年份", rule.since_year, rule.until_year));
  }
  return rule;
}

}  // namespace gouji::validate
