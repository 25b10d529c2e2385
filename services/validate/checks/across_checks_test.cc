// The rules that compare a report with those of other units: each holds, fails, is not assessable, and is silent
// without the others. (With last year's: year_checks_test.cc.)
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/agency.h"
#include "services/validate/engine.h"
#include "services/validate/sample_report.h"
#include "services/validate/similarity/sample_prose.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;
using testing::ElementsAre;
using testing::HasSubstr;

Validation Check(const Report& report, const Context& context) {
  Context across = context;
  across.scope = CheckScope::kAcross;
  return Engine(sample::Rules()).Check(report, {}, across);
}

std::vector<Finding> FindingsOf(const Report& report, const Context& context, std::string_view rule_id) {
  return sample::FindingsOf(Check(report, context), rule_id);
}

Report ReportOf(const std::string& agency, int year) {
  Report report = sample::Consistent();
  report.agency = report::ResolveAgency(agency);
  report.year = year;
  return report;
}

class Copies : public testing::Test {
 protected:
  static constexpr int kSentences = 30;

  static Report Original(const std::string& agency, int year) {
    return sample::ReportWith(agency, year, sample::Sentences(1, agency, year, kSentences, 0));
  }
  // The same author's prose for another agency or year, some sentences of it new.
  static Report Copy(const std::string& agency, int year, int changed_percent) {
    return sample::ReportWith(agency, year, sample::Copied(1, agency, year, kSentences, 0, 2, changed_percent));
  }
  static Report Independent(const std::string& agency, int year) {
    return sample::ReportWith(agency, year, sample::Sentences(3, agency, year, kSentences, 0));
  }
  static Context WithPrevious(const Report& previous) {
    return {.previous = ComparedReport{.unit = "青榆县水利局", .report = &previous, .year = previous.year}};
  }
  static Context WithPeer(const Report& peer) {
    return {.peers = {{.unit = report::ResolveUnit(peer.agency.name).id, .report = &peer, .year = peer.year}}};
  }
};

TEST_F(Copies, OfLastYearsReportAreFoundAndQuoted) {
  const Report previous = Original("青榆县水利局", 2022);
  const Report report = Copy("青榆县水利局", 2023, 10);
  const std::vector<Finding> findings = FindingsOf(report, WithPrevious(previous), "YEAR.COPY");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().severity, Severity::kWarning);
  EXPECT_THAT(findings.front().compared_with, ElementsAre("青榆县水利局/2022"));
  EXPECT_THAT(findings.front().message_zh, HasSubstr("青榆县水利局 2022 年报告"));
  EXPECT_THAT(findings.front().message_zh, HasSubstr("“"));
  EXPECT_TRUE(FindingsOf(report, WithPrevious(previous), "PEER.COPY").empty());
}

TEST_F(Copies, ProseThatIsMostlyNewIsNone) {
  const Report previous = Original("青榆县水利局", 2022);
  EXPECT_TRUE(FindingsOf(Copy("青榆县水利局", 2023, 60), WithPrevious(previous), "YEAR.COPY").empty());
  const Validation validation = Check(Independent("青榆县水利局", 2023), WithPrevious(previous));
  EXPECT_TRUE(sample::FindingsOf(validation, "YEAR.COPY").empty());
}

TEST_F(Copies, OfAnotherAgencysReportAreFoundInBoth) {
  const Report a = Original("青榆县水利局", 2023);
  const Report b = Copy("雁山县审计局", 2023, 20);
  EXPECT_EQ(FindingsOf(b, WithPeer(a), "PEER.COPY").size(), 1U);
  EXPECT_EQ(FindingsOf(a, WithPeer(b), "PEER.COPY").size(), 1U);
}

TEST_F(Copies, AReportIsNoCopyOfALaterOneNorOfItsOwnOrgans) {
  const Report report = Original("青榆县水利局", 2023);
  for (const Report& other :
       {Copy("雁山县审计局", 2024, 0), Copy("水利局", 2023, 0), Copy("青榆县水利局", 2021, 0), Copy("", 2023, 0)}) {
    const Validation validation = Check(report, WithPeer(other));
    EXPECT_TRUE(sample::FindingsOf(validation, "PEER.COPY").empty()) << other.agency.name << other.year;
    EXPECT_EQ(validation.assessment.held, 0);
  }
}

TEST_F(Copies, AreOneFindingHoweverManyReportsShareTheProse) {
  std::vector<Report> others;
  Context context;
  for (int i = 0; i < 9; ++i) others.push_back(Copy("青榆县第" + std::to_string(i) + "镇", 2023, i));
  for (const Report& other : others) {
    context.peers.push_back({.unit = other.agency.name, .report = &other, .year = other.year});
  }
  const std::vector<Finding> findings = FindingsOf(Original("青榆县水利局", 2023), context, "PEER.COPY");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().compared_with.size(), 9U);
  EXPECT_THAT(findings.front().message_zh, HasSubstr("等 8 份"));
}

