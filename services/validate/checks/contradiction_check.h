#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_CONTRADICTION_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_CONTRADICTION_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// The prose gives no two values for one fact (ContradictionCheck in rule.proto): one check for each kind that it has.
BoundCheck BindContradictionCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_CONTRADICTION_CHECK_H_
