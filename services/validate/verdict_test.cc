#include "services/validate/verdict.h"

#include "gtest/gtest.h"

namespace gouji::validate {
namespace {

using report::Responsibility;

Finding Of(Severity severity, Responsibility responsibility = Responsibility::kDocument) {
  Finding finding;
  finding.severity = severity;
  finding.responsibility = responsibility;
  return finding;
}

TEST(Verdict, AcceptsWithoutFindingsAndWithInfoOfAnyResponsibility) {
  EXPECT_EQ(VerdictOf({}), Verdict::kAccepted);
  EXPECT_EQ(VerdictOf({Of(Severity::kInfo), Of(Severity::kInfo, Responsibility::kReader)}), Verdict::kAccepted);
}

TEST(Verdict, AsksForAcknowledgementOfWarnings) {
  EXPECT_EQ(VerdictOf({Of(Severity::kWarning), Of(Severity::kInfo)}), Verdict::kNeedsAcknowledgement);
}

TEST(Verdict, AsksForReviewWhenTheReaderMayBeAtFault) {
  EXPECT_EQ(VerdictOf({Of(Severity::kError, Responsibility::kUncertain)}), Verdict::kNeedsReview);
  EXPECT_EQ(VerdictOf({Of(Severity::kError, Responsibility::kReader), Of(Severity::kWarning)}), Verdict::kNeedsReview);
  EXPECT_EQ(VerdictOf({Of(Severity::kWarning), Of(Severity::kWarning, Responsibility::kUncertain)}),
            Verdict::kNeedsReview);
}

TEST(Verdict, AsksForCorrectionOfAnyErrorOfTheDocument) {
  EXPECT_EQ(VerdictOf({Of(Severity::kError)}), Verdict::kNeedsCorrection);
  EXPECT_EQ(VerdictOf({Of(Severity::kError, Responsibility::kReader), Of(Severity::kWarning), Of(Severity::kError)}),
            Verdict::kNeedsCorrection);
}

TEST(Verdict, CountsConsequencesLikeTheirCauses) {
  Finding consequence = Of(Severity::kError);
  consequence.caused_by = "cause";
  EXPECT_EQ(VerdictOf({Of(Severity::kWarning), consequence}), Verdict::kNeedsCorrection);
}

}  // namespace
}  // namespace gouji::validate
