#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_TREE_SUM_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_TREE_SUM_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// An aggregate report is the sum of the reports of the units below it: one check for each cell. Cells without a number
// are judged as in an equation: zeros satisfy it, nothing can, or it is not assessable. While a unit's report is
// missing, of another form or year, an aggregate itself, or there twice, nothing is compared: one check that is not
// assessable, and one finding that says why.
BoundCheck BindTreeSumCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_TREE_SUM_CHECK_H_
