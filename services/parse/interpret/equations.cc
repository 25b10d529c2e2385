#include "services/parse/interpret/equations.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace gouji::parse {
namespace {

using report::Equation;
using report::Form;

// Rounds over all equations, after which bounds are left as they are. Most settle in three; only bounds that push each
// other up in small steps would go on.
constexpr int kMaxRounds = 40;

// The sum of left operands less that of the right ones, between bounds, of which some operands have none.
struct Balance {
  bool is_silent = false;  // an operand is none
  int64_t low = 0;         // of the bounded operands
  int64_t high = 0;
  int unbounded_low = 0;  // operands without the bound
  int unbounded_high = 0;

  bool CanBeZero() const { return (unbounded_low > 0 || low <= 0) && (unbounded_high > 0 || high >= 0); }
};

// What an operand adds to a balance: itself on the left side, its negative on the right one.
struct Term {
  int64_t low;
  int64_t high;

  Term(const Operand& operand, int sign)
      : low(sign > 0 ? operand.low : -operand.high), high(sign > 0 ? operand.high : -operand.low) {}
  bool has_low() const { return low > -Operand::kUnbounded; }
  bool has_high() const { return high < Operand::kUnbounded; }
};

Balance BalanceOf(const Equation& equation, const std::vector<Operand>& operands) {
  Balance balance;
  for (const int sign : {1, -1}) {
    for (const int cell : sign > 0 ? equation.left : equation.right) {
      if (operands[cell].is_none) {
        balance.is_silent = true;
        return balance;
      }
      const Term term(operands[cell], sign);
      balance.low += term.has_low() ? term.low : 0;
      balance.high += term.has_high() ? term.high : 0;
      balance.unbounded_low += term.has_low() ? 0 : 1;
      balance.unbounded_high += term.has_high() ? 0 : 1;
    }
  }
  return balance;
}

enum class Outcome { kNothing, kNarrowed, kContradiction };

// Narrows one operand to what the others of its equation leave it.
Outcome NarrowOperand(const Balance& balance, int sign, int equation, Operand& operand) {
  const Term term(operand, sign);
  // term = -(sum of the others)
  int64_t low = term.low;
  int64_t high = term.high;
  if (balance.unbounded_high == (term.has_high() ? 0 : 1)) {
    low = std::max(low, -(balance.high - (term.has_high() ? term.high : 0)));
  }
  if (balance.unbounded_low == (term.has_low() ? 0 : 1)) {
    high = std::min(high, -(balance.low - (term.has_low() ? term.low : 0)));
  }
  if (low > high) {
    return Outcome::kContradiction;
  }
  if (low == term.low && high == term.high) {
    return Outcome::kNothing;
  }
  operand.low = sign > 0 ? low : -high;
  operand.high = sign > 0 ? high : -low;
  operand.solved_by = equation;
  return Outcome::kNarrowed;
}

// Narrows the operands of an equation, and notes the equations of those that became narrower in `is_due`.
Outcome Narrow(const Form& form, int index, std::vector<Operand>& operands, std::vector<bool>& is_due) {
  const Equation& equation = form.equations()[index];
  const Balance balance = BalanceOf(equation, operands);
  if (balance.is_silent) {
    return Outcome::kNothing;
  }
  if (!balance.CanBeZero()) {
    return Outcome::kContradiction;
  }
  if (balance.unbounded_low > 1 && balance.unbounded_high > 1) {
    return Outcome::kNothing;
  }
  // By the balance as it was: narrower bounds of one operand narrow the others in the next round.
  Outcome outcome = Outcome::kNothing;
  for (const int sign : {1, -1}) {
    for (const int cell : sign > 0 ? equation.left : equation.right) {
      if (operands[cell].is_number()) {
        continue;
      }
      const Outcome narrowed = NarrowOperand(balance, sign, index, operands[cell]);
      if (narrowed == Outcome::kContradiction) {
        return narrowed;
      }
      if (narrowed == Outcome::kNarrowed) {
        outcome = narrowed;
        for (const int affected : form.EquationsOf(cell)) {
          is_due[affected] = true;
        }
      }
    }
  }
  return outcome;
}

// Returns the equation that cannot hold; -1: none.
int FirstContradiction(const Form& form, const std::vector<int>& equations, std::vector<Operand>& operands) {
  // By equation: whether an operand has changed since it was looked at. If none has, it has nothing more to say.
  std::vector<bool> is_due(form.equations().size(), true);
  bool changed = true;
  for (int round = 0; changed && round < kMaxRounds; ++round) {
    changed = false;
    for (const int equation : equations) {
      if (!is_due[equation]) {
        continue;
      }
      is_due[equation] = false;
      const Outcome outcome = Narrow(form, equation, operands, is_due);
      if (outcome == Outcome::kContradiction) {
        return equation;
      }
      changed |= outcome == Outcome::kNarrowed;
    }
  }
  return -1;
}

// Cells that the relations give values to which do not agree with all of their relations.
std::vector<int> CellsInDoubt(const Form& form, const std::vector<Operand>& operands) {
  std::vector<int> doubtful;
  for (size_t cell = 0; cell < operands.size(); ++cell) {
    if (!operands[cell].is_number() || operands[cell].solved_by < 0) {
      continue;
    }
    const std::vector<int>& own = form.EquationsOf(static_cast<int>(cell));
    if (std::any_of(own.begin(), own.end(), [&](int equation) {
          const Balance balance = BalanceOf(form.equations()[equation], operands);
          return !balance.is_silent && !balance.CanBeZero();
        })) {
      doubtful.push_back(static_cast<int>(cell));
    }
  }
  return doubtful;
}

}  // namespace

bool Propagate(const Form& form, const std::vector<int>& equations, std::vector<Operand>& operands) {
  return FirstContradiction(form, equations, operands) < 0;
}

std::vector<Operand> NarrowByAll(const Form& form, std::vector<Operand> operands) {
  std::vector<int> equations(form.equations().size());
  std::iota(equations.begin(), equations.end(), 0);
  while (true) {
    std::vector<Operand> narrowed = operands;
    const int contradiction = FirstContradiction(form, equations, narrowed);
    if (contradiction >= 0) {
      std::erase(equations, contradiction);
      continue;
    }
    const std::vector<int> doubtful = CellsInDoubt(form, narrowed);
    if (doubtful.empty()) {
      return narrowed;
    }
    for (const int cell : doubtful) {
      operands[cell] = Operand::None();
    }
  }
}

std::vector<DeterminedValue> DeterminedValues(const Form& form, const std::vector<report::Cell>& cells) {
  std::vector<DeterminedValue> determined;
  std::vector<Operand> printed(cells.size());
  bool any_unknown = false;
  for (size_t cell = 0; cell < cells.size(); ++cell) {
    printed[cell] =
        cells[cell].has_value() ? Operand::Number(cells[cell].value) : Operand::Unknown(form.cells()[cell].type);
    any_unknown |= !cells[cell].has_value();
  }
  if (!any_unknown) {
    return determined;
  }
  const std::vector<Operand> operands = NarrowByAll(form, std::move(printed));
  for (size_t cell = 0; cell < cells.size(); ++cell) {
    const Operand& operand = operands[cell];
    if (operand.is_number() && operand.solved_by >= 0) {
      determined.push_back({.cell = static_cast<int>(cell), .value = operand.value(), .equation = operand.solved_by});
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
