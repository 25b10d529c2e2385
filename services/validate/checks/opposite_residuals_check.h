#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_OPPOSITE_RESIDUALS_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_OPPOSITE_RESIDUALS_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// Among the instances of a relation no two are off by +n and -n while the balanced one holds. A pair makes a finding,
// which is no check of its own.
BoundCheck BindOppositeResidualsCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_OPPOSITE_RESIDUALS_CHECK_H_
