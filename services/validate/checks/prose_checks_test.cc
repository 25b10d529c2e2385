#include <string>
#include <vector>

#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/validate/engine.h"
#include "services/validate/sample_report.h"

// What the checks of prose accept and what they do not; that every rule has a failing case is for every_rule_test.cc.
namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;
using sample::FindingsOf;

Validation Check(const Report& report) { return Engine(sample::Rules()).Check(report); }

report::Fact MakeFact(const std::string& kind, int64_t value, int group = 0, const std::string& raw = "") {
  report::Fact fact{.kind = kind, .value = value, .unit = "件", .quote = "收到申请", .position = {}};
  fact.group = group;
  fact.position.raw = raw;
  fact.position.line = 12;
  return fact;
}

// The number of findings of a rule about the consistent report with these facts.
size_t CountWith(const std::string& rule, const std::vector<report::Fact>& facts) {
  Report report = sample::Consistent();  // 本年新收 7, 上年结转 2, 办结 7, 结转下年 2; 复议 2, 1 of them pending
  report.facts = facts;
  return FindingsOf(Check(report), rule).size();
}

TEST(Claim, FitsWhenAnyReadingFits) {
  EXPECT_EQ(CountWith("TEXT.RECEIVED", {MakeFact("received", 7)}), 0U);
  EXPECT_EQ(CountWith("TEXT.RECEIVED", {MakeFact("received", 9)}), 0U) << "with those carried over";
  EXPECT_EQ(CountWith("TEXT.RECEIVED", {MakeFact("received", 8)}), 1U);
  EXPECT_EQ(CountWith("TEXT.RECONSIDERATION", {MakeFact("reconsideration", 2)}), 0U);
  EXPECT_EQ(CountWith("TEXT.RECONSIDERATION", {MakeFact("reconsideration", 1)}), 0U) << "those decided";
  EXPECT_EQ(CountWith("TEXT.RECONSIDERATION", {MakeFact("reconsideration", 0)}), 1U);
}

TEST(Claim, FitsWhenOneOfSeveralNumbersFitsAndTheContradictionIsNoted) {
  const std::vector<report::Fact> facts = {MakeFact("received", 7), MakeFact("received", 4)};
  EXPECT_EQ(CountWith("TEXT.RECEIVED", facts), 0U);
  EXPECT_EQ(CountWith("TEXT.CONTRADICTION", facts), 1U);
  EXPECT_EQ(CountWith("TEXT.RECEIVED", {MakeFact("received", 8), MakeFact("received", 8), MakeFact("received", 4)}), 2U)
      << "each number once";
}

TEST(Claim, ShowsBothSidesAndThePlaceOfTheSentence) {
  Report report = sample::Consistent();
  report.facts = {MakeFact("received", 8)};
  const std::vector<Finding> findings = FindingsOf(Check(report), "TEXT.RECEIVED");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].left, 8);
  EXPECT_EQ(findings[0].right, 7);
  EXPECT_EQ(findings[0].difference, 1);
  EXPECT_EQ(findings[0].cells, std::vector<int>{sample::CellAt(report, "applications.newly_received.total")});
  EXPECT_EQ(findings[0].evidence.back().evidence.line, 12);
  EXPECT_THAT(findings[0].message_zh, testing::HasSubstr("正文称 8（“收到申请”）"));
  EXPECT_THAT(findings[0].message_zh, testing::HasSubstr("= 9"));
}

TEST(Claim, IsNotAssessableWhereANumberIsNotKnown) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.carried_over.total", CellState::kMissing);
  report.facts = {MakeFact("carried_over", 5)};
  const Validation validation = Check(report);
  EXPECT_TRUE(FindingsOf(validation, "TEXT.CARRIED_OVER").empty());
  report.facts.clear();
  EXPECT_EQ(validation.assessment.not_assessable, Check(report).assessment.not_assessable + 1);
}

TEST(Claim, ThatTheCorrectedTotalBearsOutIsAConsequence) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.newly_received.total", 70);  // an extra zero
  report.facts = {MakeFact("received", 7)};
  const Validation validation = Check(report);
  const std::vector<Finding> claims = FindingsOf(validation, "TEXT.RECEIVED");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_FALSE(claims[0].caused_by.empty());
  const std::vector<Finding> sums = FindingsOf(validation, "T3.ROW_SUM");
  ASSERT_EQ(sums.size(), 1U);
  EXPECT_EQ(claims[0].caused_by, sums[0].caused_by.empty() ? sums[0].fingerprint : sums[0].caused_by);
}

