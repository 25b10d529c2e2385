// Reports at the edge of what can be sent: all rules and the localisation together give clear findings in bounded time.
// The budgets count steps; a test that hangs is ended by ctest.
#include <cstdint>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/validate/engine.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;

constexpr int64_t kGreatest = 1'000'000'000'000;
// One for each equation and each row of the form, and some: a report with more says nothing to anybody.
constexpr size_t kManyFindings = 150;

Validation Check(const Report& report, const Context& context = {}) {
  return Engine(sample::Rules()).Check(report, {}, context);
}

std::set<std::string> RulesOf(const Validation& validation) {
  std::set<std::string> rules;
  for (const Finding& finding : validation.findings) rules.insert(finding.rule_id);
  return rules;
}

Report WithEveryCell(CellState state) {
  Report report = sample::Consistent();
  for (const report::FormCell& cell : report.form->cells()) sample::SetState(report, cell.path, state);
  return report;
}

TEST(BadReport, WithEveryCellBlankIsOneFindingATable) {
  const Report report = WithEveryCell(CellState::kBlank);
  const Validation validation = Check(report);
  const std::vector<Finding> blanks = sample::FindingsOf(validation, "CELL.BLANK");
  EXPECT_EQ(blanks.size(), report.form->tables().size());
  for (const Finding& finding : blanks) EXPECT_EQ(finding.severity, Severity::kWarning);
  EXPECT_EQ(validation.assessment.verdict, Verdict::kNeedsAcknowledgement);
  EXPECT_TRUE(sample::FindingsOf(validation, "T3.BALANCE").empty()) << "zeros would satisfy it";
}

TEST(BadReport, WithEveryCellMissingIsOneFindingATable) {
  const Validation validation = Check(WithEveryCell(CellState::kMissing));
  EXPECT_LT(validation.findings.size(), 10U);
  EXPECT_NE(validation.assessment.verdict, Verdict::kAccepted);
}

TEST(BadReport, WithEveryCellWrongFailsEveryEquation) {
  for (const int64_t scale : {int64_t{1}, int64_t{7'000'000'000}}) {
    Report report = sample::Consistent();
    uint64_t state = 11;
    for (report::Cell& cell : report.cells) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      cell.value = scale * static_cast<int64_t>((state >> 33) % 140);
    }
    const Validation validation = Check(report);
    EXPECT_THAT(RulesOf(validation), testing::IsSupersetOf({"T3.ROW_SUM", "T3.COLUMN_SUM", "T3.BALANCE", "T4.SUM"}));
    EXPECT_EQ(sample::FindingsOf(validation, "T3.ROW_SUM").size(), 25U);
    EXPECT_LT(validation.findings.size(), kManyFindings);
    EXPECT_EQ(validation.assessment.verdict, Verdict::kNeedsCorrection);
  }
}

TEST(BadReport, WithTheGreatestNumberEverywhereIsAddedUpExactly) {
  Report report = sample::Consistent();
  for (report::Cell& cell : report.cells) cell.value = kGreatest;
  const Validation validation = Check(report);
  const std::vector<Finding> sums = sample::FindingsOf(validation, "T3.ROW_SUM");
  ASSERT_EQ(sums.size(), 25U);
  EXPECT_EQ(sums.front().left, 6 * kGreatest);
  EXPECT_EQ(sums.front().right, kGreatest);
  EXPECT_EQ(sums.front().difference, 5 * kGreatest);
  EXPECT_LT(validation.findings.size(), kManyFindings);
}

TEST(BadReport, OfTheGreatestNumbersIsComparedWithLastYears) {
  Report report = sample::Consistent();
  Report previous = report;
  previous.year = report.year - 1;
  for (report::Cell& cell : report.cells) cell.value = kGreatest;
  const Validation validation =
      Check(report, {.previous = ComparedReport{.unit = "临县", .report = &previous, .year = previous.year}});
  EXPECT_EQ(sample::FindingsOf(validation, "YEAR.CARRY").size(), 7U);
}

TEST(BadReport, WithMegabytesOfProseInEverySectionIsCheckedBesideAnother) {
  constexpr size_t kBytes = 5'000'000;
  Report report = sample::Consistent();
  std::string text;
  for (int i = 0; text.size() < kBytes; ++i) {
    text += "本年收到政府信息公开申请" + std::to_string(i) + "件，其中自然人申请1件，同比增长12.5%。\n";
  }
  report.sections[0].text = text;
  Report peer = report;
  peer.agency.name = "方山县教育局";
  const Validation validation =
      Check(report, {.peers = {{.unit = "方山县教育局", .report = &peer, .year = peer.year}}});
  EXPECT_LT(validation.findings.size(), kManyFindings);
  for (const Finding& finding : validation.findings) {
    EXPECT_LT(finding.message_zh.size(), 10'000U) << finding.rule_id << ": a message for people";
  }
}

}  // namespace
}  // namespace gouji::validate
