#ifndef GOUJI_SERVICES_CLI_CHECKED_ADVICE_H_
#define GOUJI_SERVICES_CLI_CHECKED_ADVICE_H_

#include "services/cli/checked/checked_report.h"
#include "services/cli/language.h"

namespace gouji::cli {

// How many suggestions tie with the first; see CheckedFinding::tie_count.
int CountTies(const validate::v1::Finding& finding);

// Puts the suggestions of a finding, their ties and suspects into words. At most kAdviceLimit of them; how many are
// left out is said.
Advice MakeAdvice(const CheckedFinding& finding, Language language);

inline constexpr int kAdviceLimit = 8;

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_CHECKED_ADVICE_H_
