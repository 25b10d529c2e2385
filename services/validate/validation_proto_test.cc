#include "services/validate/validation_proto.h"

#include "gtest/gtest.h"
#include "services/validate/engine.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

TEST(ValidationProto, NamesCellsByTheirPathsAndKeepsEveryField) {
  report::Report report = sample::Consistent();
  report.evidence.resize(report.cells.size());
  report.evidence[sample::CellAt(report, "disputes.reconsideration.total")].line = 88;
  sample::Set(report, "disputes.reconsideration.total", 3);
  const Validation validation = Engine(sample::Rules()).Check(report);
  v1::ValidateReportResponse response;
  ValidationToProto(validation, report, &response);
  ASSERT_EQ(response.findings_size(), 1);
  const v1::Finding& finding = response.findings(0);
  EXPECT_EQ(finding.rule_id(), "T4.SUM");
  EXPECT_EQ(finding.severity(), v1::SEVERITY_ERROR);
  ASSERT_EQ(finding.cells_size(), 5);
  EXPECT_EQ(finding.cells(0), "disputes.reconsideration.upheld");
  EXPECT_EQ(finding.cells(4), "disputes.reconsideration.total");
  EXPECT_EQ(finding.left(), 2);
  EXPECT_EQ(finding.right(), 3);
  EXPECT_EQ(finding.difference(), -1);
  EXPECT_EQ(finding.responsibility(), report::v1::RESPONSIBILITY_DOCUMENT);
  EXPECT_EQ(finding.fingerprint(), validation.findings.front().fingerprint);
  EXPECT_EQ(finding.message_zh(), validation.findings.front().message_zh);
  EXPECT_EQ(finding.message_en(), validation.findings.front().message_en);
  EXPECT_EQ(finding.basis(), validation.findings.front().basis);
  ASSERT_EQ(finding.evidence_size(), 5);
  EXPECT_EQ(finding.evidence(4).cell(), "disputes.reconsideration.total");
  EXPECT_EQ(finding.evidence(4).line(), 88);
  const int check_count = Engine(sample::Rules()).Check(sample::Consistent()).assessment.held;
  EXPECT_EQ(response.assessment().held(), check_count - 1);
  EXPECT_EQ(response.assessment().failed(), 1);
  EXPECT_EQ(response.assessment().verdict(), v1::VERDICT_NEEDS_CORRECTION);
  EXPECT_EQ(response.assessment().rule_set_version(), sample::Rules().version());
  EXPECT_EQ(std::vector<std::string>(response.assessment().packs().begin(), response.assessment().packs().end()),
            sample::Rules().pack_ids());
}

TEST(ValidationProto, GivesThePlaceOfProseWithoutACell) {
  report::Report report = sample::Consistent();
  report::Fact fact{.kind = "received", .value = 99, .unit = "件", .quote = "共收到申请99件", .position = {}};
  fact.position.line = 7;
  report.facts.push_back(fact);
  v1::ValidateReportResponse response;
  ValidationToProto(Engine(sample::Rules()).Check(report), report, &response);
  ASSERT_EQ(response.findings_size(), 1);
  ASSERT_EQ(response.findings(0).evidence_size(), 1);
  EXPECT_EQ(response.findings(0).evidence(0).cell(), "");
  EXPECT_EQ(response.findings(0).evidence(0).line(), 7);
  ASSERT_EQ(response.findings(0).cells_size(), 1);
}

TEST(ValidationProto, LeavesNumbersUnsetWhereAFindingHasNone) {
  report::Report report = sample::Consistent();
  sample::SetState(report, "proactive_disclosure.fees_fen", report::CellState::kBlank);
  v1::ValidateReportResponse response;
  ValidationToProto(Engine(sample::Rules()).Check(report), report, &response);
  ASSERT_EQ(response.findings_size(), 1);
  EXPECT_FALSE(response.findings(0).has_left());
  EXPECT_FALSE(response.findings(0).has_right());
  EXPECT_FALSE(response.findings(0).has_difference());
}

TEST(ValidationProto, KeepsSuggestionsWithAndWithoutNumbers) {
  const report::Report report = sample::Consistent();
  const int cell = sample::CellAt(report, "disputes.reconsideration.total");
  Finding finding;
  finding.suggestions = {{{{cell - 1, 7, 0}, {cell, std::nullopt, 3}}, "two_values", 1, true},
                         {{{cell, 5, std::nullopt}}, "single_value", 2, false}};
  finding.omitted_suggestion_count = 4;
  v1::Finding message;
  FindingToProto(finding, report, &message);
  ASSERT_EQ(message.suggestions_size(), 2);
  const v1::Suggestion& first = message.suggestions(0);
  ASSERT_EQ(first.changes_size(), 2);
  EXPECT_EQ(first.changes(0).cell(), "disputes.reconsideration.pending");
  EXPECT_EQ(first.changes(0).from(), 7);
  EXPECT_TRUE(first.changes(0).has_to());
  EXPECT_EQ(first.changes(0).to(), 0);
  EXPECT_EQ(first.changes(1).cell(), "disputes.reconsideration.total");
  EXPECT_FALSE(first.changes(1).has_from());
  EXPECT_EQ(first.changes(1).to(), 3);
  EXPECT_EQ(first.operation(), "two_values");
  EXPECT_EQ(first.rank(), 1);
  EXPECT_TRUE(first.ambiguous());
  EXPECT_EQ(message.suggestions(1).rank(), 2);
  EXPECT_FALSE(message.suggestions(1).ambiguous());
  EXPECT_FALSE(message.suggestions(1).changes(0).has_to());
  EXPECT_EQ(message.omitted_suggestion_count(), 4);
}

TEST(ValidationProto, EnumsInMemoryHaveTheNumbersOfTheWire) {
  EXPECT_EQ(static_cast<int>(Severity::kError), v1::SEVERITY_ERROR);
  EXPECT_EQ(static_cast<int>(Severity::kWarning), v1::SEVERITY_WARNING);
  EXPECT_EQ(static_cast<int>(Severity::kInfo), v1::SEVERITY_INFO);
  EXPECT_EQ(static_cast<int>(Verdict::kAccepted), v1::VERDICT_ACCEPTED);
  EXPECT_EQ(static_cast<int>(Verdict::kNeedsCorrection), v1::VERDICT_NEEDS_CORRECTION);
  EXPECT_EQ(static_cast<int>(Verdict::kNeedsAcknowledgement), v1::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  EXPECT_EQ(static_cast<int>(Verdict::kNeedsReview), v1::VERDICT_NEEDS_REVIEW);
  EXPECT_EQ(static_cast<int>(Verdict::kRejected), v1::VERDICT_REJECTED);
}

}  // namespace
}  // namespace gouji::validate
