#include "services/statistics/operations/radix_sort.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "gtest/gtest.h"

namespace gouji::statistics {
namespace {

// Values of all sizes and signs, many of them equal.
std::vector<double> RandomValues(size_t count, uint32_t seed) {
  std::mt19937_64 random(seed);
  const double special[] = {0.0,
                            -0.0,
                            1.0,
                            std::numeric_limits<double>::infinity(),
                            -std::numeric_limits<double>::infinity(),
                            std::numeric_limits<double>::denorm_min(),
                            -1e300};
  std::vector<double> values(count);
  for (double& value : values) {
    value = random() % 3 == 0 ? special[random() % std::size(special)]
                              : std::ldexp(static_cast<double>(static_cast<int64_t>(random())), -(random() % 80));
  }
  return values;
}

TEST(RadixSort, AgreesWithAComparisonSort) {
  for (const size_t count : {0, 1, 2, 100, 1023, 1024, 1025, 5000}) {
    std::vector<double> values = RandomValues(count, static_cast<uint32_t>(count));
    std::vector<int32_t> expected_order(count);
    std::iota(expected_order.begin(), expected_order.end(), 0);
    std::stable_sort(expected_order.begin(), expected_order.end(),
                     [&](int32_t a, int32_t b) { return values[a] < values[b]; });
    EXPECT_EQ(OrderOf(absl::MakeConstSpan(values)), expected_order) << count;
    std::vector<double> expected = values;
    std::sort(expected.begin(), expected.end());
    SortDoubles(values);
    EXPECT_EQ(values, expected) << count;
  }
}

TEST(RadixSort, OrdersWholeNumbersExactly) {
  std::mt19937_64 random(3);
  std::vector<uint64_t> values(4000);
  for (uint64_t& value : values) value = ~uint64_t{0} - random() % 1000;  // doubles could not tell these apart
  std::vector<int32_t> expected(values.size());
  std::iota(expected.begin(), expected.end(), 0);
  std::stable_sort(expected.begin(), expected.end(), [&](int32_t a, int32_t b) { return values[a] < values[b]; });
  EXPECT_EQ(OrderOf(absl::MakeConstSpan(values)), expected);
}

TEST(RadixSort, SortsEqualValues) {
  std::vector<double> values(3000, 2.5);
  SortDoubles(values);
  EXPECT_EQ(values, std::vector<double>(3000, 2.5));
  std::vector<int32_t> order(3000);
  std::iota(order.begin(), order.end(), 0);
  EXPECT_EQ(OrderOf(absl::MakeConstSpan(values)), order);
}

}  // namespace
}  // namespace gouji::statistics
