#include "services/statistics/register/standing.h"

#include <gtest/gtest.h>

namespace gouji::statistics {
namespace {

namespace wire = gouji::validate::v1;

void Add(v1::RecordedReport& recorded, std::string fingerprint, wire::Severity severity,
         report::v1::Responsibility responsibility = report::v1::RESPONSIBILITY_DOCUMENT) {
  wire::Finding& finding = *recorded.add_findings();
  finding.set_fingerprint(std::move(fingerprint));
  finding.set_severity(severity);
  finding.set_responsibility(responsibility);
}

wire::Acknowledgement Of(std::string fingerprint) {
  wire::Acknowledgement acknowledgement;
  acknowledgement.set_fingerprint(std::move(fingerprint));
  acknowledgement.set_author("李四");
  return acknowledgement;
}

TEST(Standing, IsTheAssessedOneWhileNoAcknowledgementApplies) {
  v1::RecordedReport recorded;
  Add(recorded, "w", wire::SEVERITY_WARNING);
  recorded.mutable_assessment()->set_verdict(wire::VERDICT_NEEDS_REVIEW);
  LayOver({Of("of another finding")}, recorded);
  EXPECT_EQ(recorded.verdict(), wire::VERDICT_NEEDS_REVIEW);
  EXPECT_EQ(recorded.warning_count(), 1);
  EXPECT_EQ(recorded.acknowledged_count(), 0);
}

TEST(Standing, CountsAcknowledgedWarningsApartAndFollowsInBothVerdicts) {
  v1::RecordedReport recorded;
  Add(recorded, "a", wire::SEVERITY_WARNING);
  Add(recorded, "b", wire::SEVERITY_WARNING);
  Add(recorded, "c", wire::SEVERITY_INFO);
  recorded.mutable_assessment()->set_verdict(wire::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  LayOver({Of("a")}, recorded);
  EXPECT_EQ(recorded.verdict(), wire::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  EXPECT_EQ(recorded.warning_count(), 1);
  EXPECT_EQ(recorded.acknowledged_count(), 1);
  EXPECT_EQ(recorded.findings(0).acknowledgement().author(), "李四");
  EXPECT_FALSE(recorded.findings(1).has_acknowledgement());
  LayOver({Of("a"), Of("b")}, recorded);
  EXPECT_EQ(recorded.verdict(), wire::VERDICT_ACCEPTED);
  EXPECT_EQ(recorded.assessment().verdict(), wire::VERDICT_ACCEPTED);
}

TEST(Standing, LetsNobodyAcknowledgeAnError) {
  v1::RecordedReport recorded;
  Add(recorded, "e", wire::SEVERITY_ERROR);
  Add(recorded, "w", wire::SEVERITY_WARNING);
  recorded.mutable_assessment()->set_verdict(wire::VERDICT_NEEDS_CORRECTION);
  LayOver({Of("e"), Of("w")}, recorded);
  EXPECT_EQ(recorded.verdict(), wire::VERDICT_NEEDS_CORRECTION);
  EXPECT_EQ(recorded.error_count(), 1);
  EXPECT_FALSE(recorded.findings(0).has_acknowledgement());
}

TEST(Standing, LeavesAReviewOpenThatAnotherFindingAsksFor) {
  v1::RecordedReport recorded;
  Add(recorded, "a", wire::SEVERITY_WARNING);
  Add(recorded, "b", wire::SEVERITY_WARNING, report::v1::RESPONSIBILITY_UNCERTAIN);
  recorded.mutable_assessment()->set_verdict(wire::VERDICT_NEEDS_REVIEW);
  LayOver({Of("a")}, recorded);
  EXPECT_EQ(recorded.verdict(), wire::VERDICT_NEEDS_REVIEW);
  LayOver({Of("a"), Of("b")}, recorded);
  EXPECT_EQ(recorded.verdict(), wire::VERDICT_ACCEPTED);
}

}  // namespace
}  // namespace gouji::statistics
