#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_FORM_YEAR_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_FORM_YEAR_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// The report uses the form of its year: one check. Nothing is checked without a year, or where no form of the year has
// tables.
BoundCheck BindFormYearCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_FORM_YEAR_CHECK_H_
