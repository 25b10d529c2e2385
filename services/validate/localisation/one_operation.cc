#include "services/validate/localisation/one_operation.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace gouji::validate {
namespace {

using Number = std::optional<int64_t>;

constexpr int64_t kDecimal = 10;

// An operation that changes many cells can repair one or two equations by chance, with cells that have nothing to do
// with them; so can digits of small numbers that are put together.
constexpr size_t kManyCells = 3;
constexpr int kFewestRepairedByMany = 3;
constexpr int kFewestRepairedByDigits = 2;

bool IsNothing(const Number& number) { return number.value_or(0) == 0; }

// The digits of two numbers in one; none when they are too many, or a sign would stand among them.
Number Join(const Number& first, const Number& second) {
  if (!first.has_value() || !second.has_value() || *first <= 0 || *second < 0) {
    return std::nullopt;
  }
  int64_t scale = kDecimal;
  while (scale <= *second) {
    scale *= kDecimal;
  }
  if (scale > kMaxSuggestedValue || *first > (kMaxSuggestedValue - *second) / scale) {
    return std::nullopt;
  }
  return *first * scale + *second;
}

class OneOperationSearch {
 public:
  OneOperationSearch(RelationsState& state, StepBudget& budget)
      : state_(state), form_(state.form()), budget_(budget), is_suspect_(state.report().cells.size(), false) {
    for (const int equation : state.failing()) {
      const report::Equation& operands = form_.equations()[equation];
      for (const std::vector<int>* side : {&operands.left, &operands.right}) {
        for (const int cell : *side) {
          is_suspect_[cell] = true;
        }
      }
    }
  }

  std::vector<Part> Run() {
    for (int cell = 0; cell < form_.cell_count(); ++cell) {
      TryNeighbours(cell, RightOf(form_, cell));
      TryNeighbours(cell, Below(form_, cell));
    }
    for (const int equation : state_.failing()) {
      TryOtherColumns(equation);
    }
    for (const report::FormTable& table : form_.tables()) {
      for (const report::FormRow& row : table.rows) {
        const int count = static_cast<int>(table.ColumnsOf(row).size());
        TryRow(row.first_cell, count);
      }
    }
    RemoveDuplicates(parts_);
    return std::move(parts_);
  }

 private:
  // Records the changes when they repair, they are one operation, and every number may stand where it is put.
  void Try(std::vector<CellChange> changes, int fewest_repaired = 1) {
    changes.erase(std::remove_if(changes.begin(), changes.end(),
                                 [](const CellChange& change) { return change.from == change.to; }),
                  changes.end());
    const bool is_admitted = std::all_of(changes.begin(), changes.end(), [this](const CellChange& change) {
      return !change.to.has_value() || state_.Admits(change.cell, *change.to);
    });
    if (changes.size() >= kManyCells) {
      fewest_repaired = std::max(fewest_repaired, kFewestRepairedByMany);
    }
    if (changes.size() < 2 || !is_admitted || !budget_.Take() || !state_.Repairs(changes)) {
      return;
    }
    Part part = MakePart(state_, std::move(changes));
    if (part.classification.operation_count == 1 && CountBits(part.repaired) >= fewest_repaired) {
      parts_.push_back(std::move(part));
    }
  }

  void TryNeighbours(int a, int b) {
    if (b < 0 || !(is_suspect_[a] || is_suspect_[b])) {
      return;
    }
    const Number first = state_.Printed(a);
    const Number second = state_.Printed(b);
    if (first != second && !(IsNothing(first) && IsNothing(second))) {
      Try({{a, first, second}, {b, second, first}});
    }
    if (RightOf(form_, a) != b) {
      return;
    }
    if (const Number joined = Join(first, second); joined.has_value()) {
      Try({{a, first, joined}, {b, second, 0}}, kFewestRepairedByDigits);
    }
    if (!second.has_value()) {
      TrySplits(a, b);
    }
  }

  // The number of `a` is those of `a` and `b` in one, so that nothing was left for `b`.
  void TrySplits(int a, int b) {
    const int64_t whole = state_.Printed(a).value_or(0);
    for (int64_t scale = kDecimal; scale <= whole; scale *= kDecimal) {
      const int64_t rest = whole % scale;
      if (rest >= scale / kDecimal) {  // else its first digit would be a 0
        Try({{a, whole, whole / scale}, {b, state_.Printed(b), rest}}, kFewestRepairedByDigits);
      }
    }
  }

