#include "services/statistics/register/cell_blob.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

TEST(CellBlob, GivesBackRandomCellsInAllStates) {
  const testing::Kernel kernel;
  const uint64_t layout = CellLayoutOf(kernel.form());
  for (uint32_t seed = 0; seed < 200; ++seed) {
    const std::vector<TotalCell> cells = TotalCellsOf(testing::RandomReport(kernel.form(), seed));
    std::vector<TotalCell> decoded(cells.size());
    ASSERT_TRUE(DecodeCells(layout, EncodeCells(layout, cells), absl::MakeSpan(decoded)));
    ASSERT_EQ(decoded, cells) << "seed " << seed;
  }
}

TEST(CellBlob, GivesBackTheGreatestAndLeastValues) {
  constexpr int64_t kGreatest = 1'000'000'000'000'000;
  const std::vector<TotalCell> cells = {
      {.value = kGreatest, .state = report::CellState::kRead, .implied = std::nullopt},
      {.value = -kGreatest, .state = report::CellState::kUnconfirmed, .implied = std::nullopt},
      {.value = 0, .state = report::CellState::kBlank, .implied = kGreatest},
      {.value = 0, .state = report::CellState::kUnreadable, .implied = -kGreatest},
      {.value = 0, .state = report::CellState::kMissing, .implied = 0},
      {.value = 0, .state = report::CellState::kMissing, .implied = std::nullopt},
  };
  std::vector<TotalCell> decoded(cells.size());
  ASSERT_TRUE(DecodeCells(7, EncodeCells(7, cells), absl::MakeSpan(decoded)));
  EXPECT_EQ(decoded, cells);
}

TEST(CellBlob, IsRefusedUnderAnotherLayout) {
  std::vector<TotalCell> cells(3);
  EXPECT_FALSE(DecodeCells(8, EncodeCells(7, cells), absl::MakeSpan(cells)));
}

TEST(CellBlob, IsRefusedWhenCutOffAnywhereOrTooLong) {
  std::vector<TotalCell> cells(3, {.value = 1000, .state = report::CellState::kRead, .implied = std::nullopt});
  const std::string blob = EncodeCells(7, cells);
  for (size_t length = 0; length < blob.size(); ++length) {
    EXPECT_FALSE(DecodeCells(7, std::string_view(blob).substr(0, length), absl::MakeSpan(cells))) << length;
  }
  EXPECT_FALSE(DecodeCells(7, blob + '\0', absl::MakeSpan(cells)));
}

TEST(TotalCellsOf, KeepsNoImpliedValueBesideAValue) {
  const testing::Kernel kernel;
  report::Report report;
  report.form = &kernel.form();
  report.cells = {{.value = 4, .state = report::CellState::kInferred},
                  {.value = 0, .state = report::CellState::kBlank}};
  report.notes.resize(2);
  report.notes[0].cell = 0;
  report.notes[0].implied_value = 4;
  report.notes[1].cell = 1;
  report.notes[1].implied_value = 5;
  const std::vector<TotalCell> cells = TotalCellsOf(report);
  EXPECT_EQ(cells[0].implied, std::nullopt);
  EXPECT_EQ(cells[1].implied, 5);
}

}  // namespace
}  // namespace gouji::statistics
