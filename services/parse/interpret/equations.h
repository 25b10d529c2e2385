#ifndef GOUJI_SERVICES_PARSE_INTERPRET_EQUATIONS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_EQUATIONS_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::parse {

// A cell as the equations see it: an integer between two bounds, or nothing to count with. By default the latter: the
// equations it takes part in are incomplete and say nothing.
struct Operand {
  // No bound. Values are at most 10^12 and equations have fewer than 10^3 operands: no overflow.
  static constexpr int64_t kUnbounded = int64_t{1} << 50;

  static Operand None() { return {}; }
  static Operand Number(int64_t value) { return {.low = value, .high = value, .is_none = false}; }
  // Some integer that the equations may determine; not negative unless its cell may be.
  static Operand Unknown(report::CellType type) {
    return {.low = report::MayBeNegative(type) ? -kUnbounded : 0, .high = kUnbounded, .is_none = false};
  }

  bool is_number() const { return !is_none && low == high; }
  int64_t value() const { return low; }  // of a number

  int64_t low = 0;
  int64_t high = 0;
  bool is_none = true;
  int solved_by = -1;  // the equation that made it a number; -1 for a printed one

  bool operator==(const Operand&) const = default;
};

// Narrows the bounds of operands by the given equations as far as they go: in each equation every operand must have
// room for the others. Repeats until nothing changes, within a bound. Returns false when an equation cannot hold with
// integers between the bounds; the operands are then of no use.
bool Propagate(const report::Form& form, const std::vector<int>& equations, std::vector<Operand>& operands);

// Narrows operands by all relations of the form. A relation that contradicts the others says nothing; nor does a cell
// that the relations give a number which does not agree with all of its own: it becomes none.
std::vector<Operand> NarrowByAll(const report::Form& form, std::vector<Operand> operands);

// A value that the form's relations leave for a cell, and the relation that gave it.
struct DeterminedValue {
  int cell;
  int64_t value;
  int equation;
};

// As ImpliedValues, with the relations.
std::vector<DeterminedValue> DeterminedValues(const report::Form& form, const std::vector<report::Cell>& cells);

// The values that the form's relations leave for cells without a number, as (cell, value) in ascending order of cells.
// Cells of equations that contradict one another are left out, and what follows from these cells.
std::vector<std::pair<int, int64_t>> ImpliedValues(const report::Form& form, const std::vector<report::Cell>& cells);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_EQUATIONS_H_
