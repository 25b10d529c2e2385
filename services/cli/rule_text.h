#ifndef GOUJI_SERVICES_CLI_RULE_TEXT_H_
#define GOUJI_SERVICES_CLI_RULE_TEXT_H_

#include <string>
#include <vector>

#include "gouji/validate/v1/rule_description.pb.h"
#include "services/cli/diagnostic_style.h"

namespace gouji::cli {

// A line for each rule (id, severity, name), below a heading for each run of rules of one pack.
std::string RuleTableText(const std::vector<validate::v1::RuleDescription>& rules, Language language);

// All that is known of one rule, in lines of at most `width` columns. Formula and basis are in Chinese in both
// languages: they quote the forms and the law.
std::string RuleText(const validate::v1::RuleDescription& rule, Language language, int width);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_RULE_TEXT_H_
