#ifndef GOUJI_SERVICES_VALIDATE_RULE_COMPILER_H_
#define GOUJI_SERVICES_VALIDATE_RULE_COMPILER_H_

#include "absl/status/statusor.h"
#include "services/validate/rule.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// What the rule of a pack says of itself; what it looks for is bound to each form by its kind (checks/check_kinds.h).
// INVALID_ARGUMENT: "FIELD: PROBLEM".
absl::StatusOr<Rule> CompileRule(const v1::Rule& definition);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_RULE_COMPILER_H_
