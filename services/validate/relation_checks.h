#ifndef GOUJI_SERVICES_VALIDATE_RELATION_CHECKS_H_
#define GOUJI_SERVICES_VALIDATE_RELATION_CHECKS_H_

#include <vector>

#include "services/report/report.h"
#include "services/validate/equations.h"
#include "services/validate/finding_builder.h"
#include "services/validate/rule_set.h"

namespace gouji::validate {

// Adds to `validation` one check for every equation of the report's rules, with a finding for each that fails; then
// those of opposite residuals, which are no checks of their own; localisation/root_causes.h tells what they cause.
// `results` are those of all equations of the form.
void CheckRelations(const report::Report& report, const FormRules& rules, const std::vector<EquationResult>& results,
                    FindingBuilder& builder, Validation& validation);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_RELATION_CHECKS_H_
