#ifndef GOUJI_SERVICES_VALIDATE_ENGINE_H_
#define GOUJI_SERVICES_VALIDATE_ENGINE_H_

#include "services/report/report.h"
#include "services/validate/finding.h"
#include "services/validate/rule_set.h"
#include "services/validate/verdict.h"

namespace gouji::validate {

// Checks one report against the rules. The findings are a function of the report and the rule set alone.
//
//   const Validation validation = Engine(rules).Check(report);
//   if (validation.assessment.verdict == Verdict::kNeedsCorrection) …
//
// Immutable; thread-safe. The rule set must outlive it.
class Engine {
 public:
  explicit Engine(const RuleSet& rules) : rules_(&rules) {}

  // A report without a form is REJECTED with the one finding of the recognition rule. The form of any other must be of
  // the rule set's catalogue. Acknowledged WARNINGs are found like others; only the verdict leaves them out.
  Validation Check(const report::Report& report, const Acknowledged& acknowledged = {}) const;

 private:
  Validation Reject(const report::Report& report) const;

  const RuleSet* rules_;
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_ENGINE_H_
