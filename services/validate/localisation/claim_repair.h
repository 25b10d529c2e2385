#ifndef GOUJI_SERVICES_VALIDATE_LOCALISATION_CLAIM_REPAIR_H_
#define GOUJI_SERVICES_VALIDATE_LOCALISATION_CLAIM_REPAIR_H_

#include <vector>

#include "services/report/report.h"
#include "services/validate/equations.h"
#include "services/validate/finding.h"
#include "services/validate/localisation/claim.h"

namespace gouji::validate {

// For a finding that a claim agrees with no accepted reading: the changes of one cell with which it would, that break
// no equation and make no other claim disagree, likeliest first. They are of cells that no equation has, such as 收费,
// in which 元 may stand for 万元, or in an equation that fails anyhow: what equations confirm is not changed on the
// word of the prose. Those that are no likely slip are ambiguous: the prose may be wrong as well. Empty when the claim
// agrees, and when rather the claim is wrong.
//
// `results` are those of all equations of the report's form; the claim itself may be among `others`.
std::vector<Suggestion> SuggestForClaim(const report::Report& report, const std::vector<EquationResult>& results,
                                        const Claim& claim, const std::vector<Claim>& others);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOCALISATION_CLAIM_REPAIR_H_
