// Generated reports in every layout are read back exactly; damaged ones never with a value that is not the true one.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "services/parse/parser.h"
#include "tests/accuracy/reading_trial.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/printed_cells.h"
#include "tests/generator/render.h"

namespace gouji {
namespace {

constexpr uint64_t kSeed = 20'240'131;

class Generated : public testing::Test {
 protected:
  Generated() : catalog_(*report::FormCatalog::BuiltIn()), parser_(*parse::Parser::Create(catalog_, {})) {}

  const report::Form& form() const { return *catalog_.Find("ogi-2021"); }

  report::FormCatalog catalog_;
  parse::Parser parser_;
};

TEST_F(Generated, ReportsAreReadBackExactlyInEveryLayout) {
  for (const char* name :
       {"tabs", "tabs-quirks", "tabs-blanks", "trailing-pipes", "framed-pipes", "framed-pipes-blanks"}) {
    const generator::Layout layout = *generator::FindLayout(name);
    for (uint64_t index = 0; index < 25; ++index) {
      const auto truth = generator::Generate(form(), kSeed, {.index = index, .first_year = 2021, .last_year = 2025});
      const auto report = parser_.Parse(generator::Render(truth, layout), "", {});
      ASSERT_TRUE(report.ok()) << report.status();
      ASSERT_EQ(report->form, &form());
      EXPECT_EQ(report->agency.name, truth.agency) << name << " " << index;
      EXPECT_EQ(report->year, truth.year) << name << " " << index;
      EXPECT_EQ(report->issue_date, truth.issue_date) << name << " " << index;
      const auto printed = generator::PrintedCells(truth, layout);
      for (int c = 0; c < form().cell_count(); ++c) {
        const report::Cell want = printed[c].kind == generator::Printed::kFigure
                                      ? report::Cell{.value = printed[c].figure, .state = report::CellState::kRead}
                                      : report::Cell{.value = 0, .state = report::CellState::kBlank};
        EXPECT_EQ(report->cells[c], want) << name << " " << index << ": " << form().cells()[c].path;
      }
    }
  }
}

class DamagedReports : public Generated, public testing::WithParamInterface<Damage> {};

TEST_P(DamagedReports, AreNeverReadWithAWrongValue) {
  for (const char* layout : {"tabs", "tabs-quirks", "tabs-blanks", "html", "html-blanks", "docx"}) {
    ReadingCounts counts;
    for (uint64_t index = 0; index < 12; ++index) {
      const ReadingTrial trial =
          TryReading(parser_, {&form(), *generator::FindLayout(layout), GetParam(), kSeed, index});
      counts.Add(trial.counts);
      if (trial.counts.silent_wrong + trial.counts.blank_as_zero + trial.counts.guessed == 0) {
        continue;
      }
      ADD_FAILURE() << trial.file_name << " is read with a wrong value";
      for (const std::string& difference : trial.differences) {
        std::printf("  %s\n", difference.c_str());
      }
    }
    // Most of a damaged report is as it was.
    EXPECT_GT((counts.exact + counts.unclear_exact) * 3,
              (counts.printed + counts.unclear) * (GetParam() == Damage::kRowsNarrowed ? 0 : 2))
        << layout;
  }
}

INSTANTIATE_TEST_SUITE_P(EveryKind, DamagedReports, testing::ValuesIn(kAllDamages), [](const auto& kind) {
  std::string name(DamageName(kind.param));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace gouji
