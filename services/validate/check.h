#ifndef GOUJI_SERVICES_VALIDATE_CHECK_H_
#define GOUJI_SERVICES_VALIDATE_CHECK_H_

#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/report/report.h"
#include "services/validate/context.h"
#include "services/validate/equations.h"
#include "services/validate/feasibility.h"
#include "services/validate/finding.h"
#include "services/validate/finding_builder.h"
#include "services/validate/localisation/claim.h"
#include "services/validate/phrase_set.h"
#include "services/validate/rule.h"
#include "services/validate/similarity/boilerplate.h"

namespace gouji::validate {

// What checks look at.
struct CheckInput {
  const report::Report& report;                  // has a form
  const std::vector<EquationResult>& equations;  // of all equations of the form
  const report::Report* previous;                // last year's report of the same unit; null when there is none
  const Context& context;                        // `previous` with its name, and the others
  const Boilerplate& boilerplate;                // what is no copy wherever it stands
  const PhraseScan& phrases;                     // which of the phrases of all checks may occur where
};

// What a rule looks for, bound to the cells and relations of one form. One class for each kind of check of rule.proto
// (checks/).
//
// Immutable; thread-safe.
class Check {
 public:
  Check() = default;
  Check(const Check&) = delete;
  Check& operator=(const Check&) = delete;
  virtual ~Check() = default;

  // Adds to `validation` the number of checks made, by outcome, and a finding of `rule` for each defect. Nothing where
  // the rule has nothing to look at.
  virtual void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder,
                   Validation& validation) const = 0;

  // What is told a second time outside of the equations, as far as the check knows it: by the prose, or by last year's
  // report. Asked for when an equation fails, to tell likely explanations from others.
  virtual std::vector<Claim> Claims(const CheckInput& /*input*/) const { return {}; }

  // Whether it compares the report with others. Findings of such checks are never stored.
  virtual bool is_across() const { return false; }

  // The linear conditions that every report without findings of the rule satisfies, over the flat cells; empty where
  // there are none. By them contradictions between rules are found.
  virtual std::vector<LinearConstraint> Constraints() const { return {}; }

  // The patterns that it looks for in the prose, if only to see that they are not there. Those of all checks are looked
  // for in one scan (CheckInput::phrases).
  virtual std::vector<const re2::RE2*> Phrases() const { return {}; }

  // The relations of the form that it looks at; their grounds are those of a rule that gives none.
  virtual std::vector<const report::Relation*> Relations() const { return {}; }
};

// NOT_FOUND: the form has not what the rule names, which is no error as long as another form has it. INVALID_ARGUMENT:
// the definition is wrong; the message is "FIELD: PROBLEM".
using BoundCheck = absl::StatusOr<std::unique_ptr<const Check>>;

// Counts one check: one that made a finding failed.
inline void CountCheck(bool has_failed, Assessment& assessment) {
  ++(has_failed ? assessment.failed : assessment.held);
}

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CHECK_H_
