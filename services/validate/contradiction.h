#ifndef GOUJI_SERVICES_VALIDATE_CONTRADICTION_H_
#define GOUJI_SERVICES_VALIDATE_CONTRADICTION_H_

#include "services/validate/rule.h"
#include "services/validate/rule_set.h"

namespace gouji::validate {

// The first rule, in the order of the packs, that no report of the form can satisfy together with those before it; null
// when there is none. INFO rules are not looked at: they may speak of what may well happen.
const Rule* FindContradiction(const FormRules& rules);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CONTRADICTION_H_
