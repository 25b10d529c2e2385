#include "services/cli/checked/checked_report_builder.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/testing/sample_check.h"

namespace gouji::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const char* const kTotal = "applications.results.granted.total";

TEST(CheckedReportBuilder, MarksTheSuspectAsWrongAndTheOthersAsInvolved) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  const CheckedReport checked = sample.Build(Language::kEnglish);
  ASSERT_EQ(checked.findings.size(), 1U);
  EXPECT_THAT(checked.findings[0].suspects, ElementsAre(sample.Index(kTotal)));
  EXPECT_EQ(checked.cells[sample.Index(kTotal)].mark, CellMark::kWrong);
  EXPECT_THAT(checked.cells[sample.Index(kTotal)].findings, ElementsAre(0));
  EXPECT_EQ(checked.cells[sample.Index("applications.results.granted.business")].mark, CellMark::kInvolved);
  EXPECT_EQ(checked.cells[sample.Index("applications.newly_received.total")].mark, CellMark::kNone);
  EXPECT_EQ(checked.error_count, 1);
}

TEST(CheckedReportBuilder, FindsTheEquationThatDoesNotHold) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  sample.AddError("CELL.TEXT", {kTotal});
  const CheckedReport checked = sample.Build(Language::kEnglish);
  ASSERT_NE(checked.findings[0].equation, nullptr);
  EXPECT_EQ(checked.findings[0].equation->id, "row_sum[applications.results.granted]");
  EXPECT_EQ(checked.findings[1].equation, nullptr);
}

TEST(CheckedReportBuilder, TakesSuggestionsOfTheFirstRankForATie) {
  SampleCheck sample;
  validate::v1::Finding& finding = sample.AddTransposedTotal();
  SampleCheck::Suggest(&finding, "applications.results.granted.business", 3, 30, "zero_missing");
  EXPECT_EQ(sample.Build(Language::kEnglish).findings[0].tie_count, 0);
  for (validate::v1::Suggestion& suggestion : *finding.mutable_suggestions()) {
    suggestion.set_ambiguous(true);
    suggestion.set_rank(1);
  }
  validate::v1::Suggestion& later = SampleCheck::Suggest(&finding, "applications.results.granted.other", 0, 27, "x");
  later.set_ambiguous(true);
  later.set_rank(3);
  const CheckedReport checked = sample.Build(Language::kEnglish);
  EXPECT_EQ(checked.findings[0].tie_count, 2);
  EXPECT_THAT(checked.findings[0].suspects,
              ElementsAre(sample.Index("applications.results.granted.business"), sample.Index(kTotal)));
  EXPECT_EQ(checked.cells[sample.Index(kTotal)].mark, CellMark::kCandidate);
}

TEST(CheckedReportBuilder, AdvisesTheBestSuggestionAndNamesWhatElseItMayBe) {
  SampleCheck sample;
  validate::v1::Finding& finding = sample.AddTransposedTotal();
  for (int i = 0; i < 4; ++i) {
    SampleCheck::Suggest(&finding, "applications.results.granted.business", 3, 30, "single_value");
  }
  finding.set_omitted_suggestion_count(5);
  const Advice advice = sample.Build(Language::kEnglish).findings[0].advice;
  EXPECT_EQ(advice.headline, "probably “granted, total” should be 14, not 41: two digits transposed");
  EXPECT_THAT(advice.items, ElementsAre("or else “granted, businesses” should be 30, not 3",
                                        "or else “granted, businesses” should be 30, not 3", "7 more"));
}

TEST(CheckedReportBuilder, SaysPerhapsWhenOthersMayBeAsLikely) {
  SampleCheck sample;
  validate::v1::Finding& finding = sample.AddTransposedTotal();
  finding.mutable_suggestions(0)->set_ambiguous(true);
  const CheckedReport checked = sample.Build(Language::kChinese);
  EXPECT_EQ(checked.findings[0].tie_count, 1);
  EXPECT_EQ(checked.findings[0].advice.headline, "或许：“予以公开 总计”应为 14，而不是 41（相邻两位数字颠倒）");
  EXPECT_EQ(checked.cells[sample.Index(kTotal)].mark, CellMark::kCandidate);
}