TEST_F(Copies, OfTooLittleProseAreNotAssessable) {
  const Report report = sample::ReportWith("甲县", 2023, sample::Sentences(1, "甲县", 2023, 2, 0));
  const Report peer = sample::ReportWith("乙县", 2023, sample::Sentences(1, "乙县", 2023, 2, 0));
  const Validation validation = Check(report, WithPeer(peer));
  EXPECT_TRUE(sample::FindingsOf(validation, "PEER.COPY").empty());
  EXPECT_EQ(validation.assessment.not_assessable, 1);
}

TEST_F(Copies, WordsThatFormAndLawPrescribeAreNone) {
  std::vector<std::string> sentences;
  for (int i = 0; i < 100; ++i) {
    sentences.push_back(
        "本年度未收到政府信息公开申请，未发生因政府信息公开引起的行政复议和行政诉讼，未收取信息处理费。");
  }
  const Report peer = sample::ReportWith("乙县", 2023, sentences);
  EXPECT_TRUE(FindingsOf(sample::ReportWith("甲县", 2023, sentences), WithPeer(peer), "PEER.COPY").empty());
}

TEST_F(Copies, AreComparedInBoundedTimeInFiveMegabytesOfProse) {
  const std::string long_text(5'000'000, 'x');
  std::vector<std::string> sentences = sample::Sentences(1, "甲县", 2023, kSentences, 0);
  sentences.push_back(long_text);
  const Report report = sample::ReportWith("甲县", 2023, sentences);
  const Report peer = sample::ReportWith("乙县", 2023, sentences);
  EXPECT_EQ(FindingsOf(report, WithPeer(peer), "PEER.COPY").size(), 1U);
}

// A county's report and those of its two organs, which add up.
class TreeSum : public testing::Test {
 protected:
  TreeSum() {
    for (size_t cell = 0; cell < county_.cells.size(); ++cell) {
      county_.cells[cell].value = 2 * finance_.cells[cell].value;
    }
  }
  Context WithAll() const {
    return {.subordinates = {{.unit = "临县财政局", .report = &finance_, .year = 2023},
                             {.unit = "临县水利局", .report = &water_, .year = 2023}}};
  }
  std::vector<Finding> Findings() const { return FindingsOf(county_, WithAll(), "TREE.SUM"); }

  Report county_ = ReportOf("临县人民政府", 2023);
  Report finance_ = ReportOf("临县财政局", 2023);
  Report water_ = ReportOf("临县水利局", 2023);
};

TEST_F(TreeSum, HoldsForEveryCellWhenTheReportsAddUp) {
  const Validation validation = Check(county_, WithAll());
  EXPECT_TRUE(validation.findings.empty());
  EXPECT_EQ(validation.assessment.held, county_.form->cell_count());
  EXPECT_THAT(validation.assessment.compared_with, ElementsAre("临县财政局/2023", "临县水利局/2023"));
}

TEST_F(TreeSum, FailsForEveryCellThatIsChangedInOneFindingARow) {
  for (int cell = 0; cell < county_.form->cell_count(); ++cell) {
    Report changed = county_;
    changed.cells[static_cast<size_t>(cell)].value += 1;
    const std::vector<Finding> findings = FindingsOf(changed, WithAll(), "TREE.SUM");
    ASSERT_EQ(findings.size(), 1U) << cell;
    EXPECT_THAT(findings.front().cells, ElementsAre(cell));
    EXPECT_EQ(findings.front().difference, 1);
    EXPECT_EQ(findings.front().severity, Severity::kWarning);
  }
  sample::Set(county_, "applications.results.granted.natural_person", 100);
  sample::Set(county_, "applications.results.granted.total", 101);
  ASSERT_EQ(Findings().size(), 1U);
  EXPECT_EQ(Findings().front().cells.size(), 2U);
  EXPECT_EQ(Findings().front().left, 101);
}

TEST_F(TreeSum, OpenCellsStandForAnyNumberFromZero) {
  constexpr char kPath[] = "applications.results.granted.natural_person";
  sample::SetState(water_, kPath, CellState::kBlank);
  sample::Set(finance_, kPath, 5);
  sample::Set(county_, kPath, 9);  // the open one may be 4
  EXPECT_TRUE(Findings().empty());
  EXPECT_EQ(Check(county_, WithAll()).assessment.not_assessable, 1);
  sample::Set(county_, kPath, 5);  // or 0
  EXPECT_EQ(Check(county_, WithAll()).assessment.not_assessable, 0);
  sample::Set(county_, kPath, 4);  // less than one of them
  EXPECT_EQ(Findings().size(), 1U);
}

