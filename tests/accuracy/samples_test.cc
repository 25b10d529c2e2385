// Reads and checks the sample reports, and the published originals where they are at hand (GOUJI_SEEDS_DIR), and
// compares every cell, state and finding with what is written beside them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "services/parse/parser.h"
#include "services/validate/engine.h"
#include "services/validate/rule_set.h"
#include "tests/accuracy/expectation.h"

namespace gouji {
namespace {

class Accuracy : public testing::Test {
 protected:
  Accuracy()
      : catalog_(*report::FormCatalog::BuiltIn()),
        parser_(*parse::Parser::Create(catalog_, {})),
        rules_(*validate::RuleSet::Create(catalog_, validate::BuiltInPacks())),
        engine_(rules_) {}

  report::Report Read(const Expectation& expected) const {
    const auto report = parser_.Parse(ReadFile(expected.document), expected.document.filename().string(), {});
    EXPECT_TRUE(report.ok()) << expected.document << ": " << report.status();
    return report.ok() ? *report : report::Report();
  }

  report::FormCatalog catalog_;
  parse::Parser parser_;
  validate::RuleSet rules_;
  validate::Engine engine_;
};

TEST_F(Accuracy, TheSamplesGiveExactlyTheCellsAndFindingsWrittenBesideThem) {
  const auto samples = LoadExpectations(GOUJI_SOURCE_DIR "/tests/data/reports", ".expected.json");
  ASSERT_GE(samples.size(), 12U);
  for (const Expectation& expected : samples) {
    const report::Report report = Read(expected);
    for (const std::string& difference : Differences(expected, report)) {
      ADD_FAILURE() << expected.document.filename() << ": " << difference;
    }
    for (const std::string& difference : Differences(expected, report, engine_.Check(report))) {
      ADD_FAILURE() << expected.document.filename() << ": " << difference;
    }
  }
}

// Inconsistencies like those of published reports, each with the rule that finds it and the cells that it names.
TEST_F(Accuracy, InconsistenciesOfPublishedReportsAreFoundByTheRulesThatFit) {
  using validate::Severity;
  struct Case {
    const char* sample;
    const char* rule;
    Severity severity;
    std::vector<const char*> cells;
    const char* told;  // part of the message
  };
  const std::vector<Case> cases = {
      {"dilu-health-2023", "TEXT.BREAKDOWN_SUM", Severity::kWarning, {}, "总数 465，分项 1 + 1 + 1 + 1 + 8 + 34"},
      {"xinghe-transport-2023", "TEXT.BREAKDOWN_SUM", Severity::kWarning, {}, "78 + 35 + 8 + 10 = 131，差 5"},
      {"huaique-culture-2022", "TEXT.BREAKDOWN_SUM", Severity::kWarning, {}, "27 + 109 + 138 + 8 = 282，差 1"},
      {"fengyan-urban-management-2024", "TEXT.BREAKDOWN_SUM", Severity::kWarning, {}, "5 + 70 + 20 = 95，差 1"},
      {"tanglu-city-2022", "TEXT.BREAKDOWN_SUM", Severity::kWarning, {}, "75656 + 98113 = 173769"},
      {"wuque-commerce-2023", "TEXT.BREAKDOWN_SUM", Severity::kWarning, {}, "= 125，差 11"},
      {"wuying-culture-2021", "META.YEAR_TEXT", Severity::kWarning, {}, "2022年，我局无依申请公开事项"},
      {"yanou-housing-2022", "META.YEAR_TEXT", Severity::kWarning, {}, "2021年，根据《条例》要求"},
      {"cangji-haoli-town-2021", "META.PERIOD", Severity::kWarning, {}, "2021-12-30"},
      {"jiangli-qingyan-town-2023",
       "T2.RULEMAKING_POWER",
       Severity::kWarning,
       {"proactive_disclosure.regulations.issued", "proactive_disclosure.regulations.repealed",
        "proactive_disclosure.regulations.in_force"},
       "现行有效件数 6"},
      {"jiyan-economic-zone-2019",
       "T2019.RULEMAKING_POWER",
       Severity::kWarning,
       {"proactive_disclosure_2019.regulations.newly_made"},
       "本年新制作数量 5"},
      {"xingyuan-veterans-2020",
       "T2019.RULEMAKING_POWER",
       Severity::kWarning,
       {"proactive_disclosure_2019.regulations.newly_made"},
       "本年新制作数量 6"},
      {"muying-urban-management-2019",
       "CELL.TEXT",
       Severity::kError,
       {"proactive_disclosure_2019.penalty.change"},
       "--253"},
      {"muying-urban-management-2019",
       "CELL.TEXT",
       Severity::kError,
       {"proactive_disclosure_2019.other_services.prior_items"},
       "+22"},
      {"luyuan-high-tech-zone-2023", "META.BASIS", Severity::kInfo, {}, "国办公开办函〔2019〕60号"},
      {"jiangli-qingyan-town-2023", "META.BASIS", Severity::kInfo, {}, "国办发〔2021〕30号"},
      {"huaiyu-que-township-2023", "META.BASIS", Severity::kInfo, {}, "年度报告有关事项的通知》"},
      {"songou-luoxi-town-2022", "FORM.OBSOLETE", Severity::kError, {}, "2022年度的报告"},
      {"lanchan-qixi-township-2020", "FORM.OBSOLETE", Severity::kInfo, {}, "2020年度的报告"},
      {"dichan-statistics-2023", "TEXT.PARTS_ANNOUNCED", Severity::kInfo, {}, "称 6 部分，实有或列出 5 部分"},
      {"dique-statistics-2023", "TEXT.PARTS_ANNOUNCED", Severity::kInfo, {}, "称 6 部分，实有或列出 5 部分"},
  };
  for (const Case& c : cases) {
    const std::vector<Expectation> samples =
        LoadExpectations(GOUJI_SOURCE_DIR "/tests/data/reports", std::string(c.sample) + ".expected.json");
    ASSERT_EQ(samples.size(), 1U) << c.sample;
    const report::Report report = Read(samples[0]);
    int found = 0;
    for (const validate::Finding& finding : engine_.Check(report).findings) {
      std::vector<std::string> cells;
      for (const int cell : finding.cells) {
        cells.push_back(report.form->cells()[cell].path);
      }
      found += finding.rule_id == c.rule && finding.severity == c.severity &&
                       cells == std::vector<std::string>(c.cells.begin(), c.cells.end()) &&
                       finding.message_zh.find(c.told) != std::string::npos
                   ? 1
                   : 0;
    }
    EXPECT_EQ(found, 1) << c.sample << " " << c.rule << " " << c.told;
  }
}

TEST_F(Accuracy, RatesAndBalancesOfPublishedReportsThatHoldRaiseNoAlarm) {
  for (const char* sample : {"fenglu-police-2023", "huaiying-finance-2024", "tangyan-housing-2022",
                             "tanglu-ecology-2022", "jihe-natural-resources-2023"}) {
    const std::vector<Expectation> samples =
        LoadExpectations(GOUJI_SOURCE_DIR "/tests/data/reports", std::string(sample) + ".expected.json");
    ASSERT_EQ(samples.size(), 1U) << sample;
    const validate::Validation validation = engine_.Check(Read(samples[0]));
    EXPECT_TRUE(validation.findings.empty()) << sample << ": " << validation.findings.front().message_zh;
  }
}

TEST_F(Accuracy, TheOriginalsArePlacedInTheirDivisionsAndABareNameInNone) {
  const char* folder = std::getenv("GOUJI_SEEDS_DIR");
  if (folder == nullptr || *folder == '\0') {
    GTEST_SKIP() << "GOUJI_SEEDS_DIR is not set: the published originals are not at hand";
  }
  std::vector<std::string> places;
  for (const Expectation& expected : LoadExpectations(folder, ".golden.json")) {
    const report::Agency agency = Read(expected).agency;
    std::string place = agency.region_code;
    for (const std::string& division : agency.region_path) {
      place += " " + division;
    }
    places.push_back(place);
  }
  EXPECT_THAT(places, testing::UnorderedElementsAre("140827 山西省 运城市 垣曲县", "", "141124 山西省 吕梁市 临县",
                                                    "411528 河南省 信阳市 息县", "370828 山东省 济宁市 金乡县"));
}

TEST_F(Accuracy, TheOriginalsAreReadCellByCellWithoutErrorsOrWarnings) {
  const char* folder = std::getenv("GOUJI_SEEDS_DIR");
  if (folder == nullptr || *folder == '\0') {
    GTEST_SKIP() << "GOUJI_SEEDS_DIR is not set: the published originals are not at hand";
  }
  const auto originals = LoadExpectations(folder, ".golden.json");
  ASSERT_FALSE(originals.empty()) << folder;
  for (const Expectation& expected : originals) {
    const report::Report report = Read(expected);
    for (const std::string& difference : Differences(expected, report)) {
      ADD_FAILURE() << expected.document.filename() << ": " << difference;
    }
    for (const validate::Finding& finding : engine_.Check(report).findings) {
      EXPECT_EQ(finding.severity, validate::Severity::kInfo) << expected.document << ": " << finding.message_en;
    }
  }
}

// The comparison itself can fail.
TEST_F(Accuracy, AWrongValueAWrongStateAndAMissingFindingAreDifferences) {
  auto samples = LoadExpectations(GOUJI_SOURCE_DIR "/tests/data/reports", ".expected.json");
  Expectation expected = samples.front();
  report::Report report = Read(expected);
  ASSERT_TRUE(Differences(expected, report).empty());
  report.cells[20].value += 1;
  EXPECT_EQ(Differences(expected, report).size(), 1U);
  report.cells[20] = {.value = 0, .state = report::CellState::kMissing};
  EXPECT_EQ(Differences(expected, report).size(), 2U);
  expected.findings->emplace("T3.ROW_SUM", "ERROR", std::vector<std::string>{"x"});
  EXPECT_FALSE(Differences(expected, report, engine_.Check(Read(samples.front()))).empty());
}

}  // namespace
}  // namespace gouji