TEST(Breakdown, NeedsOneWholeAndTwoParts) {
  EXPECT_EQ(CountWith("TEXT.BREAKDOWN_SUM", {MakeFact("breakdown.whole", 5, 1), MakeFact("breakdown.part", 2, 1)}), 0U);
  EXPECT_EQ(CountWith("TEXT.BREAKDOWN_SUM", {MakeFact("breakdown.whole", 5, 1), MakeFact("breakdown.part", 2, 1),
                                             MakeFact("breakdown.part", 3, 2), MakeFact("breakdown.part", 3, 1)}),
            0U);
  EXPECT_EQ(CountWith("TEXT.BREAKDOWN_SUM", {MakeFact("breakdown.whole", 5, 1), MakeFact("breakdown.part", 2, 1),
                                             MakeFact("breakdown.part", 4, 1)}),
            1U);
}

TEST(Growth, AcceptsRoundingAndCuttingAtTheLastPrintedDigit) {
  const auto count = [](int64_t rate, const std::string& raw, int64_t current, int64_t previous) {
    return CountWith("TEXT.GROWTH_RATE", {MakeFact("growth.rate", rate, 1, raw), MakeFact("growth.current", current, 1),
                                          MakeFact("growth.previous", previous, 1)});
  };
  EXPECT_EQ(count(-2900, "29%", 22, 31), 0U);  // 29.03
  EXPECT_EQ(count(-1250, "12.5%", 7, 8), 0U);  // 12.5
  EXPECT_EQ(count(6600, "66%", 5, 3), 0U);     // 66.67, cut off
  EXPECT_EQ(count(6700, "67%", 5, 3), 0U);     // rounded
  EXPECT_EQ(count(6670, "66.7%", 5, 3), 0U);
  EXPECT_EQ(count(6680, "66.8%", 5, 3), 1U);
  EXPECT_EQ(count(-1900, "19%", 22, 31), 1U);
  EXPECT_EQ(count(10000, "100%", 5, 0), 0U) << "from nothing there is no rate";
}

