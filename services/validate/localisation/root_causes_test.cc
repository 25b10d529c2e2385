#include "services/validate/localisation/root_causes.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/validate/engine.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;
using report::Responsibility;
using sample::FindingsOf;

Validation Check(const Report& report) { return Engine(sample::Rules()).Check(report); }

// The findings that are no consequence of another.
std::vector<Finding> Roots(const Validation& validation) {
  std::vector<Finding> roots;
  for (const Finding& finding : validation.findings) {
    if (finding.caused_by.empty()) {
      roots.push_back(finding);
    }
  }
  return roots;
}

TEST(RootCauses, ExplainAWrongDetailByTheOneCellInItsRowAndColumn) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.results.granted.natural_person", 20);
  const Validation validation = Check(report);
  ASSERT_EQ(validation.findings.size(), 2U);
  const std::vector<Finding> roots = Roots(validation);
  ASSERT_EQ(roots.size(), 1U);
  EXPECT_EQ(roots[0].rule_id, "T3.ROW_SUM");
  ASSERT_EQ(roots[0].suggestions.size(), 1U);
  const Suggestion& suggestion = roots[0].suggestions[0];
  EXPECT_EQ(suggestion.operation, "zero_extra");
  EXPECT_EQ(suggestion.rank, 1);
  EXPECT_FALSE(suggestion.ambiguous);
  const CellChange expected = {sample::CellAt(report, "applications.results.granted.natural_person"), 20, 2};
  EXPECT_THAT(suggestion.changes, testing::ElementsAre(expected));
  const std::vector<Finding> columns = FindingsOf(validation, "T3.COLUMN_SUM");
  ASSERT_EQ(columns.size(), 1U);
  EXPECT_EQ(columns[0].caused_by, roots[0].fingerprint);
  EXPECT_TRUE(columns[0].suggestions.empty());
}

TEST(RootCauses, OfAWrongTotalAreToldWhereItIsATotal) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.results.total.natural_person", 12);
  const std::vector<Finding> roots = Roots(Check(report));
  ASSERT_EQ(roots.size(), 1U);
  EXPECT_EQ(roots[0].rule_id, "T3.COLUMN_SUM");
  ASSERT_EQ(roots[0].suggestions.size(), 1U);
  EXPECT_EQ(roots[0].suggestions[0].operation, "total_counts_itself");
}

TEST(RootCauses, TieWhereOnlyOneEquationSpeaks) {
  Report report = sample::Consistent();
  sample::Set(report, "disputes.reconsideration.total", 5);
  const std::vector<Finding> roots = Roots(Check(report));
  ASSERT_EQ(roots.size(), 1U);
  EXPECT_EQ(roots[0].suggestions.size(), 5U);
  for (const Suggestion& suggestion : roots[0].suggestions) {
    EXPECT_EQ(suggestion.rank, 1);
    EXPECT_TRUE(suggestion.ambiguous);
    EXPECT_EQ(suggestion.operation, "single_value");
  }
}

TEST(RootCauses, PreferExchangedNeighboursToAnyOtherValue) {
  Report report = sample::Consistent();
  sample::Set(report, "disputes.reconsideration.pending", 2);
  sample::Set(report, "disputes.reconsideration.total", 1);
  const std::vector<Finding> roots = Roots(Check(report));
  ASSERT_EQ(roots.size(), 1U);
  ASSERT_FALSE(roots[0].suggestions.empty());
  EXPECT_EQ(roots[0].suggestions[0].operation, "swapped");
  EXPECT_FALSE(roots[0].suggestions[0].ambiguous);
  EXPECT_EQ(roots[0].suggestions[0].changes.size(), 2U);
}

TEST(RootCauses, OfTwoFaultsFarApartAreTwo) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.results.granted.natural_person", 20);
  sample::Set(report, "applications.newly_received.business", 7);
  const std::vector<Finding> roots = Roots(Check(report));
  ASSERT_EQ(roots.size(), 2U);
  for (const Finding& root : roots) {
    ASSERT_EQ(root.suggestions.size(), 1U) << root.message_en;
    EXPECT_EQ(root.suggestions[0].changes.size(), 1U);
  }
}

TEST(RootCauses, GiveTheSuggestionsToOppositeResiduals) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.newly_received.natural_person", 4);
  sample::Set(report, "applications.newly_received.business", 3);
  const std::vector<Finding> roots = Roots(Check(report));
  ASSERT_EQ(roots.size(), 1U);
  EXPECT_EQ(roots[0].rule_id, "T3.OPPOSITE_RESIDUALS");
  ASSERT_FALSE(roots[0].suggestions.empty());
  EXPECT_EQ(roots[0].suggestions[0].operation, "booked_next_column");
}

TEST(RootCauses, DropOppositeResidualsThatTwoWrongCellsMakeByChance) {
  Report report = sample::Consistent();
  // +1 and -1 in two rows: each is seen in its row and its column.
  sample::Set(report, "applications.newly_received.business", 3);
  sample::Set(report, "applications.carried_over.natural_person", 1);
  const Validation validation = Check(report);
  EXPECT_TRUE(FindingsOf(validation, "T3.OPPOSITE_RESIDUALS").empty());
  EXPECT_EQ(Roots(validation).size(), 2U);
}

TEST(RootCauses, ThatMayBeTheReadersMakeEveryFindingUncertain) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.results.granted.natural_person", CellState::kUnconfirmed, "20", "", 20);
  const Validation validation = Check(report);
  ASSERT_EQ(validation.findings.size(), 2U);
  for (const Finding& finding : validation.findings) {
    EXPECT_EQ(finding.responsibility, Responsibility::kUncertain);
  }
  EXPECT_EQ(validation.assessment.verdict, Verdict::kNeedsReview);
}

TEST(RootCauses, AreUncertainWhereACellWasReadWithLittleConfidence) {
  Report report = sample::Consistent();
  report.evidence.resize(report.cells.size());
  report.evidence[sample::CellAt(report, "applications.results.granted.natural_person")].confidence = 0.3F;
  sample::Set(report, "applications.results.granted.natural_person", 20);
  EXPECT_EQ(Check(report).assessment.verdict, Verdict::kNeedsReview);
}

TEST(RootCauses, OfAShiftedRowAreTheReadersOnlyWhenThereWasADocument) {
  Report report = sample::Consistent();
  const int first = sample::CellAt(report, "applications.results.granted.natural_person");
  // 2 1 0 0 0 0 3 moved to the right, and the total was lost.
  const int64_t shifted[] = {0, 2, 1, 0, 0, 0, 0};
  for (int i = 0; i < 7; ++i) {
    report.cells[first + i].value = shifted[i];
  }
  sample::SetState(report, "applications.results.granted.natural_person", CellState::kMissing);
  Validation validation = Check(report);
  ASSERT_FALSE(FindingsOf(validation, "T3.COLUMN_SUM").empty());
  EXPECT_EQ(validation.assessment.verdict, Verdict::kNeedsReview);
}

TEST(RootCauses, LeaveAReportWithoutFailuresAlone) {
  const Validation validation = Check(sample::Consistent());
  EXPECT_TRUE(validation.findings.empty());
  EXPECT_EQ(validation.assessment.verdict, Verdict::kAccepted);
}

}  // namespace
}  // namespace gouji::validate
