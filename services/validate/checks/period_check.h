#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_PERIOD_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_PERIOD_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// A printed period is the calendar year of the report: one check when start and end are printed and undamaged.
BoundCheck BindPeriodCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_PERIOD_CHECK_H_
