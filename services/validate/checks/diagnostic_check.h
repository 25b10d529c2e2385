#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_DIAGNOSTIC_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_DIAGNOSTIC_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// The reader noted none of some diagnostics: one check, and a finding for each diagnostic.
BoundCheck BindDiagnosticCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_DIAGNOSTIC_CHECK_H_
