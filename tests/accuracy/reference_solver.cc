#include "tests/accuracy/reference_solver.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <set>

namespace gouji {
namespace {

constexpr int64_t kUnbounded = int64_t{1} << 50;
constexpr size_t kMaxCombinations = 600;

// Σ coefficient × unknown = constant.
struct LinearEquation {
  std::vector<int64_t> coefficients;  // by unknown
  int64_t constant = 0;
};

int64_t FloorDivide(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }
int64_t CeilDivide(int64_t a, int64_t b) { return -FloorDivide(-a, b); }

void DivideByCommonFactor(LinearEquation& equation) {
  int64_t factor = std::abs(equation.constant);
  for (const int64_t c : equation.coefficients) {
    factor = std::gcd(factor, c);
  }
  if (factor > 1) {
    equation.constant /= factor;
    for (int64_t& c : equation.coefficients) {
      c /= factor;
    }
  }
}

// Reduced row echelon form, in whole numbers.
std::vector<LinearEquation> Eliminated(std::vector<LinearEquation> rows, size_t unknown_count) {
  size_t rank = 0;
  for (size_t column = 0; column < unknown_count && rank < rows.size(); ++column) {
    const auto pivot = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(rank), rows.end(),
                                    [&](const LinearEquation& row) { return row.coefficients[column] != 0; });
    if (pivot == rows.end()) {
      continue;
    }
    std::swap(*pivot, rows[rank]);
    const LinearEquation& lead = rows[rank];
    for (size_t r = 0; r < rows.size(); ++r) {
      const int64_t factor = rows[r].coefficients[column];
      if (r == rank || factor == 0) {
        continue;
      }
      const int64_t scale = lead.coefficients[column];
      for (size_t c = 0; c < unknown_count; ++c) {
        rows[r].coefficients[c] = rows[r].coefficients[c] * scale - lead.coefficients[c] * factor;
      }
      rows[r].constant = rows[r].constant * scale - lead.constant * factor;
      DivideByCommonFactor(rows[r]);
    }
    ++rank;
  }
  return rows;
}

struct Bounds {
  int64_t low = 0;
  int64_t high = kUnbounded;
};

// Narrows the bounds of the unknowns of one equation. Returns whether anything changed; clears `possible` when nothing
// is left.
bool Narrow(const LinearEquation& equation, std::vector<Bounds>& bounds, bool& possible) {
  bool changed = false;
  for (size_t u = 0; u < bounds.size(); ++u) {
    const int64_t own = equation.coefficients[u];
    if (own == 0) {
      continue;
    }
    int64_t low = equation.constant;
    int64_t high = equation.constant;
    bool low_known = true;
    bool high_known = true;
    for (size_t v = 0; v < bounds.size(); ++v) {
      const int64_t c = v == u ? 0 : equation.coefficients[v];
      if (c == 0) {
        continue;
      }
      const bool bounded = bounds[v].high < kUnbounded;
      // own × u = constant − Σ c × v
      if (c > 0) {
        high -= c * bounds[v].low;
        low_known = low_known && bounded;
        low -= bounded ? c * bounds[v].high : 0;
      } else {
        low -= c * bounds[v].low;
        high_known = high_known && bounded;
        high -= bounded ? c * bounds[v].high : 0;
      }
    }
    if (own < 0) {
      std::swap(low, high);
      std::swap(low_known, high_known);
    }
    if (low_known && CeilDivide(low, own) > bounds[u].low) {
      bounds[u].low = CeilDivide(low, own);
      changed = true;
    }
    if (high_known && FloorDivide(high, own) < bounds[u].high) {
      bounds[u].high = FloorDivide(high, own);
      changed = true;
    }
    possible = possible && bounds[u].low <= bounds[u].high;
    if (!possible) {
      return changed;  // bounds that have crossed would run away from each other
    }
  }
  const bool empty =
      std::all_of(equation.coefficients.begin(), equation.coefficients.end(), [](int64_t c) { return c == 0; });
  possible = possible && !(empty && equation.constant != 0);
  return changed;
}

size_t AlignmentCount(const ShortRow& row) {
  size_t count = 1;
  const size_t lost = row.cells.size() - row.figures.size();
  for (size_t i = 0; i < lost; ++i) {
    count = count * (row.cells.size() - i) / (i + 1);
  }
  return count;
}

// Calls `visit` with every way to place the figures of some rows, and the cells that are then printed empty.
void ForEachAlignment(const std::vector<ShortRow>& rows, KnownFigures known,
                      const std::function<void(const KnownFigures&, const std::set<int>&)>& visit) {
  // A choice of places is a sorted list of them; all of them in turn, row by row, like the digits of a counter.
  std::vector<std::vector<bool>> choices;
  for (const ShortRow& row : rows) {
    std::vector<bool> taken(row.cells.size(), false);
    std::fill(taken.end() - static_cast<std::ptrdiff_t>(row.figures.size()), taken.end(), true);
    choices.push_back(taken);
  }
  while (true) {
    std::set<int> empty;
    for (size_t r = 0; r < rows.size(); ++r) {
      const bool as_it_stands = std::is_sorted(choices[r].rbegin(), choices[r].rend());
      size_t next = 0;
      for (size_t c = 0; c < rows[r].cells.size(); ++c) {
        const bool taken = choices[r][c];
        known[rows[r].cells[c]] = taken ? rows[r].figures[next] : std::nullopt;
        if (taken ? !rows[r].figures[next].has_value() : rows[r].may_end_blank && as_it_stands) {
          empty.insert(rows[r].cells[c]);
        }
        next += taken ? 1 : 0;
      }
    }
    visit(known, empty);
    size_t r = 0;
    while (r < rows.size() && !std::next_permutation(choices[r].begin(), choices[r].end())) {
      ++r;
    }
    if (r == rows.size()) {
      return;
    }
  }
}

// The cells that have the same value in every admissible alignment of some rows.
KnownFigures Agreed(const report::Form& form, const KnownFigures& known, const std::vector<ShortRow>& rows) {
  std::optional<KnownFigures> agreed;
  ForEachAlignment(rows, known, [&](const KnownFigures& placed, const std::set<int>& empty) {
    std::optional<KnownFigures> solved = Solve(form, placed);
    if (!solved.has_value()) {
      return;
    }
    for (const int cell : empty) {
      (*solved)[cell].reset();
    }
    if (!agreed.has_value()) {
      agreed = solved;
    }
    for (size_t c = 0; c < solved->size(); ++c) {
      if ((*agreed)[c] != (*solved)[c]) {
        (*agreed)[c].reset();
      }
    }
  });
  return agreed.value_or(known);
}

}  // namespace

