#ifndef GOUJI_SERVICES_VALIDATE_LOCALISATION_RELATIONS_STATE_H_
#define GOUJI_SERVICES_VALIDATE_LOCALISATION_RELATIONS_STATE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "services/report/report.h"
#include "services/validate/equations.h"
#include "services/validate/finding.h"

namespace gouji::validate {

// The greatest number that a cell may be given: that which the number grammar accepts in a count.
inline constexpr int64_t kMaxSuggestedValue = 1'000'000'000'000;

// A cell's place in an equation: +1 on the left, -1 on the right.
struct Incidence {
  int equation;
  int sign;
};

// What the cells of an equation add up to: left - right over the cells with a number, and how many have none.
struct EquationSum {
  int64_t residual = 0;
  int left_open = 0;
  int right_open = 0;

  bool operator==(const EquationSum&) const = default;
};

// The equations of a form over the cells of one report, while cells are changed on trial. An equation that does not
// fail constrains the changes; one that fails although it was taken out of the judgement (it gave a cell its value)
// constrains nothing.
//
// Not thread-safe. The report must have a form and outlive it.
class RelationsState {
 public:
  // `results` are those of all equations of the form.
  RelationsState(const report::Report& report, const std::vector<EquationResult>& results);

  const report::Report& report() const { return *report_; }
  const report::Form& form() const { return *report_->form; }
  // The equations that fail as printed, ascending.
  const std::vector<int>& failing() const { return failing_; }
  // The equations that a cell takes part in.
  const Incidence* begin(int cell) const { return incidences_.data() + first_incidence_[cell]; }
  const Incidence* end(int cell) const { return incidences_.data() + first_incidence_[cell + 1]; }
  int degree(int cell) const { return first_incidence_[cell + 1] - first_incidence_[cell]; }
  // The number of cells of an equation.
  int operand_count(int equation) const;
  const EquationSum& sum(int equation) const { return sums_[equation]; }

  // Whether an equation does not fail with the changes made so far.
  bool IsSatisfied(int equation) const { return IsSatisfiedBy(equation, sums_[equation]); }
  // Whether a cell of it has no number.
  bool has_open(int equation) const { return sums_[equation].left_open + sums_[equation].right_open > 0; }
  // Whether it would not fail with other sums.
  bool IsSatisfiedBy(int equation, const EquationSum& sum) const {
    if (sum.residual == 0 || is_ignored_[equation]) {
      return true;
    }
    if (has_signed(equation) && sum.left_open + sum.right_open > 0) {
      return true;
    }
    return sum.residual < 0 ? sum.left_open > 0 : sum.right_open > 0;
  }
  // Whether a number may stand in a cell: negative ones only in 增/减.
  bool Admits(int cell, int64_t value) const {
    const int64_t least = report::MayBeNegative(form().cells()[cell].type) ? -kMaxSuggestedValue : 0;
    return value >= least && value <= kMaxSuggestedValue;
  }
  // The printed number of a cell.
  std::optional<int64_t> Printed(int cell) const {
    const report::Cell& printed = report_->cells[cell];
    return printed.has_value() ? std::optional<int64_t>(printed.value) : std::nullopt;
  }

  // Makes a change, or takes it back.
  void Apply(const CellChange& change) { Move(change.cell, change.from, change.to); }
  void Revert(const CellChange& change) { Move(change.cell, change.to, change.from); }

  // Whether the changes, made together on what is printed, leave no equation that they touch failing and repair one at
  // least.
  bool Repairs(const std::vector<CellChange>& changes);

 private:
  bool has_signed(int equation) const { return form().equations()[equation].has_signed; }
  void Move(int cell, const std::optional<int64_t>& from, const std::optional<int64_t>& to);

  const report::Report* report_;
  std::vector<Incidence> incidences_;
  std::vector<int> first_incidence_;  // by cell, with one more at the end
  std::vector<EquationSum> sums_;
  std::vector<bool> is_ignored_;
  std::vector<bool> fails_;
  std::vector<int> failing_;
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOCALISATION_RELATIONS_STATE_H_