TEST(CheckedReportBuilder, DoesNotSayThatItListsAllTiesWhenItDoesNot) {
  SampleCheck sample;
  validate::v1::Finding& finding = sample.AddTransposedTotal();
  finding.mutable_suggestions(0)->set_ambiguous(true);
  validate::v1::Suggestion& second =
      SampleCheck::Suggest(&finding, "applications.results.granted.business", 3, 30, "single_value");
  second.set_rank(1);
  EXPECT_EQ(sample.Build(Language::kEnglish).findings[0].advice.headline,
            "one of these 2 cells is wrong; the relations alone do not tell which:");
  finding.set_omitted_suggestion_count(1);
  EXPECT_EQ(sample.Build(Language::kEnglish).findings[0].advice.headline,
            "many corrections fit the relations equally well, such as:");
}

TEST(CheckedReportBuilder, PutsConsequencesBehindTheirRootAlsoOverSeveralSteps) {
  SampleCheck sample;
  sample.AddError("A", {}).set_caused_by("2");
  sample.AddError("B", {}).set_caused_by("3");
  sample.AddError("C", {});
  sample.AddError("D", {});
  const CheckedReport checked = sample.Build(Language::kEnglish);
  std::vector<std::string> order;
  for (const CheckedFinding& finding : checked.findings) order.push_back(finding.finding.rule_id());
  EXPECT_THAT(order, ElementsAre("C", "A", "B", "D"));
  EXPECT_THAT(checked.findings[0].consequences, ElementsAre(1, 2));
  EXPECT_EQ(checked.findings[1].cause, 0);
  EXPECT_EQ(checked.findings[3].cause, -1);
}

TEST(CheckedReportBuilder, LosesNoFindingWhoseCauseIsUnknownOrGoesInACircle) {
  SampleCheck sample;
  sample.AddError("A", {}).set_caused_by("2");
  sample.AddError("B", {}).set_caused_by("1");
  sample.AddError("C", {}).set_caused_by("none");
  sample.AddError("D", {}).set_caused_by("4");
  const CheckedReport checked = sample.Build(Language::kEnglish);
  ASSERT_EQ(checked.findings.size(), 4U);
  for (const CheckedFinding& finding : checked.findings) EXPECT_EQ(finding.cause, -1);
}

TEST(CheckedReportBuilder, ShowsWhatWasPrinted) {
  SampleCheck sample;
  sample.Set("proactive_disclosure.fees_fen", 687'820'000);
  sample.Note("applications.newly_received.natural_person", report::CellState::kUnreadable, "约2");
  sample.Note("applications.newly_received.business", report::CellState::kReinterpreted, "十二", 12);
  sample.Note("applications.newly_received.other", report::CellState::kMissing, "1 | 2");
  const CheckedReport checked = sample.Build(Language::kChinese);
  const auto cell = [&](const std::string& path) { return checked.cells[sample.Index(path)]; };
  EXPECT_EQ(cell("proactive_disclosure.fees_fen").text, "687.82");
  EXPECT_EQ(cell("applications.newly_received.natural_person").text, "约2");
  EXPECT_EQ(cell("applications.newly_received.business").text, "12");
  EXPECT_EQ(cell("applications.newly_received.business").raw, "十二");
  EXPECT_EQ(cell("applications.newly_received.other").text, "");
  EXPECT_EQ(cell("applications.newly_received.other").raw, "1 | 2");
  EXPECT_EQ(cell("disputes.reconsideration.total").name, "行政复议 总计");
  EXPECT_EQ(cell("disputes.reconsideration.total").row_name, "行政复议");
}

TEST(CheckedReportBuilder, KeepsTheFindingsOfAReportThatItDoesNotUnderstand) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  gateway::v1::CheckDocumentResponse response = sample.Response();
  response.mutable_report()->set_form("ogi-2099");
  const auto builder = CheckedReportBuilder::Create(sample.catalog(), Language::kEnglish);
  const CheckedReport checked = builder->Build("a.docx", "", response);
  EXPECT_THAT(checked.cells, IsEmpty());
  ASSERT_EQ(checked.findings.size(), 1U);
  EXPECT_THAT(checked.findings[0].cells, IsEmpty());
  EXPECT_EQ(checked.findings[0].suggestions[0].text,
            "“applications.results.granted.total” should be 14, not 41: two digits transposed");
}

TEST(CheckedReportBuilder, SaysWhereTheSuspectStandsElseWhereItsCellsBegin) {
  SampleCheck sample;
  validate::v1::Finding& finding = sample.AddTransposedTotal();
  EXPECT_EQ(sample.Build(Language::kEnglish).findings[0].place, "page 2, table 2, row 5, cell 8");
  finding.clear_suggestions();
  EXPECT_EQ(sample.Build(Language::kEnglish).findings[0].place, "page 2, table 2, row 5");
}

}  // namespace
}  // namespace gouji::cli
