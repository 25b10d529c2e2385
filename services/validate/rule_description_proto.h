#ifndef GOUJI_SERVICES_VALIDATE_RULE_DESCRIPTION_PROTO_H_
#define GOUJI_SERVICES_VALIDATE_RULE_DESCRIPTION_PROTO_H_

#include "absl/status/status.h"
#include "gouji/validate/v1/validate_service.pb.h"
#include "services/validate/rule_listing.h"
#include "services/validate/rule_set.h"

namespace gouji::validate {

// Writes to the wire; the message must be empty.
void RuleDescriptionToProto(const RuleDescription& description, v1::RuleDescription* message);

// The answers to ListRules and ExplainRule. Errors: those of rule_listing.h; then the response stays as it was.
absl::Status ListRulesOf(const RuleSet& rules, const v1::ListRulesRequest& request, v1::ListRulesResponse& response);
absl::Status ExplainRuleOf(const RuleSet& rules, const v1::ExplainRuleRequest& request,
                           v1::ExplainRuleResponse& response);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_RULE_DESCRIPTION_PROTO_H_