TEST_F(TreeSum, WithAMissingReportNothingIsComparedAndTheUnitIsNamed) {
  Context context = WithAll();
  context.subordinates.push_back({.unit = "临县审计局", .year = 2023});
  sample::Set(county_, "applications.results.granted.natural_person", 100);
  const Validation validation = Check(county_, context);
  ASSERT_EQ(validation.findings.size(), 1U);
  EXPECT_EQ(validation.findings.front().severity, Severity::kInfo);
  EXPECT_THAT(validation.findings.front().message_zh, HasSubstr("没有报告：临县审计局"));
  EXPECT_EQ(validation.assessment.not_assessable, 1);
  EXPECT_EQ(validation.assessment.held, 0);
  EXPECT_EQ(validation.assessment.verdict, Verdict::kAccepted);
}

TEST_F(TreeSum, AUnitThatReportsTwiceOrOnAnotherFormIsNamed) {
  Context context = WithAll();
  context.subordinates.push_back(context.subordinates.front());
  EXPECT_THAT(FindingsOf(county_, context, "TREE.SUM").front().message_zh, HasSubstr("报告不止一份：临县财政局"));
  water_.form = sample::Catalog().Find("ogi-2019");
  water_.cells.resize(static_cast<size_t>(water_.form->cell_count()));
  EXPECT_THAT(Findings().front().message_en, HasSubstr("another form or year, or an aggregate: 临县水利局"));
}

TEST_F(TreeSum, IsMadeForAggregateReportsOnly) {
  county_.agency.scope = report::ReportScope::kOwn;
  EXPECT_TRUE(FindingsOf(county_, WithAll(), "TREE.SUM").empty());
}

TEST_F(TreeSum, SumsBeyond64BitsAreNotAssessable) {
  constexpr char kPath[] = "proactive_disclosure.fees_fen";
  constexpr int64_t kMost = 1'000'000'000'000'000'000;
  sample::Set(finance_, kPath, kMost);
  Context context = WithAll();
  for (int i = 0; i < 20; ++i) {
    context.subordinates.push_back({.unit = "临县" + std::to_string(i) + "局", .report = &finance_, .year = 2023});
  }
  EXPECT_GE(Check(county_, context).assessment.not_assessable, 1);
}

TEST(AcrossRules, AreAllTestedHere) {
  std::set<std::string> ids;
  for (const Rule& rule : sample::Rules().rules()) {
    if (rule.pack == "across") ids.insert(rule.id);
  }
  EXPECT_THAT(ids, ElementsAre("PEER.COPY", "TREE.SUM", "YEAR.CARRY", "YEAR.COPY", "YEAR.IN_FORCE", "YEAR.JUMP"));
}

TEST(AcrossRules, PacksWithBadFieldsAreRefused) {
  const auto create = [](const std::string& check) {
    std::vector<PackSource> packs = BuiltInPacks();
    packs.push_back(
        {"province.textproto",
         "id: 'province' rules { id: 'P.X' severity: SEVERITY_INFO name_zh: '甲' name_en: 'a' message_zh: '甲' "
         "message_en: 'a' basis: '甲' " +
             check + " }"});
    return std::string(RuleSet::Create(sample::Catalog(), packs).status().message());
  };
  EXPECT_EQ(create("copy { source: COPY_SOURCE_PEERS min_percent: 60 min_runs: 100 }"), "");
  EXPECT_THAT(create("copy { source: COPY_SOURCE_PEERS min_percent: 101 min_runs: 100 }"), HasSubstr("min_percent"));
  EXPECT_THAT(create("copy { min_percent: 60 min_runs: 100 }"), HasSubstr("copy.source"));
  EXPECT_THAT(create("copy { source: COPY_SOURCE_PEERS min_percent: 60 }"), HasSubstr("min_runs"));
  EXPECT_THAT(create("jump { factor: 5 }"), HasSubstr("jump.figures"));
  EXPECT_THAT(create("jump { factor: 1 figures { cell: 'applications.carried_over.total' floor: 5 } }"),
              HasSubstr("factor"));
  EXPECT_THAT(create("jump { factor: 5 figures { cell: 'applications.carried_over.total' } }"), HasSubstr("floor"));
  EXPECT_THAT(create("jump { factor: 5 figures { cell: 'applications.carried_over.total' floor: 5 } figures { cell: "
                     "'applications.misspelt' floor: 5 } }"),
              HasSubstr("misspelt"));
  EXPECT_THAT(create("tree_sum { incomplete_severity: SEVERITY_INFO incomplete_message_zh: '{x}' }"), HasSubstr("x"));
}

}  // namespace
}  // namespace gouji::validate
