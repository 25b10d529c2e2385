#include "services/validate/checks/relation_check.h"

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

TEST(RowSum, FailsWhenTheTotalIsOneTooHigh) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.results.granted.total", 4);
  const std::vector<Finding> findings = FindingsOf(Check(report), "T3.ROW_SUM");
  ASSERT_EQ(findings.size(), 1U);
  const Finding& finding = findings.front();
  EXPECT_EQ(finding.message_zh, "表三“予以公开”：自然人 2 + 商业企业 1 = 3，总计 4，差 1");
  EXPECT_EQ(finding.message_en, "table 3, granted: natural persons 2 + businesses 1 = 3, total 4, difference 1");
  EXPECT_EQ(finding.left, 3);
  EXPECT_EQ(finding.right, 4);
  EXPECT_EQ(finding.difference, -1);
  EXPECT_EQ(finding.severity, Severity::kError);
  EXPECT_EQ(finding.responsibility, Responsibility::kDocument);
  EXPECT_THAT(finding.basis, testing::StartsWith("表三结构"));
  EXPECT_EQ(finding.caused_by, "");
  ASSERT_EQ(finding.cells.size(), 7U);
  EXPECT_EQ(report.form->cells()[finding.cells.front()].path, "applications.results.granted.natural_person");
  EXPECT_EQ(report.form->cells()[finding.cells.back()].path, "applications.results.granted.total");
  EXPECT_TRUE(std::is_sorted(finding.cells.begin(), finding.cells.end()));
}

TEST(RowSum, SaysThatAllItemsAreZero) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.results.partially_granted.total", 1);
  const Validation validation = Check(report);
  EXPECT_EQ(FindingsOf(validation, "T3.ROW_SUM").front().message_zh, "表三“部分公开”：各项 0，总计 1，差 1");
}

TEST(RowSum, FailsWithABlankThatNoNumberCouldFill) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.results.granted.other", CellState::kBlank);
  sample::Set(report, "applications.results.granted.total", 2);
  const std::vector<Finding> findings = FindingsOf(Check(report), "T3.ROW_SUM");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message_zh, "表三“予以公开”：自然人 2 + 商业企业 1 + 其他（空白） = 3，总计 2，差 1");
}

TEST(RowSum, IsNotAssessableWithABlankThatANumberCouldFill) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.results.granted.business", CellState::kBlank);
  const Validation validation = Check(report);
  EXPECT_TRUE(FindingsOf(validation, "T3.ROW_SUM").empty());
  EXPECT_EQ(validation.assessment.not_assessable, 2);  // the row, and the column of businesses
}

TEST(ColumnSum, NamesTheRowsThatItAddsUp) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.results.total.natural_person", 9);
  const std::vector<Finding> findings = FindingsOf(Check(report), "T3.COLUMN_SUM");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message_zh,
            "表三“自然人”：予以公开 2 + 本机关不掌握相关政府信息 4 = 6，（七）总计 9，差 3");
  EXPECT_EQ(findings.front().message_en,
            "table 3, natural persons: granted 2 + not held 4 = 6, results in total 9, difference 3");
}

TEST(Balance, PrintsBothSidesWithTheirZeros) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.newly_received.business", 3);
  const std::vector<Finding> findings = FindingsOf(Check(report), "T3.BALANCE");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message_zh,
            "表三“商业企业”：本年新收 3 + 上年结转 0 = 3，（七）总计 1 + 结转下年度 1 = 2，差 1");
  EXPECT_EQ(findings.front().difference, 1);
}

TEST(DisputeSum, NamesTheGroup) {
  Report report = sample::Consistent();
  sample::Set(report, "disputes.reconsideration.total", 3);
  const std::vector<Finding> findings = FindingsOf(Check(report), "T4.SUM");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message_zh, "表四“行政复议”：结果维持 1 + 尚未审结 1 = 2，总计 3，差 1");
  EXPECT_EQ(findings.front().cells.size(), 5U);
}

