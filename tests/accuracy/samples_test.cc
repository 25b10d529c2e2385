// Reads and checks the sample reports, and the published originals where they are at hand (GOUJI_SEEDS_DIR), and
// compares every cell, state and finding with what is written beside them.
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
