#include "services/validate/localisation/localise.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "services/validate/localisation/cover.h"
#include "services/validate/localisation/one_operation.h"
#include "services/validate/localisation/part.h"
#include "services/validate/localisation/part_search.h"
#include "services/validate/localisation/relations_state.h"
#include "services/validate/responsibility.h"

namespace gouji::validate {
namespace {

// The changes tried for one group of equations that hang together, for each number of cells; and the parts put together
// into explanations. A fault of one cell takes some tens, two faults some thousands.
constexpr int64_t kMaxSteps = 60'000;
// The covers of one group that are looked at.
constexpr int kMaxCovers = 256;

// Numbers that are joined step by step into sets.
class DisjointSets {
 public:
  explicit DisjointSets(size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }

  int Find(int member) {
    while (parent_[member] != member) {
      parent_[member] = parent_[parent_[member]];
      member = parent_[member];
    }
    return member;
  }
  // The smaller representative stands for both.
  void Join(int a, int b) {
    a = Find(a);
    b = Find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<int> parent_;
};

// Joins all members of a set of failing equations.
void JoinAll(uint64_t equations, DisjointSets& sets) {
  int first = -1;
  for (int e = 0; e < kMaxFailingEquations; ++e) {
    if (((equations >> e) & 1) != 0) {
      first = first < 0 ? e : first;
      sets.Join(first, e);
    }
  }
}

class Localiser {
 public:
  Localiser(const report::Report& report, const Equations& equations, const std::vector<EquationResult>& results,
            const std::vector<Claim>& claims)
      : report_(report),
        equations_(equations),
        claims_(claims),
        responsibilities_(CellResponsibilities(report)),
        printed_(equations.EvaluateCells(report.cells)),
        state_(report, results) {}

  Localisation Run() {
    Localisation result;
    const std::vector<int>& failing = state_.failing();
    if (failing.size() > kMaxFailingEquations) {
      result.unexplained = failing;
      return result;
    }
    StepBudget budget{kMaxSteps};
    const std::vector<Part> one_operations = FindOneOperationParts(state_, budget);
    for (const uint64_t group : Groups(one_operations)) {
      SolveGroup(group, one_operations, result);
    }
    std::sort(result.causes.begin(), result.causes.end(),
              [](const Cause& a, const Cause& b) { return a.equations.front() < b.equations.front(); });
    std::sort(result.unexplained.begin(), result.unexplained.end());
    return result;
  }

 private:
  // The failing equations in groups that no change can join: those of different groups are connected neither by
  // equations nor by an operation over several cells.
  std::vector<uint64_t> Groups(const std::vector<Part>& one_operations) {
    const report::Form& form = *report_.form;
    DisjointSets connected(form.equations().size());
    for (int cell = 0; cell < form.cell_count(); ++cell) {
      const std::vector<int>& of_cell = form.EquationsOf(cell);
      for (const int equation : of_cell) {
        connected.Join(of_cell.front(), equation);
      }
    }
    const std::vector<int>& failing = state_.failing();
    DisjointSets groups(failing.size());
    for (size_t a = 0; a < failing.size(); ++a) {
      for (size_t b = 0; b < a; ++b) {
        if (connected.Find(failing[a]) == connected.Find(failing[b])) {
          groups.Join(static_cast<int>(a), static_cast<int>(b));
          break;
        }
      }
    }
    for (const Part& part : one_operations) {
      JoinAll(part.repaired, groups);
    }
    return Members(groups, failing.size());
  }

  static std::vector<uint64_t> Members(DisjointSets& sets, size_t count) {
    std::vector<uint64_t> members(count, 0);
    for (size_t e = 0; e < count; ++e) {
      members[sets.Find(static_cast<int>(e))] |= uint64_t{1} << e;
    }
    members.erase(std::remove(members.begin(), members.end(), 0), members.end());
    return members;
  }

  // Looks for parts of more and more cells until all smallest explanations of a group are known.
  void SolveGroup(uint64_t group, const std::vector<Part>& one_operations, Localisation& result) {
    std::vector<Part> parts = one_operations;
    Covers covers;
    uint64_t explained = 0;
    bool is_certain = false;
    bool is_spent = false;
    for (int size = 1; size <= kMaxPartSize && !is_certain && !is_spent; ++size) {
      StepBudget budget{kMaxSteps};
      const std::vector<Part> found = FindParts(state_, group, size, budget);
      is_spent = budget.is_spent();
      parts.insert(parts.end(), found.begin(), found.end());
      RemoveDuplicates(parts);
      explained = 0;
      for (const Part& part : parts) {
        explained |= part.repaired & group;
      }
      StepBudget cover_budget{kMaxSteps};
      covers = FindCovers(parts, explained, kMaxCovers, cover_budget);
      // Sets of more cells than kMaxPartSize that hang together are not looked for.
      const bool are_all_found = covers.fewest_cells <= size || size == kMaxPartSize;
      is_certain = explained == group && !covers.covers.empty() && covers.is_complete && !is_spent && are_all_found;
    }
    if (covers.covers.empty()) {
      explained = 0;
    }
    Collect(parts, covers, explained, is_certain, result);
    for (size_t e = 0; e < state_.failing().size(); ++e) {
      if (((group & ~explained) >> e & 1) != 0) {
        result.unexplained.push_back(state_.failing()[e]);
      }
    }
  }

