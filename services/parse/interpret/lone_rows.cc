#include "services/parse/interpret/lone_rows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace gouji::parse {
namespace {

using report::CellState;

// What cells count as in relations; none when that is not known.
using Counted = std::vector<std::optional<int64_t>>;

Counted CountedCells(const std::vector<report::Cell>& cells, const std::vector<RowSpan>& zero_rows) {
  Counted counted(cells.size());
  for (size_t cell = 0; cell < cells.size(); ++cell) {
    const bool is_blank = cells[cell].state == CellState::kBlank || cells[cell].state == CellState::kNotApplicable;
    if (cells[cell].has_value() || is_blank) {
      counted[cell] = is_blank ? 0 : cells[cell].value;
    }
  }
  for (const RowSpan& row : zero_rows) {
    std::fill_n(counted.begin() + row.first_cell, row.column_count, 0);
  }
  return counted;
}

// Whether a relation that reaches beyond a row is complete and holds.
bool ConfirmsBeyond(const report::Equation& equation, const RowSpan& row, const Counted& counted) {
  int64_t difference = 0;
  bool is_complete = true;
  bool reaches_beyond = false;
  for (const std::vector<int>* side : {&equation.left, &equation.right}) {
    for (const int cell : *side) {
      reaches_beyond |= cell < row.first_cell || cell >= row.first_cell + row.column_count;
      is_complete &= counted[cell].has_value();
      difference += (side == &equation.left ? 1 : -1) * counted[cell].value_or(0);
    }
  }
  return reaches_beyond && is_complete && difference == 0;
}

}  // namespace

std::vector<int> UnconfirmedCells(const report::Form& form, const std::vector<report::Cell>& cells,
                                  const std::vector<RowSpan>& rows, const std::vector<RowSpan>& zero_rows) {
  if (rows.empty()) {
    return {};
  }
  const Counted counted = CountedCells(cells, zero_rows);
  std::vector<int> unconfirmed;
  for (const RowSpan& row : rows) {
    std::vector<int> zeros;
    bool all_confirmed = true;
    for (int cell = row.first_cell; cell < row.first_cell + row.column_count; ++cell) {
      if (cells[cell].state == CellState::kMissing) {
        continue;
      }
      if (!cells[cell].has_value() || cells[cell].value == 0) {
        zeros.push_back(cell);
        continue;
      }
      const std::vector<int>& equations = form.EquationsOf(cell);
      if (std::none_of(equations.begin(), equations.end(),
                       [&](int e) { return ConfirmsBeyond(form.equations()[e], row, counted); })) {
        unconfirmed.push_back(cell);
        all_confirmed = false;
      }
    }
    if (!all_confirmed) {
      unconfirmed.insert(unconfirmed.end(), zeros.begin(), zeros.end());
    }
  }
  std::sort(unconfirmed.begin(), unconfirmed.end());
  return unconfirmed;
}

}  // namespace gouji::parse
