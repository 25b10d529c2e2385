#ifndef GOUJI_SERVICES_VALIDATE_RULE_LISTING_H_
#define GOUJI_SERVICES_VALIDATE_RULE_LISTING_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/validate/rule.h"
#include "services/validate/rule_set.h"

namespace gouji::validate {

constexpr int kDefaultRulePageSize = 100;
constexpr int kMaxRulePageSize = 1000;

// A rule, told to people.
struct RuleDescription {
  const Rule* rule;                // of the rule set
  std::vector<std::string> forms;  // the ids of those that it applies to, the oldest first
  std::string basis;               // the rule's own, else those of its relations, each once, separated by "；"
};

// Which rules to list.
struct RuleQuery {
  std::string form;        // only those that apply to this form; empty: all
  std::string pack;        // only those of this pack; empty: all
  int page_size = 0;       // 1 to kMaxRulePageSize; 0: kDefaultRulePageSize
  std::string page_token;  // of the previous page; empty: the first page
};

struct RulePage {
  std::vector<RuleDescription> rules;
  std::string next_page_token;  // empty at the end
};

// The rules of a query, in the order of the packs. A page token is bound to the rule set's version and to the filter.
// INVALID_ARGUMENT with reason UNKNOWN_FORM, UNKNOWN_PACK, INVALID_PAGE_SIZE or INVALID_PAGE_TOKEN.
absl::StatusOr<RulePage> ListRules(const RuleSet& rules, const RuleQuery& query);

// The rule of an id. NOT_FOUND with reason RULE_NOT_FOUND; the message names the ids that come near.
absl::StatusOr<RuleDescription> ExplainRule(const RuleSet& rules, std::string_view rule_id);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_RULE_LISTING_H_
