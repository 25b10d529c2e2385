#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_CLAIM_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_CLAIM_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// Numbers that the prose claims agree with the tables (ClaimCheck in rule.proto).
BoundCheck BindClaimCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_CLAIM_CHECK_H_