TEST(Fees, InTheWrongUnitAreSaidOnceAndNotAsAClaimThatDiffersBesides) {
  Report report = sample::Consistent();  // 687.82 万元
  report.facts = {MakeFact("fees", 68'782)};
  const Validation validation = Check(report);
  EXPECT_EQ(FindingsOf(validation, "T2.UNIT").size(), 1U);
  EXPECT_TRUE(FindingsOf(validation, "TEXT.FEES").empty()) << "one finding for one cause";
}

// The findings of a rule about a text in a section of the consistent report (of 2023).
size_t CountInText(const std::string& rule, size_t section, const std::string& text) {
  Report report = sample::Consistent();
  report.sections[section].text = text;
  return FindingsOf(Check(report), rule).size();
}

TEST(YearText, LooksAtWhatIsToldAsThisYearsWorkOnly) {
  for (const char* text : {"2022年，我局无依申请公开事项。", "2024年我县共收到政府信息公开申请5件。",
                           "2021年，根据《中华人民共和国政府信息公开条例》，编制本报告。"}) {
    EXPECT_EQ(CountInText("META.YEAR_TEXT", 0, text), 1U) << text;
  }
  for (const char* text : {"2023年，我局无依申请公开事项。", "2022年共收到政府信息公开申请5件，2023年收到7件。",
                           "共收到申请7件，2022年收到政府信息公开申请8件，同比下降12.5%。", "2024年，我局将继续推进。",
                           "2019年，修订后的《条例》施行。", "自2008年以来，共收到政府信息公开申请30件。"}) {
    EXPECT_EQ(CountInText("META.YEAR_TEXT", 0, text), 0U) << text;
  }
}

TEST(YearText, TakesANumberOfAnEarlierYearForThisYearsOnlyWhereItIsThat) {
  Report report = sample::Consistent();
  const int64_t received = report.cells[sample::CellAt(report, "applications.newly_received.total")].value;
  const auto count = [&](int64_t number) {
    report.sections[0].text = fmt::format("2022年，我局共收到政府信息公开申请 {} 件。", number);
    return FindingsOf(Check(report), "META.YEAR_TEXT").size();
  };
  EXPECT_EQ(count(received), 1U);
  EXPECT_EQ(count(received + 3), 0U) << "rather the number of 2022";
  report.facts = {MakeFact("received", received)};
  EXPECT_EQ(count(received), 0U) << "this year's is told elsewhere";
  EXPECT_EQ(CountInText("META.YEAR_TEXT", 0, "2022年主动公开政府信息62条。"), 0U) << "no table tells whose it is";
  EXPECT_EQ(CountInText("META.YEAR_TEXT", 0, "2024年主动公开政府信息62条。"), 1U) << "the future is no comparison";
}

TEST(Processed, MayLeaveOutWhatWasCarriedOver) {
  EXPECT_EQ(CountWith("TEXT.PROCESSED", {MakeFact("processed", 7)}), 0U);
  EXPECT_EQ(CountWith("TEXT.PROCESSED", {MakeFact("processed", 5)}), 0U) << "of those received in the year";
  EXPECT_EQ(CountWith("TEXT.PROCESSED", {MakeFact("processed", 6)}), 1U);
}

TEST(Claim, SuggestWhatACellOutsideOfAllEquationsShouldBe) {
  Report report = sample::Consistent();
  sample::Set(report, "proactive_disclosure.licensing_decisions", 102);
  const auto suggest = [&](int64_t claimed) {
    report.facts = {MakeFact("licensing_decisions", claimed)};
    const std::vector<Finding> findings = FindingsOf(Check(report), "TEXT.DECISIONS");
    EXPECT_EQ(findings.size(), 1U);
    return findings.empty() ? std::vector<Suggestion>() : findings[0].suggestions;
  };
  std::vector<Suggestion> suggestions = suggest(120);
  ASSERT_EQ(suggestions.size(), 1U);
  EXPECT_EQ(suggestions[0].operation, "digit_transposed");
  EXPECT_EQ(suggestions[0].changes[0].to, 120);
  EXPECT_FALSE(suggestions[0].ambiguous);
  suggestions = suggest(377);
  ASSERT_EQ(suggestions.size(), 1U);
  EXPECT_TRUE(suggestions[0].ambiguous) << "the prose may be wrong as well";
}

TEST(Parts, AreAsManyAsThereAreAndAsAreNamed) {
  const auto count = [](int64_t announced, const std::string& quote) {
    Report report = sample::Consistent();
    report.facts = {MakeFact("parts_announced", announced)};
    report.facts[0].quote = quote;
    return FindingsOf(Check(report), "TEXT.PARTS_ANNOUNCED").size();
  };
  EXPECT_EQ(count(6, "本报告由六部分组成"), 0U);
  EXPECT_EQ(count(5, "本报告由五部分组成"), 1U);
  const std::string five =
      "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况、其他需要报告的"
      "事项";
  EXPECT_EQ(count(6, five + "六部分组成"), 1U) << "reconsideration and litigation are not named";
  EXPECT_EQ(count(6, five + "等六部分组成"), 0U) << "these are some of them";
  EXPECT_EQ(count(6,
                  "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政"
                  "诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成"),
            0U);
}

TEST(RulemakingPower, IsNotDeniedToTheOfficeThatPublishesAGovernmentsReport) {
  Report report = sample::Consistent();
  sample::Set(report, "proactive_disclosure.regulations.in_force", 6);
  const auto count = [&](const std::string& name, report::AgencyLevel level) {
    report.agency = {};
    report.agency.name = name;
    report.agency.level = level;
    report.agency.kind = report::AgencyKind::kDepartment;
    return FindingsOf(Check(report), "T2.RULEMAKING_POWER").size();
  };
  EXPECT_EQ(count("青榆省交通运输厅", report::AgencyLevel::kProvince), 1U);
  EXPECT_EQ(count("青榆省人民政府办公厅", report::AgencyLevel::kProvince), 0U);
  EXPECT_EQ(count("青榆省松鹭县人民政府办公室", report::AgencyLevel::kCounty), 1U);
  EXPECT_EQ(count("溪流管理部", report::AgencyLevel::kNation), 0U);
}

TEST(TemplateResidue, IsAnInstructionInBrackets) {
  for (const char* text : {"总体情况（宋体加粗小四号字）", "请登录政府门户网站（具体网址）查阅。",
                           "该部分以表格形式报告", "全年收到申请XX件"}) {
    EXPECT_EQ(CountInText("TEXT.TEMPLATE_RESIDUE", 0, text), 1U) << text;
  }
  for (const char* text : {"请登录政府门户网站（www.example.gov.cn）查阅。", "公开仿宋体书法展览信息3条。",
                           "办理结果（一）予以公开。", "我局（含下属单位）"}) {
    EXPECT_EQ(CountInText("TEXT.TEMPLATE_RESIDUE", 0, text), 0U) << text;
  }
}

TEST(DuplicatedWord, IsTheSameIdeographsTwiceAtOnce) {
  EXPECT_EQ(CountInText("TEXT.DUPLICATED_WORD", 0, "推进政务公开公开工作。"), 1U);
  EXPECT_EQ(CountInText("TEXT.DUPLICATED_WORD", 0, "推进政务公开 公开工作。"), 1U);
  EXPECT_EQ(CountInText("TEXT.DUPLICATED_WORD", 0, "方方面面都在2323年推进，公开，公开。"), 0U);
  EXPECT_EQ(CountInText("TEXT.DUPLICATED_WORD", 0, "公开"), 0U);
}

TEST(Prose, OfMegabytesIsCheckedInBoundedTime) {
  std::string text;
  while (text.size() < 5'000'000) {
    text += "2022年，我局无依申请公开事项（宋体加粗小四号字），公开公开。";
  }
  Report report = sample::Consistent();
  report.sections[0].text = text;
  EXPECT_LT(Check(report).findings.size(), 100U);
}

}  // namespace
}  // namespace gouji::validate
