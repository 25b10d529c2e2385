#include "services/parse/interpret/equations.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace gouji::parse {
namespace {

using report::Equation;
using report::Form;

// An equation with the numbers that are known put in. Values are at most 10^12 and sides have fewer than 10^3 operands:
// no overflow.
struct Residual {
  bool complete = true;    // no operand is kNone
  int64_t difference = 0;  // known right - known left
  std::vector<int> left_unknowns;
  std::vector<int> right_unknowns;
};

Residual Evaluate(const Equation& equation, const std::vector<Operand>& operands) {
  Residual residual;
  for (const int sign : {-1, 1}) {
    for (const int cell : sign < 0 ? equation.left : equation.right) {
      switch (operands[cell].kind) {
        case Operand::Kind::kNumber:
          residual.difference += sign * operands[cell].value;
          break;
        case Operand::Kind::kUnknown:
          (sign < 0 ? residual.left_unknowns : residual.right_unknowns).push_back(cell);
          break;
        case Operand::Kind::kNone:
          residual.complete = false;
          break;
      }
    }
  }
  return residual;
}

void Determine(int cell, int64_t value, int equation, std::vector<Operand>& operands) {
  operands[cell] = {.kind = Operand::Kind::kNumber, .value = value, .solved_by = equation};
}

enum class Outcome { kNothing, kDetermined, kContradiction };

Outcome Solve(const Form& form, int equation, std::vector<Operand>& operands) {
  const Residual residual = Evaluate(form.equations()[equation], operands);
  if (!residual.complete) {
    return Outcome::kNothing;
  }
  if (residual.left_unknowns.empty() && residual.right_unknowns.empty()) {
    return residual.difference == 0 ? Outcome::kNothing : Outcome::kContradiction;
  }
  if (!residual.left_unknowns.empty() && !residual.right_unknowns.empty()) {
    return Outcome::kNothing;
  }
  const bool left = !residual.left_unknowns.empty();
  const std::vector<int>& unknowns = left ? residual.left_unknowns : residual.right_unknowns;
  const int64_t sum = left ? residual.difference : -residual.difference;  // what the unknowns add up to
  const bool has_signed = form.equations()[equation].has_signed &&
                          std::any_of(unknowns.begin(), unknowns.end(),
                                      [&](int cell) { return report::MayBeNegative(form.cells()[cell].type); });
  if (sum < 0 && !has_signed) {
    return Outcome::kContradiction;
  }
  if (unknowns.size() > 1 && (sum > 0 || has_signed)) {
    return Outcome::kNothing;
  }
  for (const int cell : unknowns) {
    Determine(cell, sum, equation, operands);
  }
  return Outcome::kDetermined;
}

}  // namespace

bool Propagate(const Form& form, const std::vector<int>& equations, std::vector<Operand>& operands) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (const int equation : equations) {
      const Outcome outcome = Solve(form, equation, operands);
      if (outcome == Outcome::kContradiction) {
        return false;
      }
      changed |= outcome == Outcome::kDetermined;
    }
  }
  return true;
}

std::vector<DeterminedValue> DeterminedValues(const Form& form, const std::vector<report::Cell>& cells) {
  std::vector<Operand> operands(cells.size());
  bool any_unknown = false;
  for (size_t cell = 0; cell < cells.size(); ++cell) {
    operands[cell] = {.kind = cells[cell].has_value() ? Operand::Kind::kNumber : Operand::Kind::kUnknown,
                      .value = cells[cell].value,
                      .solved_by = -1};
    any_unknown |= !cells[cell].has_value();
  }
  std::vector<DeterminedValue> determined;
  if (!any_unknown) {
    return determined;
  }
  // An equation that contradicts what is printed says nothing; the others go on.
  std::vector<int> equations(form.equations().size());
  std::iota(equations.begin(), equations.end(), 0);
  while (!equations.empty() && !Propagate(form, equations, operands)) {
    std::erase_if(equations, [&](int equation) { return Solve(form, equation, operands) == Outcome::kContradiction; });
  }
  for (size_t cell = 0; cell < cells.size(); ++cell) {
    const Operand& operand = operands[cell];
    if (operand.solved_by < 0 || operand.kind != Operand::Kind::kNumber) {
      continue;
    }
    // Every equation of the cell that is complete by now must agree.
    const std::vector<int>& own = form.EquationsOf(static_cast<int>(cell));
    const bool agreed = std::all_of(own.begin(), own.end(), [&](int equation) {
      const Residual residual = Evaluate(form.equations()[equation], operands);
      return !residual.complete || !residual.left_unknowns.empty() || !residual.right_unknowns.empty() ||
             residual.difference == 0;
    });
    if (agreed) {
      determined.push_back({.cell = static_cast<int>(cell), .value = operand.value, .equation = operand.solved_by});
    }
  }
  return determined;
}

std::vector<std::pair<int, int64_t>> ImpliedValues(const Form& form, const std::vector<report::Cell>& cells) {
  std::vector<std::pair<int, int64_t>> implied;
  for (const DeterminedValue& determined : DeterminedValues(form, cells)) {
    implied.emplace_back(determined.cell, determined.value);
  }
  return implied;
}

}  // namespace gouji::parse
