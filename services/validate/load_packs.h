#ifndef GOUJI_SERVICES_VALIDATE_LOAD_PACKS_H_
#define GOUJI_SERVICES_VALIDATE_LOAD_PACKS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/report/form.h"
#include "services/validate/rule_set.h"

namespace gouji::validate {

// The rule set of the built-in packs and of those in some files, such as a province's own. INVALID_ARGUMENT with reason
// INVALID_RULE_PACK: a file that cannot be read, or what RuleSet::Create refuses, with pack, line and rule.
absl::StatusOr<RuleSet> LoadRuleSet(const report::FormCatalog& catalog, const std::vector<std::string>& paths);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOAD_PACKS_H_
