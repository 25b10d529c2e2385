#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_DUPLICATED_WORD_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_DUPLICATED_WORD_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// No word of 2 to 8 ideographs stands twice at once, with or without white space between (DuplicatedWordCheck in
// rule.proto).
BoundCheck BindDuplicatedWordCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_DUPLICATED_WORD_CHECK_H_
