#ifndef GOUJI_SERVICES_VALIDATE_ENGINE_H_
#define GOUJI_SERVICES_VALIDATE_ENGINE_H_

#include <cstdint>
#include <vector>

#include "services/report/report.h"
#include "services/validate/context.h"
#include "services/validate/finding.h"
#include "services/validate/rule_set.h"
#include "services/validate/verdict.h"

namespace gouji::validate {

// Checks one report against the rules. The findings are a function of the report, its context and the rule set alone.
//
//   const Validation validation = Engine(rules).Check(report);
//   if (validation.assessment.verdict == Verdict::kNeedsCorrection) …
//
// Immutable; thread-safe. The rule set must outlive it.
class Engine {
 public:
  explicit Engine(const RuleSet& rules) : rules_(&rules) {}

  // A report without a form is REJECTED with the one finding of the recognition rule. The form of any other must be of
  // the rule set's catalogue. Acknowledged WARNINGs are found like others; only the verdict leaves them out. Without a
  // context, no rule across reports is checked.
  Validation Check(const report::Report& report, const Acknowledged& acknowledged = {},
                   const Context& context = {}) const;

  // The sketch of a report's prose (similarity/copy_sketch.h), by the boilerplate of the rule packs.
  std::vector<uint64_t> CopySketchOf(const report::Report& report) const;

 private:
  Validation Reject(const report::Report& report) const;

  const RuleSet* rules_;
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_ENGINE_H_
