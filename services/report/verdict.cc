#include "services/report/verdict.h"

namespace gouji::report {

Verdict VerdictOf(absl::Span<const FindingWeight> findings) {
  Verdict verdict = Verdict::kAccepted;
  for (const FindingWeight& finding : findings) {
    if (finding.severity == Severity::kInfo || (finding.acknowledged && IsAcknowledgeable(finding.severity))) {
      continue;
    }
    if (finding.responsibility != Responsibility::kDocument) {
      verdict = Verdict::kNeedsReview;
    } else if (finding.severity == Severity::kError) {
      return Verdict::kNeedsCorrection;
    } else if (verdict == Verdict::kAccepted) {
      verdict = Verdict::kNeedsAcknowledgement;
    }
  }
  return verdict;
}

}  // namespace gouji::report
