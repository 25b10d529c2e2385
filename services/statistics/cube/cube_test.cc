#include "services/statistics/cube/cube.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "services/statistics/cube/late_report.h"
#include "services/statistics/cube/live_cube.h"
#include "services/statistics/cube/sums.h"
#include "services/statistics/cube/testing/corpus.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

using ::testing::HasSubstr;
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

TEST(Cube, SaysThatASumDoesNotFitInsteadOfWrappingAround) {
  const testing::Kernel kernel;
  constexpr int64_t kGreatest = 1'000'000'000'000'000;
  OwnedReport report = {.form = &kernel.form()};
  report.cells.resize(kernel.form().cell_count());
  report.cells[3] = {.value = kGreatest, .state = report::CellState::kRead, .implied = std::nullopt};
  for (const int count : {9'223, 9'224}) {
    const absl::StatusOr<std::shared_ptr<const Cube>> cube =
        LoadCube(nullptr, [&](absl::FunctionRef<bool(const CurrentReport&)> visitor) -> absl::StatusOr<int64_t> {
          for (int i = 0; i < count; ++i) {
            report.unit = "单位" + std::to_string(i);
            testing::View(report, visitor);
          }
          return 1;
        });
    ASSERT_TRUE(cube.ok());
    const absl::StatusOr<Selection> all = Selection::CreateOfAll(**cube, {});
    ASSERT_TRUE(all.ok());
    v1::Summary summary;
    const absl::Status filled = FillSummary(SumCells(*all, {}), summary);
    if (count == 9'223) {
      ASSERT_TRUE(filled.ok()) << filled;
      EXPECT_EQ(summary.cells(3).sum(), 9'223 * kGreatest);
    } else {
      EXPECT_EQ(filled.code(), absl::StatusCode::kOutOfRange);
    }
  }
}

// The rule lives in another service; its id and first year are agreed.
TEST(LateReport, MeansTheRuleThatThereIs) {
  std::ifstream file(std::string(GOUJI_SOURCE_DIR) + "/services/validate/rules/form.textproto");
  std::ostringstream text;
  text << file.rdbuf();
  const std::string rules = text.str();
  const size_t rule = rules.find(std::string("id: \"") + kLateRule + "\"");
  ASSERT_NE(rule, std::string::npos);
  const std::string definition = rules.substr(rule, rules.find("rules {", rule) - rule);
  EXPECT_THAT(definition, HasSubstr("severity: SEVERITY_WARNING"));
  EXPECT_THAT(definition, HasSubstr("since_year: " + std::to_string(kFirstYearWithDeadline)));
}

}  // namespace
}  // namespace gouji::statistics
