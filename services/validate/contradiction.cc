#include "services/validate/contradiction.h"

#include <vector>

#include "services/validate/feasibility.h"

namespace gouji::validate {
namespace {

// Cells that may be negative become the difference of two variables.
class Variables {
 public:
  explicit Variables(const report::Form& form) : form_(form) {}

  void Add(LinearConstraint constraint, std::vector<LinearConstraint>& system) const {
    const size_t addend_count = constraint.addends.size();
    for (size_t i = 0; i < addend_count; ++i) {
      const LinearConstraint::Addend addend = constraint.addends[i];
      if (report::MayBeNegative(form_.cells()[static_cast<size_t>(addend.variable)].type)) {
        constraint.addends.push_back({addend.variable + form_.cell_count(), -addend.coefficient});
      }
    }
    system.push_back(std::move(constraint));
  }
  int count() const { return 2 * form_.cell_count(); }

 private:
  const report::Form& form_;
};

}  // namespace

const Rule* FindContradiction(const FormRules& rules) {
  const Variables variables(*rules.form);
  std::vector<LinearConstraint> system;
  for (const FormRules::Bound& bound : rules.checks) {
    if (bound.rule->severity == Severity::kInfo) {
      continue;
    }
    const std::vector<LinearConstraint> constraints = bound.check->Constraints();
    if (constraints.empty()) {
      continue;
    }
    for (const LinearConstraint& constraint : constraints) {
      variables.Add(constraint, system);
    }
    if (!AreSatisfiable(system, variables.count())) {
      return bound.rule;
    }
  }
  return nullptr;
}

}  // namespace gouji::validate
