#ifndef GOUJI_SERVICES_VALIDATE_CHECKS_COPY_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECKS_COPY_CHECK_H_

#include "services/report/form.h"
#include "services/validate/check.h"

namespace gouji::validate::v1 {
class Rule;
}  // namespace gouji::validate::v1

namespace gouji::validate {

// The prose is not copied from the report of the year before, or from any of the peers: one check. Peers of later
// years, and those that may be of the same organ, are passed over: from names alone a mirror or a second edition cannot
// be told from a copy. Nothing is checked without anything to compare with; with too little prose it is not assessable.
// A copy is one finding, which names the report that shares most, and a few others.
BoundCheck BindCopyCheck(const v1::Rule& definition, const report::Form& form);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECKS_COPY_CHECK_H_
