#ifndef GOUJI_SERVICES_VALIDATE_RULE_COMPILER_H_
#define GOUJI_SERVICES_VALIDATE_RULE_COMPILER_H_

#include "absl/status/statusor.h"
#include "services/validate/rule.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// Compiles what a rule says without regard to any form. INVALID_ARGUMENT says which field is wrong.
absl::StatusOr<Rule> CompileRule(const v1::Rule& definition);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_RULE_COMPILER_H_
