#include "tests/load/latency_histogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace gouji::load {
namespace {

TEST(LatencyHistogram, HasNoQuantileOfNothing) {
  EXPECT_EQ(LatencyHistogram().Quantile(0.99), absl::ZeroDuration());
  EXPECT_EQ(LatencyHistogram().count(), 0U);
}

TEST(LatencyHistogram, IsExactForShortDurations) {
  for (int microseconds = 0; microseconds < 128; ++microseconds) {
    LatencyHistogram one;
    one.Add(absl::Microseconds(microseconds));
    EXPECT_EQ(one.Quantile(0.5), absl::Microseconds(microseconds));
  }
}

TEST(LatencyHistogram, IsNeverLessThanTheQuantileAndAtMostOneSixtyFourthMore) {
  std::mt19937_64 random(1);
  std::vector<std::int64_t> values;
  LatencyHistogram first;
  LatencyHistogram second;
  for (int i = 0; i < 20'000; ++i) {
    values.push_back(static_cast<std::int64_t>(random() >> (30 + random() % 34)));
    (i % 3 == 0 ? first : second).Add(absl::Microseconds(values.back()));
  }
  first.Add(second);
  ASSERT_EQ(first.count(), values.size());
  std::sort(values.begin(), values.end());
  for (const double quantile : {0.0, 0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const auto rank = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(quantile * 20'000)));
    const std::int64_t exact = values[rank - 1];
    const std::int64_t shown = absl::ToInt64Microseconds(first.Quantile(quantile));
    EXPECT_GE(shown, exact) << quantile;
    EXPECT_LE(shown, exact + exact / 64 + 1) << quantile;
  }
}

}  // namespace
}  // namespace gouji::load
