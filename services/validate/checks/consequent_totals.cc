#include "services/validate/checks/consequent_totals.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace gouji::validate {
namespace {

bool IsAboutOneCell(const Finding& finding) { return finding.cells.size() == 1 && finding.difference.has_value(); }

// The first finding about one of `parts`, when all of them together are off by `difference`; null otherwise.
const Finding* CauseAmong(const std::vector<int>& parts, int64_t difference, absl::Span<const Finding> findings) {
  const Finding* first = nullptr;
  int64_t together = 0;
  for (const Finding& finding : findings) {
    if (IsAboutOneCell(finding) && std::find(parts.begin(), parts.end(), finding.cells.front()) != parts.end()) {
      first = first == nullptr ? &finding : first;
      together += *finding.difference;
    }
  }
  return together == difference ? first : nullptr;
}

}  // namespace

void LinkConsequentTotals(const report::Form& form, absl::Span<Finding> findings) {
  for (Finding& finding : findings) {
    if (!IsAboutOneCell(finding)) {
      continue;
    }
    const std::vector<int> total = finding.cells;
    for (const report::Equation& equation : form.equations()) {
      const Finding* cause = nullptr;
      if (equation.left == total) {
        cause = CauseAmong(equation.right, *finding.difference, findings);
      } else if (equation.right == total) {
        cause = CauseAmong(equation.left, *finding.difference, findings);
      }
      if (cause != nullptr) {
        finding.caused_by = cause->fingerprint;
        break;
      }
    }
  }
}

}  // namespace gouji::validate
