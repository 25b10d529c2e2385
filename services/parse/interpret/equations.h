#ifndef GOUJI_SERVICES_PARSE_INTERPRET_EQUATIONS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_EQUATIONS_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::parse {

// A cell as the equations see it.
struct Operand {
  enum class Kind : uint8_t {
    kNumber,   // `value`
    kUnknown,  // some integer that the equations may determine; not negative unless its cell may be
    kNone,     // no number: the equations it takes part in are incomplete and say nothing
  };
  Kind kind = Kind::kNone;
  int64_t value = 0;
  int solved_by = -1;  // the equation that determined it; -1 for a printed one
};

// Determines unknown operands from the given equations as far as they go: an equation with one unknown gives its value,
// an equation whose unknowns stand on one side and must add up to 0 gives 0 to each, if none may be negative. Repeats
// until nothing changes. Returns false when an equation cannot hold with integers that its cells may have. Linear in
// the equations' length for each value found.
bool Propagate(const report::Form& form, const std::vector<int>& equations, std::vector<Operand>& operands);

// A value that the form's relations leave for a cell, and the relation that gave it.
struct DeterminedValue {
  int cell;
  int64_t value;
  int equation;
};

// As ImpliedValues, with the relations.
std::vector<DeterminedValue> DeterminedValues(const report::Form& form, const std::vector<report::Cell>& cells);

// The values that the form's relations leave for cells without a number, as (cell, value) in ascending order of cells.
// Cells of equations that contradict one another are left out.
std::vector<std::pair<int, int64_t>> ImpliedValues(const report::Form& form, const std::vector<report::Cell>& cells);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_EQUATIONS_H_
