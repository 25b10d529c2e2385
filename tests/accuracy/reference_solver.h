#ifndef GOUJI_TESTS_ACCURACY_REFERENCE_SOLVER_H_
#define GOUJI_TESTS_ACCURACY_REFERENCE_SOLVER_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "services/report/form.h"

namespace gouji {

using KnownFigures = std::vector<std::optional<int64_t>>;

// What a form's equations say of the cells that are not known, taking every figure as a whole number of at least 0.
// Slow and plain on purpose, and it shares no code with the parser: Gaussian elimination, then bounds of every unknown
// from every equation, until nothing changes. Unset when the equations contradict each other. A value in the result is
// the only one possible; a cell without one may still have only one in rare cases.
std::optional<KnownFigures> Solve(const report::Form& form, const KnownFigures& known);

// A row of a table that lost some of its figures: which places the others had is not known, only their order.
struct ShortRow {
  std::vector<int> cells;                       // all cells of the row, in order
  std::vector<std::optional<int64_t>> figures;  // what is still printed, in order; unset: an empty cell
  bool may_end_blank = false;                   // nothing shows that it lost something: it may end in empty cells
};

struct Determination {
  std::vector<bool> determined;  // by cell: every admissible reading gives it the same value, and none an empty cell
  bool exhaustive = false;       // every combination of places was tried: what is not determined is truly open
};

// Tries all the ways to place the figures of short rows. With too many combinations, one row at a time, the other short
// rows unknown.
Determination Determine(const report::Form& form, const KnownFigures& known, const std::vector<ShortRow>& short_rows);

}  // namespace gouji

#endif  // GOUJI_TESTS_ACCURACY_REFERENCE_SOLVER_H_
