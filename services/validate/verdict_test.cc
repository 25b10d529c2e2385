#include "services/validate/verdict.h"

#include "gtest/gtest.h"

namespace gouji::validate {
namespace {

Finding Of(Severity severity, std::string fingerprint = "") {
  Finding finding;
  finding.severity = severity;
  finding.fingerprint = std::move(fingerprint);
  return finding;
}

TEST(Verdict, CountsConsequencesLikeTheirCauses) {
  Finding consequence = Of(Severity::kError);
  consequence.caused_by = "cause";
  EXPECT_EQ(VerdictOf({Of(Severity::kWarning), consequence}), Verdict::kNeedsCorrection);
}

TEST(Verdict, LeavesOutTheWarningsWhoseFingerprintsAreAcknowledged) {
  const std::vector<Finding> findings = {Of(Severity::kWarning, "a"), Of(Severity::kWarning, "b")};
  EXPECT_EQ(VerdictOf(findings, {"a"}), Verdict::kNeedsAcknowledgement);
  EXPECT_EQ(VerdictOf(findings, {"a", "b", "of another report"}), Verdict::kAccepted);
}

TEST(Verdict, DoesNotTakeTheAcknowledgementOfACauseForThatOfItsConsequences) {
  Finding consequence = Of(Severity::kWarning, "b");
  consequence.caused_by = "a";
  EXPECT_EQ(VerdictOf({Of(Severity::kWarning, "a"), consequence}, {"a"}), Verdict::kNeedsAcknowledgement);
}

}  // namespace
}  // namespace gouji::validate
