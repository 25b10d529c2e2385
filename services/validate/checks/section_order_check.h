#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_SECTION_ORDER_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_SECTION_ORDER_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// The sections stand in the order of the form: one check, and a finding for the first section that does not.
BoundCheck BindSectionOrderCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_SECTION_ORDER_CHECK_H_
