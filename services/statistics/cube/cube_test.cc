#include "services/statistics/cube/cube.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/statistics/cube/live_cube.h"
#include "services/statistics/cube/sums.h"
#include "services/statistics/cube/testing/corpus.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

using testing::OwnedReport;

TEST(Cube, AddsUpWhatIsInIt) {
  const testing::Kernel kernel;
  OwnedReport report = {.form = &kernel.form()};
  report.cells.resize(kernel.form().cell_count());
  report.cells[3] = {.value = 300, .state = report::CellState::kRead, .implied = std::nullopt};
  const absl::StatusOr<std::shared_ptr<const Cube>> cube =
      LoadCube(nullptr, [&](absl::FunctionRef<bool(const CurrentReport&)> visitor) -> absl::StatusOr<int64_t> {
        for (const char* unit : {"甲省", "乙省", "丙省"}) {
          report.unit = unit;
          testing::View(report, visitor);
        }
        return 7;
      });
  ASSERT_TRUE(cube.ok());
  EXPECT_EQ((*cube)->position(), 7);
  const absl::StatusOr<Selection> all = Selection::Create(**cube, {}, v1::BASIS_OWN_REPORTS);
  ASSERT_TRUE(all.ok());
  const std::vector<FormSums> sums = SumCells(*all, {});
  ASSERT_EQ(sums.size(), 1U);
  EXPECT_EQ(sums[0].row_count, 3);
  EXPECT_EQ(sums[0].sums[3].sum, 900);
  EXPECT_EQ(sums[0].sums[3].value_count, 3);
  EXPECT_EQ(sums[0].sums[4].missing_count, 3);
}

}  // namespace
}  // namespace gouji::statistics
