// What damage took from generated reports and the page still determines comes back with its value, and nothing else
// does.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "services/parse/parser.h"
#include "tests/accuracy/reading_trial.h"
#include "tests/generator/layout.h"

namespace gouji {
namespace {

// Of reports that nothing was mended for.
constexpr uint64_t kSeed = 27'182'818;
constexpr uint64_t kReports = 3;
// So many of 100 determined cells are recovered in every layout.
constexpr int64_t kRecoveredOf100 = 99;

// Ways to print that keep places in different manners, or none.
constexpr const char* kLayouts[] = {
    "tabs",         "tabs-quirks",       "tabs-blanks",     "framed-pipes", "html",   "html-blanks",
    "html-markers", "html-blank-totals", "html-split",      "docx",         "rtf",    "ofd",
    "padded-pipes", "trailing-pipes",    "lone-pipe-lines", "line-cells",   "spaces", "one-line"};

class LostCells : public testing::TestWithParam<Damage> {
 protected:
  LostCells() : catalog_(*report::FormCatalog::BuiltIn()), parser_(*parse::Parser::Create(catalog_, {})) {}

  report::FormCatalog catalog_;
  parse::Parser parser_;
};

TEST_P(LostCells, ThatThePageDeterminesAreRecoveredAndOthersAreNot) {
  int64_t determined = 0;
  for (const char* layout : kLayouts) {
    ReadingCounts counts;
    std::string missed;
    for (const char* form : {"ogi-2019", "ogi-2021"}) {
      for (uint64_t index = 0; index < kReports; ++index) {
        const ReadingTrial trial =
            TryReading(parser_, {catalog_.Find(form), *generator::FindLayout(layout), GetParam(), kSeed, index});
        counts.Add(trial.counts);
        if (trial.counts.recovered < trial.counts.determined || trial.counts.guessed > 0) {
          missed += "\n" + trial.file_name;
        }
      }
    }
    EXPECT_GE(counts.recovered * 100, counts.determined * kRecoveredOf100) << layout << missed;
    EXPECT_EQ(counts.silent_wrong + counts.blank_as_zero + counts.guessed, 0) << layout << missed;
    determined += counts.determined;
  }
  EXPECT_GT(determined, 50) << "nothing to recover";
}

// Without its blank cells, 0 0 0 8 9 run together fits the column of totals as 89.
TEST(GluedFigures, ThatCannotBeToldApartAreNoFigure) {
  const report::FormCatalog catalog = *report::FormCatalog::BuiltIn();
  const parse::Parser parser = *parse::Parser::Create(catalog, {});
  const ReadingTrial trial = TryReading(
      parser, {catalog.Find("ogi-2021"), *generator::FindLayout("glued"), Damage::kCellBlanked, 20'261'121, 3});
  EXPECT_EQ(trial.counts.silent_wrong, 0);
}

INSTANTIATE_TEST_SUITE_P(EveryLoss, LostCells,
                         testing::Values(Damage::kCellDropped, Damage::kTotalDropped, Damage::kColumnClipped,
                                         Damage::kRowsNarrowed, Damage::kRowLost, Damage::kTableEndLost),
                         [](const auto& kind) {
                           std::string name(DamageName(kind.param));
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace gouji
