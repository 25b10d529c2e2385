#include "services/validate/checks/cell_state_check.h"

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

TEST(Blank, IsInfoWhenThePrintedTotalExplainsIt) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.results.granted.research_institution", CellState::kBlank);
  sample::SetState(report, "applications.results.granted.other", CellState::kBlank);
  const Validation validation = Check(report);
  ASSERT_EQ(validation.findings.size(), 1U);
  EXPECT_EQ(validation.findings.front().rule_id, "CELL.BLANK");
  EXPECT_EQ(validation.findings.front().severity, Severity::kInfo);
  EXPECT_EQ(validation.findings.front().message_zh, "表三“予以公开”：科研机构、其他 空白，按 0 计与总计相符");
  EXPECT_EQ(validation.assessment.verdict, Verdict::kAccepted);
}

TEST(Blank, IsAWarningWhenTheTotalDoesNotExplainIt) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.results.granted.business", CellState::kBlank);
  const std::vector<Finding> findings = FindingsOf(Check(report), "CELL.BLANK");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().severity, Severity::kWarning);
  EXPECT_EQ(findings.front().responsibility, Responsibility::kDocument);
}

TEST(Blank, IsAWarningWhenTheTotalItselfIsBlank) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.results.partially_granted.total", CellState::kBlank);
  const Validation validation = Check(report);
  EXPECT_EQ(FindingsOf(validation, "CELL.BLANK").front().severity, Severity::kWarning);
  EXPECT_EQ(validation.assessment.verdict, Verdict::kNeedsAcknowledgement);
}

TEST(Blank, OfARowWithoutATotalIsAWarning) {
  Report report = sample::Consistent();
  sample::SetState(report, "proactive_disclosure.regulations.issued", CellState::kBlank);
  const Validation validation = Check(report);
  ASSERT_EQ(validation.findings.size(), 1U);
  EXPECT_EQ(validation.findings.front().severity, Severity::kWarning);
  EXPECT_EQ(validation.findings.front().message_zh, "表二“规章”：本年制发件数 空白，应填数字（没有的填 0）");
}

TEST(Blank, OfAWholeRowIsOneFinding) {
  Report report = sample::Consistent();
  sample::SetRow(report, "applications.results.refused.state_secret", CellState::kBlank);
  sample::SetRow(report, "applications.results.other.other", CellState::kBlank);
  const Validation validation = Check(report);
  ASSERT_EQ(validation.findings.size(), 2U);
  EXPECT_EQ(validation.findings.front().cells.size(), 7U);
  EXPECT_EQ(validation.findings.front().message_zh, "表三“属于国家秘密”：整行 空白，应填数字（没有的填 0）");
  EXPECT_EQ(validation.findings.back().message_en,
            "table 3, other: the whole row blank, a number should be printed (0 for none)");
}

TEST(Blank, OfAWholeTableIsOneFinding) {
  Report report = sample::Consistent();
  sample::SetTable(report, "disputes", CellState::kBlank);
  const Validation validation = Check(report);
  ASSERT_EQ(validation.findings.size(), 1U);
  EXPECT_EQ(validation.findings.front().cells.size(), 15U);
  EXPECT_EQ(validation.findings.front().message_zh, "表四：整张表 空白，应填数字（没有的填 0）");
}

TEST(Blank, GroupsOfTableFourAreExplainedByTheirOwnTotals) {
  Report report = sample::Consistent();
  sample::SetState(report, "disputes.reconsideration.corrected", CellState::kBlank);
  sample::SetState(report, "disputes.litigation_direct.upheld", CellState::kBlank);
  EXPECT_EQ(FindingsOf(Check(report), "CELL.BLANK").front().severity, Severity::kInfo);
  sample::SetState(report, "disputes.litigation_direct.total", CellState::kBlank);
  EXPECT_EQ(FindingsOf(Check(report), "CELL.BLANK").front().severity, Severity::kWarning);
}

TEST(NotApplicable, IsNoBlank) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.results.granted.other", CellState::kNotApplicable, "/");
  sample::SetTable(report, "disputes", CellState::kNotApplicable);
  const Validation validation = Check(report);
  EXPECT_TRUE(validation.findings.empty());
  EXPECT_EQ(validation.assessment.verdict, Verdict::kAccepted);
}

TEST(Missing, OfAShortRowIsAWarningThatLeadsToReview) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.results.granted.natural_person", CellState::kMissing, "2 | 1 | 3");
  sample::SetState(report, "applications.results.granted.business", CellState::kMissing, "2 | 1 | 3");
  const Validation validation = Check(report);
  ASSERT_EQ(validation.findings.size(), 1U);
  const Finding& finding = validation.findings.front();
  EXPECT_EQ(finding.rule_id, "CELL.MISSING");
  EXPECT_EQ(finding.severity, Severity::kWarning);
  EXPECT_EQ(finding.responsibility, Responsibility::kUncertain);
  EXPECT_EQ(finding.message_zh, "表三“予以公开”：自然人、商业企业 缺少数字（原文：“2 | 1 | 3”）");
  EXPECT_EQ(validation.assessment.verdict, Verdict::kNeedsReview);
}