std::optional<KnownFigures> Solve(const report::Form& form, const KnownFigures& known) {
  std::vector<int> unknowns;
  std::vector<int> unknown_of(known.size(), -1);
  for (size_t c = 0; c < known.size(); ++c) {
    if (!known[c].has_value() && !form.EquationsOf(static_cast<int>(c)).empty()) {
      unknown_of[c] = static_cast<int>(unknowns.size());
      unknowns.push_back(static_cast<int>(c));
    }
  }
  std::vector<LinearEquation> equations;
  for (const report::Equation& equation : form.equations()) {
    LinearEquation linear;
    linear.coefficients.assign(unknowns.size(), 0);
    for (const std::vector<int>* side : {&equation.left, &equation.right}) {
      const int64_t sign = side == &equation.left ? 1 : -1;
      for (const int cell : *side) {
        if (known[cell].has_value()) {
          linear.constant -= sign * *known[cell];
        } else {
          linear.coefficients[unknown_of[cell]] += sign;
        }
      }
    }
    equations.push_back(linear);
  }
  std::vector<LinearEquation> all = Eliminated(equations, unknowns.size());
  all.insert(all.end(), equations.begin(), equations.end());
  std::vector<Bounds> bounds(unknowns.size());
  bool possible = true;
  constexpr int kMaxRounds = 100;
  bool changed = true;
  for (int round = 0; round < kMaxRounds && changed; ++round) {
    changed = false;
    for (const LinearEquation& equation : all) {
      changed = Narrow(equation, bounds, possible) || changed;
      if (!possible) {
        return std::nullopt;
      }
    }
  }
  KnownFigures solved = known;
  for (size_t u = 0; u < unknowns.size(); ++u) {
    if (bounds[u].low == bounds[u].high) {
      solved[unknowns[u]] = bounds[u].low;
    }
  }
  return solved;
}

Determination Determine(const report::Form& form, const KnownFigures& known, const std::vector<ShortRow>& short_rows) {
  Determination result;
  size_t combinations = 1;
  for (const ShortRow& row : short_rows) {
    combinations = std::min(kMaxCombinations + 1, combinations * AlignmentCount(row));
  }
  KnownFigures figures = known;
  result.exhaustive = combinations <= kMaxCombinations;
  if (result.exhaustive) {
    figures = Agreed(form, known, short_rows);
  } else {
    for (bool progress = true; progress;) {
      progress = false;
      for (const ShortRow& row : short_rows) {
        const bool open =
            std::any_of(row.cells.begin(), row.cells.end(), [&](int c) { return !figures[c].has_value(); });
        if (open && AlignmentCount(row) <= kMaxCombinations) {
          const KnownFigures agreed = Agreed(form, figures, {row});
          for (const int cell : row.cells) {
            progress = progress || (!figures[cell].has_value() && agreed[cell].has_value());
            figures[cell] = figures[cell].has_value() ? figures[cell] : agreed[cell];
          }
        }
      }
    }
  }
  if (!result.exhaustive) {
    // What stands in no short row follows from what was found in them.
    const std::optional<KnownFigures> solved = Solve(form, figures);
    std::set<int> in_rows;
    for (const ShortRow& row : short_rows) {
      in_rows.insert(row.cells.begin(), row.cells.end());
    }
    for (size_t c = 0; c < figures.size(); ++c) {
      if (solved.has_value() && !in_rows.contains(static_cast<int>(c))) {
        figures[c] = (*solved)[c];
      }
    }
  }
  for (const std::optional<int64_t>& figure : figures) {
    result.determined.push_back(figure.has_value());
  }
  return result;
}

}  // namespace gouji
