#ifndef GOUJI_SERVICES_VALIDATE_VERDICT_H_
#define GOUJI_SERVICES_VALIDATE_VERDICT_H_

#include <vector>

#include "services/validate/finding.h"

namespace gouji::validate {

// What becomes of a report that has a form. An ERROR of the document: NEEDS_CORRECTION. Else an ERROR or WARNING about
// cells that were lost or read with doubt: NEEDS_REVIEW. Else a WARNING: NEEDS_ACKNOWLEDGEMENT. Consequences count like
// their causes, so that the gravest of both decides; INFO never does.
Verdict VerdictOf(const std::vector<Finding>& findings);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_VERDICT_H_
