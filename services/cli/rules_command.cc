#include "services/cli/rules_command.h"

#include <utility>
#include <vector>

#include "services/cli/command_error.h"
#include "services/cli/exit_code.h"
#include "services/cli/message_json.h"
#include "services/cli/rule_text.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

using validate::v1::RuleDescription;

absl::StatusOr<std::vector<RuleDescription>> AllRules(const RulesOptions& options, GatewayClient& gateway) {
  std::vector<RuleDescription> rules;
  gateway::v1::ListRulesRequest request;
  request.set_form(options.form);
  request.set_pack(options.pack);
  do {
    absl::StatusOr<gateway::v1::ListRulesResponse> page = gateway.ListRules(request);
    if (!page.ok()) return page.status();
    for (RuleDescription& rule : *page->mutable_rules()) rules.push_back(std::move(rule));
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return rules;
}

int Explain(const RulesOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  gateway::v1::ExplainRuleRequest request;
  request.set_id(options.rule_id);
  const absl::StatusOr<gateway::v1::ExplainRuleResponse> response = gateway.ExplainRule(request);
  if (report::HasReason(response.status(), report::Reason::kRuleNotFound)) {
    ReportError(response.status(), options.language, terminal);
    return kExitUsage;
  }
  if (!response.ok()) return ReportError(response.status(), options.language, terminal);
  if (options.format == RulesFormat::kJson) {
    terminal.out << MessageJson(response->rule()) << "\n";
  } else {
    terminal.out << RuleText(response->rule(), options.language, options.width);
  }
  return FlushOutput(terminal);
}

}  // namespace

int RunRules(const RulesOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  if (!options.rule_id.empty()) return Explain(options, gateway, terminal);
  const absl::StatusOr<std::vector<RuleDescription>> rules = AllRules(options, gateway);
  if (!rules.ok()) return ReportError(rules.status(), options.language, terminal);
  if (options.format == RulesFormat::kText) {
    terminal.out << RuleTableText(*rules, options.language);
    return FlushOutput(terminal);
  }
  for (const RuleDescription& rule : *rules) terminal.out << MessageJson(rule) << "\n";
  return FlushOutput(terminal);
}

}  // namespace gouji::cli
