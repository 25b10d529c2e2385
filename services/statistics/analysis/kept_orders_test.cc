#include "services/statistics/analysis/kept_orders.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "services/statistics/cube/cube_builder.h"

namespace gouji::statistics {
namespace {

v1::ReportFilter FilterOf(int year) {
  v1::ReportFilter filter;
  filter.add_years(year);
  return filter;
}

TEST(KeptOrders, GiveTheSameFilterItsOrderAgain) {
  KeptOrders orders;
  const std::shared_ptr<ReportOrder> order = orders.Of(FilterOf(2023));
  EXPECT_NE(orders.Of(FilterOf(2022)), order);
  EXPECT_EQ(orders.Of(FilterOf(2023)), order);
}

TEST(KeptOrders, ForgetWhatWasNotAskedForLongest) {
  KeptOrders orders({.order_count = 2});
  const std::shared_ptr<ReportOrder> first = orders.Of(FilterOf(1));
  const std::shared_ptr<ReportOrder> second = orders.Of(FilterOf(2));
  EXPECT_EQ(orders.Of(FilterOf(1)), first);
  orders.Of(FilterOf(3));
  EXPECT_EQ(orders.Of(FilterOf(1)), first);
  EXPECT_NE(orders.Of(FilterOf(2)), second);
}

TEST(KeptOrders, HoldNoMoreBytesThanTheirLimitAndTheOrderThatIsAskedFor) {
  KeptOrders orders({.byte_count = 1});
  const std::shared_ptr<const Cube> cube =
      CubeBuilder([](std::string_view /*unit*/, int /*year*/) { return std::string(); }).Snapshot(1);
  const std::shared_ptr<ReportOrder> first = orders.Of(FilterOf(1));
  ASSERT_TRUE(first->KeysAfter(cube, std::nullopt, 1).ok());
  ASSERT_GT(first->byte_count(), 1U);
  EXPECT_EQ(orders.Of(FilterOf(1)), first);
  orders.Of(FilterOf(2));
  EXPECT_NE(orders.Of(FilterOf(1)), first);
}

TEST(KeptOrders, CountFiltersOfWhichNoPageWasFound) {
  KeptOrders orders({.byte_count = 20'000});
  v1::ReportFilter wrong = FilterOf(1);
  wrong.add_regions(std::string(9'000, '9'));
  const std::shared_ptr<ReportOrder> first = orders.Of(wrong);
  EXPECT_EQ(orders.Of(wrong), first);
  wrong.add_regions("1");
  orders.Of(wrong);
  wrong.mutable_regions()->RemoveLast();
  EXPECT_NE(orders.Of(wrong), first);
}

TEST(KeptOrders, DoNotKeepThatOfAVeryLongFilter) {
  KeptOrders orders({.filter_byte_count = 100});
  v1::ReportFilter filter = FilterOf(1);
  EXPECT_EQ(orders.Of(filter), orders.Of(filter));
  filter.add_regions(std::string(100, '9'));
  EXPECT_NE(orders.Of(filter), orders.Of(filter));
}

}  // namespace
}  // namespace gouji::statistics
