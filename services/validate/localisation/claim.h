#ifndef GOUJI_SERVICES_VALIDATE_LOCALISATION_CLAIM_H_
#define GOUJI_SERVICES_VALIDATE_LOCALISATION_CLAIM_H_

#include <vector>

#include "services/report/report.h"
#include "services/validate/finding.h"

namespace gouji::validate {

// Whether a claim agrees when `changes` are made. A reading with a cell that has no number does not agree.
bool Agrees(const Claim& claim, const report::Report& report, const std::vector<CellChange>& changes);

// By how many more claims agree when `changes` are made; negative when fewer do.
int AgreementGained(const std::vector<Claim>& claims, const report::Report& report,
                    const std::vector<CellChange>& changes);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOCALISATION_CLAIM_H_