TEST(Missing, OfAWholeTableIsOneErrorOfTheDocument) {
  Report report = sample::Consistent();
  sample::SetTable(report, "applications", CellState::kMissing);
  const Validation validation = Check(report);
  ASSERT_EQ(validation.findings.size(), 1U);
  EXPECT_EQ(validation.findings.front().severity, Severity::kError);
  EXPECT_EQ(validation.findings.front().message_zh, "表三：整张表 缺少数字");
  EXPECT_EQ(validation.findings.front().cells.size(), 175U);
  EXPECT_EQ(validation.assessment.verdict, Verdict::kNeedsCorrection);
}

TEST(Missing, OfFiguresWithoutADocumentIsAnErrorOfWhoSentThem) {
  Report report = sample::Consistent();
  report.source = {};
  sample::SetState(report, "proactive_disclosure.fees_fen", CellState::kMissing);
  const Validation validation = Check(report);
  ASSERT_EQ(validation.findings.size(), 1U);
  EXPECT_EQ(validation.findings.front().severity, Severity::kError);
  EXPECT_EQ(validation.assessment.verdict, Verdict::kNeedsCorrection);
}

TEST(Inferred, IsInfoOfCellMissingWithItsValue) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.results.granted.total", CellState::kInferred, "",
                   "row_sum[applications.results.granted]", 3);
  const Validation validation = Check(report);
  ASSERT_EQ(validation.findings.size(), 1U);
  EXPECT_EQ(validation.findings.front().rule_id, "CELL.MISSING");
  EXPECT_EQ(validation.findings.front().severity, Severity::kInfo);
  EXPECT_EQ(validation.findings.front().message_zh, "表三“予以公开”：总计 的数字缺失，由勾稽关系推定为 3");
  EXPECT_EQ(validation.assessment.verdict, Verdict::kAccepted);
  EXPECT_EQ(validation.assessment.not_assessable, 1);
}

TEST(Unreadable, CellsAreOneFindingForEachRowAndKind) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.results.granted.natural_person", CellState::kUnreadable, "-3");
  sample::SetState(report, "applications.results.granted.research_institution", CellState::kUnreadable, "0.5");
  sample::SetState(report, "applications.results.granted.social_organization", CellState::kUnreadable, "1.5");
  sample::SetState(report, "proactive_disclosure.fees_fen", CellState::kUnreadable, "约12万元");
  const Validation validation = Check(report);
  const std::vector<Finding> negative = FindingsOf(validation, "CELL.NEGATIVE");
  const std::vector<Finding> fraction = FindingsOf(validation, "CELL.FRACTION");
  const std::vector<Finding> text = FindingsOf(validation, "CELL.TEXT");
  ASSERT_EQ(negative.size(), 1U);
  EXPECT_EQ(negative.front().message_zh, "表三“予以公开”：自然人 是负数（原文：“-3”）");
  ASSERT_EQ(fraction.size(), 1U);
  EXPECT_EQ(fraction.front().message_zh, "表三“予以公开”：科研机构、社会公益组织 不是整数（原文：“0.5”、“1.5”）");
  ASSERT_EQ(text.size(), 1U);
  EXPECT_EQ(text.front().message_en,
            "table 2, administrative fees: not a number in fees collected (printed: \"约12万元\")");
  EXPECT_EQ(validation.assessment.verdict, Verdict::kNeedsCorrection);
}

TEST(Negative, NumbersThatCameWithoutADocumentAreFoundToo) {
  Report report = sample::Consistent();
  report.source = {};
  sample::Set(report, "proactive_disclosure.licensing_decisions", -4);
  const Validation validation = Check(report);
  ASSERT_EQ(validation.findings.size(), 1U);
  EXPECT_EQ(validation.findings.front().rule_id, "CELL.NEGATIVE");
  EXPECT_THAT(validation.findings.front().message_zh, testing::HasSubstr("（原文：“-4”）"));
}

TEST(Printed, LongTextsAreCutBetweenCharacters) {
  Report report = sample::Consistent();
  std::string raw;
  for (int i = 0; i < 1000; ++i) {
    raw += "字";
  }
  sample::SetState(report, "proactive_disclosure.fees_fen", CellState::kUnreadable, raw);
  const std::string message = Check(report).findings.front().message_zh;
  EXPECT_LT(message.size(), 300U);
  EXPECT_THAT(message, testing::HasSubstr("字…”）"));
}

TEST(CellChecks, ChangesMayBeNegativeAndCountsMayNot) {
  Report report;
  report.form = sample::Catalog().Find("ogi-2019");
  report.year = 2020;
  report.cells.assign(report.form->cell_count(), {0, CellState::kRead});
  sample::Set(report, "proactive_disclosure_2019.licensing.change", -3);
  EXPECT_TRUE(sample::FindingsOf(Check(report), "CELL.NEGATIVE").empty());
  sample::Set(report, "proactive_disclosure_2019.licensing.decisions", -3);
  EXPECT_EQ(sample::FindingsOf(Check(report), "CELL.NEGATIVE").size(), 1U);
}

}  // namespace
}  // namespace gouji::validate
