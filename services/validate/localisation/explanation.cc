#include "services/validate/localisation/explanation.h"

#include <algorithm>
#include <string>
#include <tuple>

namespace gouji::validate {
namespace {

// Lower is likelier: what is told elsewhere, then the fewest operations, then doubt in the reading, then how likely the
// operations are.
auto Order(const Explanation& explanation) {
  return std::tuple(-explanation.agreement, explanation.classification.operation_count, explanation.is_doubtful ? 0 : 1,
                    explanation.classification.cost);
}

}  // namespace

int RankExplanations(bool is_certain, std::vector<Explanation>& explanations) {
  std::stable_sort(explanations.begin(), explanations.end(),
                   [](const Explanation& a, const Explanation& b) { return Order(a) < Order(b); });
  for (size_t i = 0; i < explanations.size(); ++i) {
    const bool ties_before = i > 0 && Order(explanations[i]) == Order(explanations[i - 1]);
    const bool ties_after = i + 1 < explanations.size() && Order(explanations[i]) == Order(explanations[i + 1]);
    explanations[i].rank = i == 0 ? 1 : explanations[i - 1].rank + (ties_before ? 0 : 1);
    explanations[i].is_ambiguous = ties_before || ties_after || !is_certain;
  }
  if (explanations.size() <= kMaxExplanations) {
    return 0;
  }
  const int cut = static_cast<int>(explanations.size()) - kMaxExplanations;
  explanations.resize(kMaxExplanations);
  return cut;
}

Suggestion ToSuggestion(const Explanation& explanation) {
  return {explanation.changes, std::string(OperationName(explanation.classification.operation)), explanation.rank,
          explanation.is_ambiguous};
}

}  // namespace gouji::validate
