#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_DEADLINE_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_DEADLINE_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// A printed issue date is not after the deadline of the agency's kind: one check when date and year are known.
BoundCheck BindDeadlineCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_DEADLINE_CHECK_H_
