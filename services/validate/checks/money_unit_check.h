#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_MONEY_UNIT_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_MONEY_UNIT_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// Money is in the unit of its cell (MoneyUnitCheck in rule.proto). The finding claims the amount that was meant.
BoundCheck BindMoneyUnitCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_MONEY_UNIT_CHECK_H_
