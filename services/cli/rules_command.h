#ifndef GOUJI_SERVICES_CLI_RULES_COMMAND_H_
#define GOUJI_SERVICES_CLI_RULES_COMMAND_H_

#include <string>

#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

enum class RulesFormat { kText, kJson };

struct RulesOptions {
  std::string rule_id;  // empty: all rules
  std::string form;     // with all rules: only those of this form; empty: of any
  std::string pack;     // likewise of this pack
  RulesFormat format = RulesFormat::kText;
  Language language = Language::kChinese;
  int width = 100;  // of the output, in columns
};

// gouji rules: prints a table of the rules, or all about one; as JSON, one RuleDescription a line. Returns the exit
// status: kExitUsage for an id, form or pack that is not there.
int RunRules(const RulesOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_RULES_COMMAND_H_
