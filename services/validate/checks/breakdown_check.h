#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_BREAKDOWN_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_BREAKDOWN_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// The parts of a whole that the prose gives add up to it (BreakdownCheck in rule.proto).
BoundCheck BindBreakdownCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_BREAKDOWN_CHECK_H_
