#include "services/validate/localisation/part_search.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace gouji::validate {
namespace {

// A cell takes part in at most three equations of a form; of a form with more, no more are looked at.
constexpr size_t kMaxEquationsOfCell = 8;

// The equations that fail because of the cells chosen so far.
struct FailingNow {
  std::array<int, kMaxPartSize * kMaxEquationsOfCell> equations;
  size_t count = 0;

  bool Contains(int equation) const {
    return std::find(equations.begin(), equations.begin() + count, equation) != equations.begin() + count;
  }
};

// A depth-first search over changes; its depth is at most kMaxPartSize.
class PartSearch {
 public:
  PartSearch(RelationsState& state, int size, StepBudget& budget) : state_(state), size_(size), budget_(budget) {}

  std::vector<Part> Run(uint64_t group) {
    for (size_t e = 0; e < state_.failing().size(); ++e) {
      if (((group >> e) & 1) != 0) {
        ForEachCell(state_.failing()[e], [this](int cell) { TryNumbers(cell); });
      }
    }
    RemoveDuplicates(parts_);
    return std::move(parts_);
  }

 private:
  template <typename Try>
  void ForEachCell(int equation, Try try_cell) {
    const report::Equation& operands = state_.form().equations()[equation];
    for (const std::vector<int>* side : {&operands.left, &operands.right}) {
      for (const int cell : *side) {
        const bool is_chosen = std::any_of(chosen_.begin(), chosen_.end(),
                                           [cell](const CellChange& change) { return change.cell == cell; });
        if (!is_chosen && state_.report().cells[cell].has_value() && !budget_.is_spent()) {
          try_cell(cell);
        }
      }
    }
  }

  // The number with which an equation that fails now would hold.
  int64_t NumberFor(int cell, const Incidence& incidence) const {
    return state_.report().cells[cell].value - incidence.sign * state_.sum(incidence.equation).residual;
  }

  // Gives a cell each number that an equation asks of it which fails now.
  void TryNumbers(int cell) {
    std::array<int64_t, kMaxEquationsOfCell> tried;
    size_t count = 0;
    for (const Incidence* it = state_.begin(cell); it != state_.end(cell) && count < tried.size(); ++it) {
      if (state_.IsSatisfied(it->equation)) {
        continue;
      }
      const int64_t number = NumberFor(cell, *it);
      if (std::find(tried.begin(), tried.begin() + count, number) == tried.begin() + count) {
        tried[count++] = number;
        Choose(cell, number);
      }
    }
  }

  // Gives the last cell the number that all equations ask of it which fail now, when there is such a number.
  void TryLast(int cell, const FailingNow& failing) {
    std::optional<int64_t> asked;
    size_t repaired = 0;
    for (const Incidence* it = state_.begin(cell); it != state_.end(cell); ++it) {
      if (!failing.Contains(it->equation)) {
        continue;
      }
      const int64_t number = NumberFor(cell, *it);
      // Equations with open cells ask for no exact number: what satisfies them all is seen when it is tried.
      if (!asked.has_value() || !state_.has_open(it->equation)) {
        asked = number;
      }
      ++repaired;
    }
    if (repaired == failing.count) {
      Choose(cell, *asked);
    }
  }

  void Choose(int cell, int64_t number) {
    if (!state_.Admits(cell, number) || !budget_.Take()) {
      return;
    }
    const CellChange change = {cell, state_.Printed(cell), number};
    chosen_.push_back(change);
    state_.Apply(change);
    Extend();
    state_.Revert(change);
    chosen_.pop_back();
  }

  FailingNow Failing() const {
    FailingNow failing;
    for (const CellChange& change : chosen_) {
      for (const Incidence* it = state_.begin(change.cell); it != state_.end(change.cell); ++it) {
        if (!state_.IsSatisfied(it->equation) && !failing.Contains(it->equation) &&
            failing.count < failing.equations.size()) {
          failing.equations[failing.count++] = it->equation;
        }
      }
    }
    return failing;
  }

  // Records what is chosen when no equation that it touches fails; else tries one more cell.
  void Extend() {
    const FailingNow failing = Failing();
    const int left = size_ - static_cast<int>(chosen_.size());
    if (failing.count == 0) {
      parts_.push_back(MakePart(state_, chosen_));
    } else if (left == 1) {
      // All that fails must hang on this cell, so that the equation with the fewest cells is enough to find it.
      const int fewest =
          *std::min_element(failing.equations.begin(), failing.equations.begin() + failing.count, [this](int a, int b) {
            return std::pair(state_.operand_count(a), a) < std::pair(state_.operand_count(b), b);
          });
      ForEachCell(fewest, [this, &failing](int cell) { TryLast(cell, failing); });
    } else if (left > 1) {
      for (size_t i = 0; i < failing.count; ++i) {
        ForEachCell(failing.equations[i], [this](int cell) { TryNumbers(cell); });
      }
    }
  }

  RelationsState& state_;
  const int size_;
  StepBudget& budget_;
  std::vector<CellChange> chosen_;
  std::vector<Part> parts_;
};

}  // namespace

std::vector<Part> FindParts(RelationsState& state, uint64_t group, int size, StepBudget& budget) {
  return PartSearch(state, size, budget).Run(group);
}

}  // namespace gouji::validate
