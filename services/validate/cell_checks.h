#ifndef GOUJI_SERVICES_VALIDATE_CELL_CHECKS_H_
#define GOUJI_SERVICES_VALIDATE_CELL_CHECKS_H_

#include <vector>

#include "services/report/report.h"
#include "services/validate/equations.h"
#include "services/validate/finding_builder.h"
#include "services/validate/rule_set.h"

namespace gouji::validate {

// Adds to `validation` one check for every cell rule of the report's rules, with its findings: one for each row that
// has cells in the rule's state, or one for the table when all its cells are. `results` are those of all equations of
// the form.
void CheckCells(const report::Report& report, const FormRules& rules, const std::vector<EquationResult>& results,
                FindingBuilder& builder, Validation& validation);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CELL_CHECKS_H_
