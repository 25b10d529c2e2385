#ifndef GOUJI_SERVICES_VALIDATE_VERDICT_H_
#define GOUJI_SERVICES_VALIDATE_VERDICT_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "services/validate/finding.h"

namespace gouji::validate {

// The fingerprints of the findings that a person accepted.
using Acknowledged = absl::flat_hash_set<std::string>;

// What becomes of a report with these findings (report::VerdictOf). Consequences count like their causes, so that the
// gravest of both decides; each is acknowledged by itself.
Verdict VerdictOf(const std::vector<Finding>& findings, const Acknowledged& acknowledged = {});

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_VERDICT_H_
