#include "services/validate/verdict.h"

namespace gouji::validate {

Verdict VerdictOf(const std::vector<Finding>& findings) {
  Verdict verdict = Verdict::kAccepted;
  for (const Finding& finding : findings) {
    if (finding.severity == Severity::kInfo) {
      continue;
    }
    if (finding.responsibility != report::Responsibility::kDocument) {
      verdict = Verdict::kNeedsReview;
    } else if (finding.severity == Severity::kError) {
      return Verdict::kNeedsCorrection;
    } else if (verdict == Verdict::kAccepted) {
      verdict = Verdict::kNeedsAcknowledgement;
    }
  }
  return verdict;
}

}  // namespace gouji::validate
