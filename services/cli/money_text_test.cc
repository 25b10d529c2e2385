#include "services/cli/money_text.h"

#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

TEST(WanYuanText, IsExact) {
  EXPECT_EQ(WanYuanText(6'878'200), "6.8782");
  EXPECT_EQ(WanYuanText(1), "0.000001");
  EXPECT_EQ(WanYuanText(0), "0");
  EXPECT_EQ(WanYuanText(10'000'000), "10");
  EXPECT_EQ(WanYuanText(-1'500'000), "-1.5");
}

TEST(ValueText, PrintsMoneyIn10000YuanAndCountsAsTheyAre) {
  EXPECT_EQ(ValueText(1'500'000, report::CellType::kMoneyWanYuan), "1.5");
  EXPECT_EQ(ValueText(1'500'000, report::CellType::kMoneyPrintedUnit), "1.5");
  EXPECT_EQ(ValueText(1'500'000, report::CellType::kCount), "1500000");
  EXPECT_EQ(ValueText(-2, report::CellType::kChange), "-2");
}

}  // namespace
}  // namespace gouji::cli
