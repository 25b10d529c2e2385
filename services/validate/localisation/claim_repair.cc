#include "services/validate/localisation/claim_repair.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "services/validate/localisation/explanation.h"
#include "services/validate/localisation/relations_state.h"

namespace gouji::validate {
namespace {

class ClaimRepair {
 public:
  ClaimRepair(const report::Report& report, const std::vector<EquationResult>& results,
              const std::vector<Claim>& others)
      : report_(report), others_(others), state_(report, results) {}

  std::vector<Explanation> Run(const Claim& claim) {
    for (const AcceptedReading& reading : claim.readings) {
      const std::optional<int64_t> missing = Missing(reading);
      if (!missing.has_value()) {
        continue;
      }
      for (const int cell : reading.added) {
        Try(cell, report_.cells[cell].value + *missing);
      }
      for (const int cell : reading.taken) {
        Try(cell, report_.cells[cell].value - *missing);
      }
    }
    return std::move(explanations_);
  }

 private:
  // What the cells of a reading fall short of its value; nothing when one of them has no number.
  std::optional<int64_t> Missing(const AcceptedReading& reading) const {
    int64_t missing = reading.value;
    for (const auto& [cells, sign] : {std::pair(&reading.added, -1), std::pair(&reading.taken, 1)}) {
      for (const int cell : *cells) {
        if (!report_.cells[cell].has_value()) {
          return std::nullopt;
        }
        missing += sign * report_.cells[cell].value;
      }
    }
    return missing;
  }

  void Try(int cell, int64_t number) {
    const std::vector<CellChange> changes = {{cell, state_.Printed(cell), number}};
    const bool is_known = std::any_of(explanations_.begin(), explanations_.end(),
                                      [&](const Explanation& other) { return other.changes == changes; });
    const int agreement = AgreementGained(others_, report_, changes);
    if (is_known || agreement < 0 || !state_.Admits(cell, number) || !BreaksNothing(changes.front())) {
      return;
    }
    Explanation explanation;
    explanation.changes = changes;
    explanation.classification = Classify(*report_.form, changes);
    explanation.agreement = agreement;
    explanations_.push_back(std::move(explanation));
  }

  bool BreaksNothing(const CellChange& change) {
    state_.Apply(change);
    const bool breaks_nothing =
        std::all_of(state_.begin(change.cell), state_.end(change.cell),
                    [this](const Incidence& incidence) { return state_.IsSatisfied(incidence.equation); });
    state_.Revert(change);
    return breaks_nothing;
  }

  const report::Report& report_;
  const std::vector<Claim>& others_;
  RelationsState state_;
  std::vector<Explanation> explanations_;
};

}  // namespace

std::vector<Suggestion> SuggestForClaim(const report::Report& report, const std::vector<EquationResult>& results,
                                        const Claim& claim, const std::vector<Claim>& others) {
  if (Agrees(claim, report, {})) {
    return {};
  }
  std::vector<Explanation> explanations = ClaimRepair(report, results, others).Run(claim);
  RankExplanations(true, explanations);
  std::vector<Suggestion> suggestions;
  for (const Explanation& explanation : explanations) {
    suggestions.push_back(ToSuggestion(explanation));
    // Of two different numbers either may be wrong when nothing tells how one became the other.
    suggestions.back().ambiguous =
        explanation.is_ambiguous || explanation.classification.operation == Operation::kSingleValue;
  }
  return suggestions;
}

}  // namespace gouji::validate