  // Takes covers apart into causes: equations that some part of a cover joins have one cause.
  void Collect(const std::vector<Part>& parts, const Covers& covers, uint64_t explained, bool is_certain,
               Localisation& result) {
    DisjointSets joined(state_.failing().size());
    for (const Cover& cover : covers.covers) {
      for (const int p : cover.parts) {
        JoinAll(parts[p].repaired, joined);
      }
    }
    for (const uint64_t members : Members(joined, state_.failing().size())) {
      if ((members & explained) == 0) {
        continue;
      }
      Cause cause;
      for (size_t e = 0; e < state_.failing().size(); ++e) {
        if (((members >> e) & 1) != 0) {
          cause.equations.push_back(state_.failing()[e]);
        }
      }
      for (const Cover& cover : covers.covers) {
        AddExplanation(parts, cover, members, cause);
      }
      cause.omitted_count = RankExplanations(is_certain, cause.explanations);
      if (cause.explanations.empty()) {
        result.unexplained.insert(result.unexplained.end(), cause.equations.begin(), cause.equations.end());
      } else {
        result.causes.push_back(std::move(cause));
      }
    }
  }

  // Adds what a cover says about the equations of a cause.
  void AddExplanation(const std::vector<Part>& parts, const Cover& cover, uint64_t members, Cause& cause) {
    Explanation explanation;
    int part_count = 0;
    for (const int p : cover.parts) {
      if ((parts[p].repaired & members) == 0) {
        continue;
      }
      const Classification& of_part = parts[p].classification;
      explanation.changes.insert(explanation.changes.end(), parts[p].changes.begin(), parts[p].changes.end());
      explanation.classification.operation_count += of_part.operation_count;
      explanation.classification.cost += of_part.cost;
      explanation.classification.operation = of_part.operation;
      ++part_count;
    }
    std::sort(explanation.changes.begin(), explanation.changes.end(),
              [](const CellChange& a, const CellChange& b) { return a.cell < b.cell; });
    if (part_count > 1) {
      explanation.classification.operation =
          explanation.changes.size() == 2 ? Operation::kTwoValues : Operation::kSeveralValues;
      // One operation may be found as several parts, when its cells have no equation in common.
      const Classification together = Classify(*report_.form, explanation.changes);
      if (together.operation_count < explanation.classification.operation_count) {
        explanation.classification = together;
      }
    }
    const bool is_known = std::any_of(cause.explanations.begin(), cause.explanations.end(),
                                      [&](const Explanation& other) { return other.changes == explanation.changes; });
    if (is_known || !IsProven(explanation.changes, cause)) {
      return;
    }
    explanation.agreement = AgreementGained(claims_, report_, explanation.changes);
    explanation.is_doubtful =
        std::all_of(explanation.changes.begin(), explanation.changes.end(), [this](const CellChange& change) {
          return responsibilities_[change.cell] != report::Responsibility::kDocument;
        });
    cause.explanations.push_back(std::move(explanation));
  }

  // Checks changes anew against all equations, independently of the search.
  bool IsProven(const std::vector<CellChange>& changes, const Cause& cause) const {
    std::vector<report::Cell> cells = report_.cells;
    for (const CellChange& change : changes) {
      const report::CellState state = change.to.has_value() ? report::CellState::kRead : report::CellState::kBlank;
      cells[change.cell] = {change.to.value_or(0), state};
    }
    const std::vector<EquationResult> changed = equations_.EvaluateCells(cells);
    for (int e = 0; e < static_cast<int>(changed.size()); ++e) {
      const bool must_hold = std::binary_search(cause.equations.begin(), cause.equations.end(), e);
      if (changed[e].outcome == Outcome::kFails && (must_hold || printed_[e].outcome != Outcome::kFails)) {
        return false;
      }
    }
    return true;
  }

  const report::Report& report_;
  const Equations& equations_;
  const std::vector<Claim>& claims_;
  const std::vector<report::Responsibility> responsibilities_;
  const std::vector<EquationResult> printed_;  // without regard to what the judgement leaves out
  RelationsState state_;
};

}  // namespace

Localisation Localise(const report::Report& report, const Equations& equations,
                      const std::vector<EquationResult>& results, const std::vector<Claim>& claims) {
  const bool any_fails = std::any_of(results.begin(), results.end(),
                                     [](const EquationResult& result) { return result.outcome == Outcome::kFails; });
  return any_fails ? Localiser(report, equations, results, claims).Run() : Localisation{};
}

}  // namespace gouji::validate
