#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_GROWTH_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_GROWTH_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// Rates of growth in the prose follow from their numbers (GrowthCheck in rule.proto).
BoundCheck BindGrowthCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_GROWTH_CHECK_H_
