#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_JUMP_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_JUMP_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// Main figures did not jump since the year before: one check for each figure that the forms of both reports have, not
// assessable without a number. Nothing is checked without the report of the year before.
BoundCheck BindJumpCheck(const v1::Rule& definition, const report::Form& form);

// INVALID_ARGUMENT: no form at all has a cell of it. Forms may lack some of the cells, so binding does not tell.
absl::Status CheckJumpCells(const v1::Rule& definition, const report::FormCatalog& catalog);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_JUMP_CHECK_H_
