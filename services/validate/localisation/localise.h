#ifndef GOUJI_SERVICES_VALIDATE_LOCALISATION_LOCALISE_H_
#define GOUJI_SERVICES_VALIDATE_LOCALISATION_LOCALISE_H_

#include <vector>

#include "services/report/report.h"
#include "services/validate/equations.h"
#include "services/validate/finding.h"
#include "services/validate/localisation/claim.h"
#include "services/validate/localisation/explanation.h"

namespace gouji::validate {

// Failing equations that have one cause, as far as can be told, and all its minimal explanations.
struct Cause {
  std::vector<int> equations;             // ascending
  std::vector<Explanation> explanations;  // likeliest first, at most kMaxExplanations; each satisfies every equation
  int omitted_count = 0;                  // explanations beyond those
};

// The causes of all failing equations.
struct Localisation {
  std::vector<Cause> causes;     // in the order of their first equations
  std::vector<int> unexplained;  // failing equations without an explanation within the limits, ascending
};

// Looks for the smallest sets of cells whose change satisfies all failing equations and breaks none (Fellegi and Holt),
// lists all that are as small, counted in cells or in operations, and ranks them: first by what prose and last year's
// report tell, then by the number of operations, by doubt in the reading, by the likelihood of the operations.
// Explanations that none of these tells apart have the same rank and are ambiguous; so are all of a search that did not
// come to its end.
//
// `results` are those of `equations` for the report, which must have a form. Without a failing equation it returns at
// once. The work is bounded: a budget counts the changes that are tried.
Localisation Localise(const report::Report& report, const Equations& equations,
                      const std::vector<EquationResult>& results, const std::vector<Claim>& claims);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOCALISATION_LOCALISE_H_
