#include "services/validate/localisation/relations_state.h"

namespace gouji::validate {

RelationsState::RelationsState(const report::Report& report, const std::vector<EquationResult>& results)
    : report_(&report),
      first_incidence_(report.cells.size() + 1, 0),
      is_ignored_(results.size(), false),
      fails_(results.size(), false) {
  const std::vector<report::Equation>& equations = form().equations();
  for (const report::Equation& equation : equations) {
    for (const std::vector<int>* side : {&equation.left, &equation.right}) {
      for (const int cell : *side) {
        ++first_incidence_[cell + 1];
      }
    }
  }
  for (size_t cell = 0; cell + 1 < first_incidence_.size(); ++cell) {
    first_incidence_[cell + 1] += first_incidence_[cell];
  }
  incidences_.resize(first_incidence_.back());
  std::vector<int> next(first_incidence_.begin(), first_incidence_.end() - 1);
  sums_.reserve(equations.size());
  for (int e = 0; e < static_cast<int>(equations.size()); ++e) {
    for (const int cell : equations[e].left) {
      incidences_[next[cell]++] = {e, 1};
    }
    for (const int cell : equations[e].right) {
      incidences_[next[cell]++] = {e, -1};
    }
    sums_.push_back({results[e].left - results[e].right, results[e].left_open, results[e].right_open});
    fails_[e] = results[e].outcome == Outcome::kFails;
    if (fails_[e]) {
      failing_.push_back(e);
    } else {
      is_ignored_[e] = !IsSatisfied(e);
    }
  }
}

int RelationsState::operand_count(int equation) const {
  const report::Equation& operands = form().equations()[equation];
  return static_cast<int>(operands.left.size() + operands.right.size());
}

void RelationsState::Move(int cell, const std::optional<int64_t>& from, const std::optional<int64_t>& to) {
  const int64_t delta = to.value_or(0) - from.value_or(0);
  const int opened = (to.has_value() ? 0 : 1) - (from.has_value() ? 0 : 1);
  for (const Incidence* it = begin(cell); it != end(cell); ++it) {
    EquationSum& sum = sums_[it->equation];
    sum.residual += it->sign * delta;
    (it->sign > 0 ? sum.left_open : sum.right_open) += opened;
  }
}

bool RelationsState::Repairs(const std::vector<CellChange>& changes) {
  for (const CellChange& change : changes) {
    Apply(change);
  }
  bool repairs_one = false;
  bool breaks_none = true;
  for (const CellChange& change : changes) {
    for (const Incidence* it = begin(change.cell); breaks_none && it != end(change.cell); ++it) {
      breaks_none = IsSatisfied(it->equation);
      repairs_one = repairs_one || fails_[it->equation];
    }
  }
  for (const CellChange& change : changes) {
    Revert(change);
  }
  return repairs_one && breaks_none;
}

}  // namespace gouji::validate
