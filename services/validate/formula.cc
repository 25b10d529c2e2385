#include "services/validate/formula.h"

#include <algorithm>
#include <optional>

#include "services/report/agency.h"

namespace gouji::validate {
namespace {

using report::Cell;
using report::Form;

// The cell that a term names; null when the form of last year's report has it not.
const Cell* FindTermCell(const Term& term, const FormulaInput& input, const Form& form) {
  if (term.kind == Term::Kind::kCell) {
    return &input.report.cells[term.cell];
  }
  if (input.previous == nullptr || input.previous->form == nullptr) {
    return nullptr;
  }
  if (input.previous->form == &form) {
    return &input.previous->cells[term.cell];
  }
  const std::optional<int> cell = input.previous->form->FindCell(form.cells()[term.cell].path);
  return cell.has_value() ? &input.previous->cells[*cell] : nullptr;
}

struct Interval {
  int64_t at_zeros = 0;
  bool can_grow = false;
  bool can_shrink = false;
};

// Whether `difference` op 0 holds for the value at zeros, and whether some other admissible value decides otherwise.
Outcome Compare(const Interval& difference, Comparator comparator, Formula::OpenCells open_cells) {
  const int64_t d = difference.at_zeros;
  const bool is_open = difference.can_grow || difference.can_shrink;
  bool holds = false;
  bool can_hold = false;   // for some admissible value
  bool must_hold = false;  // for all
  switch (comparator) {
    case Comparator::kEqual:
      holds = d == 0;
      can_hold = holds || (d < 0 ? difference.can_grow : difference.can_shrink);
      must_hold = holds && !is_open;
      break;
    case Comparator::kNotEqual:
      holds = d != 0;
      can_hold = holds || is_open;
      must_hold = holds && !(d < 0 ? difference.can_grow : difference.can_shrink);
      break;
    case Comparator::kLess:
    case Comparator::kLessOrEqual:
      holds = comparator == Comparator::kLess ? d < 0 : d <= 0;
      can_hold = holds || difference.can_shrink;
      must_hold = holds && !difference.can_grow;
      break;
    case Comparator::kGreater:
    case Comparator::kGreaterOrEqual:
      holds = comparator == Comparator::kGreater ? d > 0 : d >= 0;
      can_hold = holds || difference.can_grow;
      must_hold = holds && !difference.can_shrink;
      break;
  }
  if (!can_hold) {
    return Outcome::kFails;
  }
  if (must_hold || (holds && open_cells == Formula::OpenCells::kMayBeZero)) {
    return Outcome::kHolds;
  }
  return Outcome::kNotAssessable;
}

Outcome CompareAttribute(const Comparison& comparison, const report::Agency& agency) {
  int value = 0;
  switch (comparison.attribute) {
    case Comparison::Attribute::kLevel:
      value = static_cast<int>(agency.level);
      break;
    case Comparison::Attribute::kKind:
      value = static_cast<int>(agency.kind);
      break;
    case Comparison::Attribute::kOffice:
      if (!agency.name.empty()) {
        constexpr int kOfNoOther = -1;
        value =
            report::IsGovernmentOffice(agency.name) ? static_cast<int>(report::AgencyKind::kGovernment) : kOfNoOther;
      }
      break;
    default:
      value = static_cast<int>(agency.scope);
      break;
  }
  if (value == 0) {
    return Outcome::kNotAssessable;
  }
  const bool is_equal = value == comparison.attribute_value;
  return is_equal == (comparison.comparator == Comparator::kEqual) ? Outcome::kHolds : Outcome::kFails;
}

Outcome Not(Outcome a) {
  if (a == Outcome::kNotAssessable) {
    return a;
  }
  return a == Outcome::kHolds ? Outcome::kFails : Outcome::kHolds;
}

Outcome And(Outcome a, Outcome b) {
  if (a == Outcome::kFails || b == Outcome::kFails) {
    return Outcome::kFails;
  }
  return a == Outcome::kHolds && b == Outcome::kHolds ? Outcome::kHolds : Outcome::kNotAssessable;
}

}  // namespace

SideValue EvaluateSide(const std::vector<Term>& terms, const FormulaInput& input, const Form& form) {
  SideValue side;
  for (const Term& term : terms) {
    int64_t value = term.factor;
    switch (term.kind) {
      case Term::Kind::kConstant:
        break;
      case Term::Kind::kYear:
        value *= input.report.year;
        break;
      case Term::Kind::kCell:
      case Term::Kind::kPreviousCell: {
        const Cell* cell = FindTermCell(term, input, form);
        if (cell == nullptr || !cell->has_value()) {
          const bool either = cell == nullptr || report::MayBeNegative(form.cells()[term.cell].type);
          side.can_grow = side.can_grow || either || term.factor > 0;
          side.can_shrink = side.can_shrink || either || term.factor < 0;
          continue;
        }
        value *= cell->value;
        break;
      }
    }
    side.has_number = true;
    side.sum += value;
  }
  return side;
}

Outcome Formula::Evaluate(const FormulaInput& input, OpenCells open_cells) const {
  std::vector<Outcome> stack;
  for (const int step : program_) {
    if (step == kNot) {
      stack.back() = Not(stack.back());
    } else if (step == kAnd || step == kOr) {
      const Outcome b = stack.back();
      stack.pop_back();
      const Outcome a = stack.back();
      stack.back() = step == kAnd ? And(a, b) : Not(And(Not(a), Not(b)));
    } else if (const Comparison& comparison = comparisons_[step];
               comparison.attribute != Comparison::Attribute::kNone) {
      stack.push_back(CompareAttribute(comparison, input.report.agency));
    } else {
      const SideValue left = EvaluateSide(comparison.left, input, *form_);
      const SideValue right = EvaluateSide(comparison.right, input, *form_);
      stack.push_back(Compare({.at_zeros = left.sum - right.sum,
                               .can_grow = left.can_grow || right.can_shrink,
                               .can_shrink = left.can_shrink || right.can_grow},
                              comparison.comparator, open_cells));
    }
  }
  return stack.back();
}

}  // namespace gouji::validate
