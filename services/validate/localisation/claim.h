#ifndef GOUJI_SERVICES_VALIDATE_LOCALISATION_CLAIM_H_
#define GOUJI_SERVICES_VALIDATE_LOCALISATION_CLAIM_H_

#include <cstdint>
#include <vector>

#include "services/report/report.h"
#include "services/validate/finding.h"

namespace gouji::validate {

// One way to count what is claimed: Σ added - Σ taken = value, over cells of the report (flat indices).
struct AcceptedReading {
  std::vector<int> added;
  std::vector<int> taken;
  int64_t value = 0;
};

// A number that is told a second time outside of the tables of this report, by its prose or by last year's report
// (上年结转 = last year's 结转下年度). It agrees when any of its readings does. Claims repair nothing; they tell which
// of several explanations is the likelier.
struct Claim {
  std::vector<AcceptedReading> readings;
};

// Whether a claim agrees when `changes` are made. A reading with a cell that has no number does not agree.
bool Agrees(const Claim& claim, const report::Report& report, const std::vector<CellChange>& changes);

// By how many more claims agree when `changes` are made; negative when fewer do.
int AgreementGained(const std::vector<Claim>& claims, const report::Report& report,
                    const std::vector<CellChange>& changes);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOCALISATION_CLAIM_H_
