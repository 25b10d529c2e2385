#include "services/report/verdict.h"

#include "gtest/gtest.h"

namespace gouji::report {
namespace {

constexpr FindingWeight kError = {.severity = Severity::kError};
constexpr FindingWeight kWarning = {.severity = Severity::kWarning};
constexpr FindingWeight kInfo = {.severity = Severity::kInfo};

constexpr FindingWeight Of(FindingWeight weight, Responsibility responsibility) {
  weight.responsibility = responsibility;
  return weight;
}

constexpr FindingWeight Acknowledged(FindingWeight weight) {
  weight.acknowledged = true;
  return weight;
}

TEST(Verdict, AcceptsWithoutFindingsAndWithInfoOfAnyResponsibility) {
  EXPECT_EQ(VerdictOf({}), Verdict::kAccepted);
  EXPECT_EQ(VerdictOf({kInfo, Of(kInfo, Responsibility::kReader)}), Verdict::kAccepted);
}

TEST(Verdict, AsksForAcknowledgementOfWarnings) {
  EXPECT_EQ(VerdictOf({kWarning, kInfo}), Verdict::kNeedsAcknowledgement);
  EXPECT_EQ(VerdictOf({Acknowledged(kWarning), kWarning}), Verdict::kNeedsAcknowledgement);
}

TEST(Verdict, AsksForReviewWhenTheReaderMayBeAtFault) {
  EXPECT_EQ(VerdictOf({Of(kError, Responsibility::kUncertain)}), Verdict::kNeedsReview);
  EXPECT_EQ(VerdictOf({Of(kError, Responsibility::kReader), kWarning}), Verdict::kNeedsReview);
  EXPECT_EQ(VerdictOf({kWarning, Of(kWarning, Responsibility::kUncertain)}), Verdict::kNeedsReview);
}

TEST(Verdict, AsksForCorrectionOfAnyErrorOfTheDocument) {
  EXPECT_EQ(VerdictOf({kError}), Verdict::kNeedsCorrection);
  EXPECT_EQ(VerdictOf({Of(kError, Responsibility::kReader), kWarning, kError}), Verdict::kNeedsCorrection);
}

TEST(Verdict, AcceptsWhenEveryWarningIsAcknowledged) {
  EXPECT_EQ(VerdictOf({Acknowledged(kWarning), kInfo}), Verdict::kAccepted);
  EXPECT_EQ(VerdictOf({Acknowledged(Of(kWarning, Responsibility::kUncertain))}), Verdict::kAccepted);
}

TEST(Verdict, CountsAnErrorWhateverWasSaidOfIt) {
  EXPECT_EQ(VerdictOf({Acknowledged(kError)}), Verdict::kNeedsCorrection);
  EXPECT_EQ(VerdictOf({Acknowledged(Of(kError, Responsibility::kReader))}), Verdict::kNeedsReview);
}

}  // namespace
}  // namespace gouji::report
