#include "services/validate/localisation/cover.h"

#include <algorithm>
#include <limits>

namespace gouji::validate {
namespace {

constexpr int kNone = std::numeric_limits<int>::max();

// Branch and bound over the equation that the fewest parts repair. Iterative, as the number of failing equations is
// that of the input.
class CoverSearch {
 public:
  CoverSearch(const std::vector<Part>& parts, uint64_t equations, StepBudget& budget)
      : parts_(parts), equations_(equations), budget_(budget), repairing_(kMaxFailingEquations) {
    for (int p = 0; p < static_cast<int>(parts.size()); ++p) {
      if ((parts[p].repaired & ~equations) != 0) {
        continue;
      }
      most_repaired_ = std::max(most_repaired_, CountBits(parts[p].repaired));
      for (int e = 0; e < kMaxFailingEquations; ++e) {
        if (((parts[p].repaired >> e) & 1) != 0) {
          repairing_[e].push_back(p);
        }
      }
    }
  }

  Covers Run(int max_covers) {
    Covers result;
    // First how few cells and operations are enough, then all that have so few.
    fewest_cells_ = kNone;
    fewest_operations_ = kNone;
    Search(
        [this](const Cover& cover) {
          fewest_cells_ = std::min(fewest_cells_, cover.cell_count);
          fewest_operations_ = std::min(fewest_operations_, cover.operation_count);
        },
        1);
    if (fewest_cells_ == kNone) {
      result.is_complete = !budget_.is_spent();
      return result;
    }
    Search(
        [&](const Cover& cover) {
          if (static_cast<int>(result.covers.size()) < max_covers) {
            result.covers.push_back(cover);
          } else {
            result.is_complete = false;
          }
        },
        0);
    for (Cover& cover : result.covers) {
      std::sort(cover.parts.begin(), cover.parts.end());
    }
    result.fewest_cells = fewest_cells_;
    result.fewest_operations = fewest_operations_;
    result.is_complete = result.is_complete && !budget_.is_spent();
    return result;
  }

 private:
  // A choice among the parts that repair one equation.
  struct Level {
    int equation;
    size_t next;          // in repairing_[equation]
    uint64_t covered;     // before the choice
    int cell_count;       // likewise
    int operation_count;  // likewise
  };

  // Visits every cover that is not worse by `margin` than the fewest cells and the fewest operations known.
  template <typename Visit>
  void Search(Visit visit, int margin) {
    std::vector<int> chosen;
    std::vector<Level> levels = {{Narrowest(0), 0, 0, 0, 0}};
    while (!levels.empty()) {
      Level& level = levels.back();
      if (chosen.size() == levels.size()) {
        chosen.pop_back();
      }
      const std::vector<int>& candidates = repairing_[level.equation];
      if (level.next == candidates.size() || !budget_.Take()) {
        levels.pop_back();
        continue;
      }
      const int candidate = candidates[level.next++];
      const Part& part = parts_[candidate];
      if ((part.repaired & level.covered) != 0 || SharesCell(part, chosen)) {
        continue;
      }
      const uint64_t covered = level.covered | part.repaired;
      const Cover cover = {
          {}, level.cell_count + part.cell_count(), level.operation_count + part.classification.operation_count};
      const int more = (CountBits(equations_ & ~covered) + most_repaired_ - 1) / most_repaired_;
      if (cover.cell_count + more + margin > fewest_cells_ &&
          cover.operation_count + more + margin > fewest_operations_) {
        continue;
      }
      chosen.push_back(candidate);
      if (covered == equations_) {
        Cover found = cover;
        found.parts = chosen;
        visit(found);
        chosen.pop_back();
      } else {
        levels.push_back({Narrowest(covered), 0, covered, cover.cell_count, cover.operation_count});
      }
    }
  }

  // The equation outside of `covered` that the fewest parts repair.
  int Narrowest(uint64_t covered) const {
    int narrowest = -1;
    for (int e = 0; e < kMaxFailingEquations; ++e) {
      const bool is_open = ((equations_ >> e) & 1) != 0 && ((covered >> e) & 1) == 0;
      if (is_open && (narrowest < 0 || repairing_[e].size() < repairing_[narrowest].size())) {
        narrowest = e;
      }
    }
    return narrowest;
  }

  bool SharesCell(const Part& part, const std::vector<int>& chosen) const {
    return std::any_of(chosen.begin(), chosen.end(), [&](int other) {
      return std::any_of(part.changes.begin(), part.changes.end(), [&](const CellChange& change) {
        const std::vector<CellChange>& changes = parts_[other].changes;
        return std::any_of(changes.begin(), changes.end(),
                           [&](const CellChange& another) { return another.cell == change.cell; });
      });
    });
  }

  const std::vector<Part>& parts_;
  const uint64_t equations_;
  StepBudget& budget_;
  std::vector<std::vector<int>> repairing_;  // by failing equation: the parts that repair it
  int most_repaired_ = 1;                    // by one part
  int fewest_cells_ = kNone;
  int fewest_operations_ = kNone;
};

}  // namespace

Covers FindCovers(const std::vector<Part>& parts, uint64_t equations, int max_covers, StepBudget& budget) {
  return equations == 0 ? Covers{} : CoverSearch(parts, equations, budget).Run(max_covers);
}

}  // namespace gouji::validate
