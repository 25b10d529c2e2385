#ifndef GOUJI_SERVICES_VALIDATE_LOCALISATION_ROOT_CAUSES_H_
#define GOUJI_SERVICES_VALIDATE_LOCALISATION_ROOT_CAUSES_H_

#include <vector>

#include "services/report/report.h"
#include "services/validate/equations.h"
#include "services/validate/finding.h"
#include "services/validate/localisation/claim.h"
#include "services/validate/rule_set.h"

namespace gouji::validate {

// Looks for the cells that are wrong and gathers the findings of failing equations by their cause. Of each cause the
// most telling finding gets the suggestions, the others carry its fingerprint in `caused_by`: the finding of opposite
// residuals when the best explanation moves a number between columns, else that of an equation in which a cell to
// change is a total, else that of the shortest equation. Findings of opposite residuals that the explanations do not
// bear out are removed; where no explanation is known they stay the cause of their two equations.
//
// A finding becomes the reader's, or uncertain, when the likeliest explanations change cells that are, or are faults of
// reading in a report that was read from a document.
//
// `results` are those of all equations of the form; `validation` has the findings about them, whatever their order.
void FindRootCauses(const report::Report& report, const FormRules& rules, const std::vector<EquationResult>& results,
                    const std::vector<Claim>& claims, Validation& validation);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOCALISATION_ROOT_CAUSES_H_