  // A part of the number of a cell was counted in another column of the same sum.
  void TryOtherColumns(int equation) {
    const report::Equation& operands = form_.equations()[equation];
    for (const std::vector<int>* side : {&operands.left, &operands.right}) {
      for (const int cell : *side) {
        const Number printed = state_.Printed(cell);
        if (!printed.has_value()) {
          continue;
        }
        const int sign = side == &operands.left ? 1 : -1;
        const int64_t delta = -sign * state_.sum(equation).residual;
        const report::FormCell& place = form_.cells()[cell];
        const report::FormTable& table = form_.tables()[place.table];
        const report::FormRow& row = table.rows[place.row];
        const int end = row.first_cell + static_cast<int>(table.ColumnsOf(row).size());
        for (int other = row.first_cell; other < end; ++other) {
          const Number others = state_.Printed(other);
          if (other != cell && others.has_value() && AreAddends(form_, cell, other)) {
            Try({{cell, printed, *printed + delta}, {other, others, *others - delta}});
          }
        }
      }
    }
  }

  void TryRow(int first, int count) {
    if (std::none_of(is_suspect_.begin() + first, is_suspect_.begin() + first + count, [](bool is) { return is; })) {
      return;
    }
    TryCountingItself(first, count);
    TryShifts(first, count);
  }

  void TryCountingItself(int first, int count) {
    std::vector<CellChange> changes;
    for (int cell = first; cell < first + count; ++cell) {
      const Number printed = state_.Printed(cell);
      if (!IsNothing(printed)) {
        if (*printed % 2 != 0) {
          return;
        }
        changes.push_back({cell, printed, *printed / 2});
      }
    }
    Try(std::move(changes));
  }

  // The cells from `from` on moved by one place, up to one where nothing stood: to the left when a cell was lost, to
  // the right when one came too many. What belongs in the gap is nothing, or the number that was lost.
  void TryShifts(int first, int count) {
    for (int nothing = first; nothing < first + count; ++nothing) {
      const Number empty = state_.Printed(nothing);
      if (!IsNothing(empty)) {
        continue;
      }
      for (int gap = first; gap < first + count; ++gap) {
        if (gap != nothing) {
          TryShift(gap, nothing, empty);
        }
      }
    }
  }

  void TryShift(int gap, int nothing, const Number& empty) {
    std::vector<CellChange> changes;
    const int step = gap < nothing ? 1 : -1;
    for (int cell = nothing; cell != gap; cell -= step) {
      changes.push_back({cell, state_.Printed(cell), state_.Printed(cell - step)});
    }
    changes.push_back({gap, state_.Printed(gap), empty});
    const auto moved = std::count_if(changes.begin(), changes.end(),
                                     [](const CellChange& change) { return change.from != change.to; });
    if (moved < static_cast<std::ptrdiff_t>(kManyCells)) {
      return;  // neighbours exchanged
    }
    // A number that was lost could make up for much: only a cell that has none can tell of one.
    if (const Number asked = AskedOf(gap, changes); !empty.has_value() && asked.has_value()) {
      changes.back().to = asked;
    }
    Try(std::move(changes));
  }

  // The number that the equations of a cell ask for once the other changes are made; nothing when none does.
  Number AskedOf(int cell, const std::vector<CellChange>& changes) {
    for (const CellChange& change : changes) {
      state_.Apply(change);
    }
    Number asked;
    for (const Incidence* it = state_.begin(cell); it != state_.end(cell); ++it) {
      const EquationSum& sum = state_.sum(it->equation);
      const bool is_only_open = sum.left_open + sum.right_open == (changes.back().to.has_value() ? 0 : 1);
      if (is_only_open) {
        asked = changes.back().to.value_or(0) - it->sign * sum.residual;
        break;
      }
    }
    for (const CellChange& change : changes) {
      state_.Revert(change);
    }
    return asked;
  }

  RelationsState& state_;
  const report::Form& form_;
  StepBudget& budget_;
  std::vector<bool> is_suspect_;  // by cell: takes part in an equation that fails
  std::vector<Part> parts_;
};

}  // namespace

std::vector<Part> FindOneOperationParts(RelationsState& state, StepBudget& budget) {
  return OneOperationSearch(state, budget).Run();
}

}  // namespace gouji::validate
