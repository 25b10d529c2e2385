#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_PARTS_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_PARTS_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// The report has as many sections as the prose announces parts (PartsCheck in rule.proto).
BoundCheck BindPartsCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_PARTS_CHECK_H_
