#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_CONSEQUENT_TOTALS_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_CONSEQUENT_TOTALS_H_

#include "absl/types/span.h"
#include "services/report/form.h"
#include "services/validate/finding.h"

namespace gouji::validate {

// Tells of findings that compare one cell each with another report which of them only repeat others: a total that is
// off by as much as its parts, as the form adds them up, are off together. 自然人 carried over is 2 too many and so is
// 总计: one mistake, written down twice. Such a finding gets the fingerprint of the first of its parts' findings in
// `caused_by`; one part that is off by itself is a cause, and so is a total that is off by another amount.
//
// `findings` are those of one rule in one report of `form`, each with one cell and its difference; others are left
// alone.
void LinkConsequentTotals(const report::Form& form, absl::Span<Finding> findings);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_CONSEQUENT_TOTALS_H_
