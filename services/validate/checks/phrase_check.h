#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_PHRASE_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_PHRASE_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// The prose has none of the forbidden phrases and one of the required ones: one check when there is such prose.
BoundCheck BindPhraseCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_PHRASE_CHECK_H_
