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
    for (uint64_t index = 0; index < 6; ++index) {
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

// What damages to headers, labels and pages leave of the figures, in layouts that print their cells: nearly all.
TEST_P(DamagedReports, AreReadNearlyWholeWhereNoFigureIsLost) {
  static constexpr uint64_t kOtherSeed = 20'250'228;
  switch (GetParam()) {
    case Damage::kHeaderSplit:
    case Damage::kHeaderRepeated:
    case Damage::kLabelMisread:
    case Damage::kLabelShifted:
    case Damage::kGroupSwallowed:
    case Damage::kEmptyRows:
    case Damage::kRowAdded:
    case Damage::kPageBroken:
      break;
    default:
      return;
  }
  ReadingCounts counts;
  for (const char* layout :
       {"tabs", "padded-pipes", "framed-pipes", "line-cells", "html", "docx", "xlsx-no-borders", "pdf"}) {
    for (uint64_t index = 0; index < 4; ++index) {
      counts.Add(TryReading(parser_, {&form(), *generator::FindLayout(layout), GetParam(), kOtherSeed, index}).counts);
    }
  }
  EXPECT_EQ(counts.silent_wrong, 0);
  EXPECT_GE(counts.exact * 1000, counts.printed * 995) << counts.exact << " of " << counts.printed;
}

// Nothing marks where the rows of a spreadsheet without borders end, so that lost cells look like blank ones.
TEST_F(Generated, FiguresThatMovedUpInSpreadsheetsWithoutBordersAreNeverTakenForOthers) {
  for (const char* layout : {"xlsx-no-borders", "xlsx-no-borders-blanks"}) {
    for (const report::Form& printed_form : catalog_.forms()) {
      for (uint64_t index = 0; index < 20 && printed_form.cell_count() > 0; ++index) {
        const ReadingTrial trial = TryReading(
            parser_, {&printed_form, *generator::FindLayout(layout), Damage::kCellDropped, 20'250'301, index});
        EXPECT_EQ(trial.counts.silent_wrong + trial.counts.blank_as_zero + trial.counts.guessed, 0) << trial.file_name;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(EveryKind, DamagedReports, testing::ValuesIn(kAllDamages), [](const auto& kind) {
  std::string name(DamageName(kind.param));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace gouji
