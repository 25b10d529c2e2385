#include "tests/benchmarks/faults/brute_force.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace gouji::faults {
namespace {

using report::Equation;
using report::Form;
using report::Report;
using validate::CellChange;

class Trial {
 public:
  explicit Trial(const Report& report) : form_(*report.form), takes_part_(form_.cell_count()) {
    for (const report::Cell& cell : report.cells) {
      values_.push_back(cell.value);
    }
    for (size_t e = 0; e < form_.equations().size(); ++e) {
      const Equation& equation = form_.equations()[e];
      for (const int cell : equation.left) {
        takes_part_[cell].push_back({static_cast<int>(e), 1});
      }
      for (const int cell : equation.right) {
        takes_part_[cell].push_back({static_cast<int>(e), -1});
      }
      excess_.push_back(Sum(equation.left) - Sum(equation.right));
      failing_count_ += excess_.back() != 0 ? 1 : 0;
    }
  }

  std::vector<Repair> Run() {
    for (int cell = 0; cell < form_.cell_count(); ++cell) {
      for (const int64_t value : ValuesAskedOf(cell)) {
        Keep({{cell, values_[cell], value}});
      }
    }
    const bool is_one_enough = !repairs_.empty();
    for (int a = 0; a < form_.cell_count(); ++a) {
      for (int b = a + 1; b < form_.cell_count(); ++b) {
        if (!takes_part_[a].empty() && !takes_part_[b].empty() && CoverAllFailing(a, b)) {
          TryPair(a, b, is_one_enough);
        }
      }
    }
    return std::move(repairs_);
  }

 private:
  struct Part {
    int equation;
    int sign;
  };

  int64_t Sum(const std::vector<int>& cells) const {
    int64_t sum = 0;
    for (const int cell : cells) {
      sum += values_[cell];
    }
    return sum;
  }

  // Whether every equation that fails has one of the two cells.
  bool CoverAllFailing(int a, int b) const {
    int covered = 0;
    for (const Part& part : takes_part_[a]) {
      covered += excess_[part.equation] != 0 ? 1 : 0;
    }
    for (const Part& part : takes_part_[b]) {
      const bool is_shared = std::any_of(takes_part_[a].begin(), takes_part_[a].end(),
                                         [&part](const Part& other) { return other.equation == part.equation; });
      covered += excess_[part.equation] != 0 && !is_shared ? 1 : 0;
    }
    return covered == failing_count_;
  }

  // Every value with which one of the equations of a cell would hold.
  std::vector<int64_t> ValuesAskedOf(int cell) const {
    std::vector<int64_t> values;
    for (const Part& part : takes_part_[cell]) {
      const int64_t value = values_[cell] - part.sign * excess_[part.equation];
      if (value != values_[cell] && std::find(values.begin(), values.end(), value) == values.end()) {
        values.push_back(value);
      }
    }
    return values;
  }

  void TryPair(int a, int b, bool only_one_operation) {
    std::set<std::pair<int64_t, int64_t>> tried;
    const auto attempt = [&](int64_t first, int64_t second) {
      if (first == values_[a] || second == values_[b] || !tried.emplace(first, second).second) {
        return;
      }
      std::vector<CellChange> changes = {{a, values_[a], first}, {b, values_[b], second}};
      if (!only_one_operation || validate::Classify(form_, changes).operation_count == 1) {
        Keep(std::move(changes));
      }
    };
    attempt(values_[b], values_[a]);
    // One of them takes what one of its equations asks for, the other what is asked then.
    for (const auto& [leading, following] : {std::pair(a, b), std::pair(b, a)}) {
      for (const int64_t value : ValuesAskedOf(leading)) {
        const int64_t printed = values_[leading];
        Set(leading, value);
        for (const int64_t then : ValuesAskedOf(following)) {
          Set(leading, printed);
          leading == a ? attempt(value, then) : attempt(then, value);
          Set(leading, value);
        }
        Set(leading, printed);
      }
    }
    TryDigits(a, b, attempt);
  }

  // The digits of neighbours in the first of them.
  template <typename Attempt>
  void TryDigits(int a, int b, Attempt attempt) const {
    const std::string joined = std::to_string(values_[a]) + std::to_string(values_[b]);
    constexpr size_t kMostDigits = 12;
    if (b == a + 1 && joined.size() <= kMostDigits) {
      attempt(std::stoll(joined), 0);
    }
  }

  void Set(int cell, int64_t value) {
    for (const Part& part : takes_part_[cell]) {
      excess_[part.equation] += part.sign * (value - values_[cell]);
    }
    values_[cell] = value;
  }

  void Keep(std::vector<CellChange> changes) {
    for (const CellChange& change : changes) {
      const bool may_be_negative = report::MayBeNegative(form_.cells()[change.cell].type);
      if (*change.to < 0 && !may_be_negative) {
        return;
      }
    }
    for (const CellChange& change : changes) {
      Set(change.cell, *change.to);
    }
    const bool all_hold = std::all_of(excess_.begin(), excess_.end(), [](int64_t excess) { return excess == 0; });
    for (const CellChange& change : changes) {
      Set(change.cell, *change.from);
    }
    if (all_hold) {
      const validate::Classification classification = validate::Classify(form_, changes);
      repairs_.push_back({std::move(changes), classification});
    }
  }

  const Form& form_;
  std::vector<std::vector<Part>> takes_part_;
  std::vector<int64_t> values_;
  std::vector<int64_t> excess_;  // left - right, by equation
  int failing_count_ = 0;
  std::vector<Repair> repairs_;
};

}  // namespace

std::vector<Repair> SmallestRepairs(const Report& report) { return Trial(report).Run(); }

}  // namespace gouji::faults