TEST(Findings, CopyTheEvidenceOfTheirCells) {
  Report report = sample::Consistent();
  report.evidence.resize(report.cells.size());
  for (size_t i = 0; i < report.evidence.size(); ++i) {
    report.evidence[i].line = static_cast<int>(i) + 1;
  }
  sample::Set(report, "applications.results.granted.total", 4);
  const Finding finding = FindingsOf(Check(report), "T3.ROW_SUM").front();
  ASSERT_EQ(finding.evidence.size(), finding.cells.size());
  for (size_t i = 0; i < finding.cells.size(); ++i) {
    EXPECT_EQ(finding.evidence[i].cell, finding.cells[i]);
    EXPECT_EQ(finding.evidence[i].evidence.line, finding.cells[i] + 1);
  }
}

TEST(Findings, KeepTheEvidenceOfNotesWhenTheReportCarriesNone) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.results.granted.total", 4);
  sample::SetState(report, "applications.results.granted.natural_person", CellState::kReinterpreted, "2①", "", 2);
  const Finding finding = FindingsOf(Check(report), "T3.ROW_SUM").front();
  EXPECT_EQ(finding.responsibility, Responsibility::kUncertain);
  ASSERT_EQ(finding.evidence.size(), 1U);
  EXPECT_EQ(finding.evidence.front().cell, sample::CellAt(report, "applications.results.granted.natural_person"));
}

// One application of the newly received is booked under the wrong applicant.
Report Misbooked() {
  Report report = sample::Consistent();
  sample::Set(report, "applications.newly_received.natural_person", 4);
  sample::Set(report, "applications.newly_received.business", 3);
  return report;
}

TEST(OppositeResiduals, AreTheCauseOfTwoErrors) {
  const Validation validation = Check(Misbooked());
  const std::vector<Finding> causes = FindingsOf(validation, "T3.OPPOSITE_RESIDUALS");
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes.front().severity, Severity::kWarning);
  EXPECT_EQ(causes.front().message_zh,
            "表三收支平衡：“商业企业”多 1，“自然人”少 1，总计相符，可能有申请记在了另一类申请人名下");
  EXPECT_THAT(causes.front().message_en,
              testing::StartsWith("table 3, balance: businesses over by 1, natural persons under by 1"));
  const std::vector<Finding> errors = FindingsOf(validation, "T3.BALANCE");
  ASSERT_EQ(errors.size(), 2U);
  for (const Finding& error : errors) {
    EXPECT_EQ(error.caused_by, causes.front().fingerprint);
  }
  EXPECT_EQ(validation.findings.size(), 3U);
  EXPECT_EQ(validation.assessment.failed, 2) << "a root cause is no check of its own";
  EXPECT_EQ(validation.assessment.verdict, Verdict::kNeedsCorrection) << "the gravest of cause and consequence";
}

TEST(OppositeResiduals, AreNoneWhenTheTotalDoesNotBalance) {
  Report report = Misbooked();
  sample::Set(report, "applications.newly_received.total", 8);
  const Validation validation = Check(report);
  EXPECT_FALSE(FindingsOf(validation, "T3.BALANCE").empty());
  EXPECT_TRUE(FindingsOf(validation, "T3.OPPOSITE_RESIDUALS").empty());
}

TEST(OppositeResiduals, StaySilentWhenThePairIsNotUnique) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.newly_received.natural_person", 3);
  sample::Set(report, "applications.newly_received.business", 3);
  sample::Set(report, "applications.newly_received.other", 1);
  const Validation validation = Check(report);
  EXPECT_EQ(FindingsOf(validation, "T3.BALANCE").size(), 3U);
  EXPECT_TRUE(FindingsOf(validation, "T3.OPPOSITE_RESIDUALS").empty());
}

TEST(OppositeResiduals, OfTwoRelationsHaveOneCause) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.results.total.natural_person", 5);
  sample::Set(report, "applications.results.total.business", 2);
  const Validation validation = Check(report);
  const std::vector<Finding> causes = FindingsOf(validation, "T3.OPPOSITE_RESIDUALS");
  ASSERT_EQ(causes.size(), 2U);
  EXPECT_EQ(causes[0].caused_by, "");
  EXPECT_EQ(causes[1].caused_by, causes[0].fingerprint);
  EXPECT_EQ(FindingsOf(validation, "T3.COLUMN_SUM").size(), 2U);
  EXPECT_EQ(FindingsOf(validation, "T3.BALANCE").size(), 2U);
}

}  // namespace
}  // namespace gouji::validate
