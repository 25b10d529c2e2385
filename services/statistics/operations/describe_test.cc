#include "services/statistics/operations/describe.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

const Measure kShare = {.id = "disclosure_rate", .unit = v1::METRIC_UNIT_SHARE};
const Measure kPieces = {.id = "applications.new", .unit = v1::METRIC_UNIT_PIECES};

MeasuredRow Row(int64_t numerator, int64_t denominator = 0, int32_t group = 0) {
  return {.group = group, .numerator = numerator, .denominator = denominator, .assessable = true};
}

// 1, 2, 3, 4, 10: the mean is 4 and the median 3. P10 stands at 0.4 between 1 and 2, P90 at 3.6 between 4 and 10: 7.6.
// Three bins of width 3 from 1: [1, 4) has 3 values, [4, 7) one, [7, 10] one.
TEST(Describe, GivesQuantilesMeanAndHistogram) {
  const std::vector<MeasuredRow> rows = {Row(10), Row(1), Row(4), Row(3), Row(2)};
  const v1::Distribution distribution = Describe(kPieces, rows, 1, 3)->front();
  EXPECT_EQ(distribution.value_count(), 5);
  EXPECT_EQ(distribution.total().numerator(), 20);
  EXPECT_EQ(distribution.mean(), 4);
  EXPECT_EQ(distribution.minimum(), 1);
  EXPECT_DOUBLE_EQ(distribution.p10(), 1.4);
  EXPECT_EQ(distribution.p25(), 2);
  EXPECT_EQ(distribution.median(), 3);
  EXPECT_EQ(distribution.p75(), 4);
  EXPECT_DOUBLE_EQ(distribution.p90(), 7.6);
  EXPECT_EQ(distribution.maximum(), 10);
  ASSERT_EQ(distribution.bins_size(), 3);
  EXPECT_EQ(distribution.bins(0).from(), 1);
  EXPECT_EQ(distribution.bins(0).to(), 4);
  EXPECT_EQ(distribution.bins(0).count(), 3);
  EXPECT_EQ(distribution.bins(1).count(), 1);
  EXPECT_EQ(distribution.bins(2).count(), 1);
  EXPECT_EQ(distribution.bins(2).to(), 10);
}

// 1/2 and 9/90: the simple mean is 30 %, the weighted one 10/92. 0/0 has no value but is assessable.
TEST(Describe, TellsTheSimpleMeanFromTheWeightedOne) {
  const std::vector<MeasuredRow> rows = {Row(1, 2), Row(9, 90), Row(0, 0), {.group = 0, .assessable = false}};
  const v1::Distribution distribution = Describe(kShare, rows, 1, 20)->front();
  EXPECT_EQ(distribution.value_count(), 2);
  EXPECT_DOUBLE_EQ(distribution.mean(), 0.3);
  EXPECT_DOUBLE_EQ(distribution.total().value(), 10.0 / 92);
  EXPECT_EQ(distribution.total().assessable_count(), 3);
  EXPECT_EQ(distribution.total().not_assessable_count(), 1);
}

TEST(Describe, HasOneBinForEqualValuesAndNoneWithout) {
  const std::vector<MeasuredRow> rows = {Row(1, 10), Row(2, 20), Row(3, 30), Row(0, 0, 1)};
  const std::vector<v1::Distribution> groups = *Describe(kShare, rows, 2, 20);
  ASSERT_EQ(groups[0].bins_size(), 1);
  EXPECT_EQ(groups[0].bins(0).count(), 3);
  EXPECT_EQ(groups[0].mean(), 0.1);
  EXPECT_EQ(groups[0].minimum(), 0.1);
  EXPECT_EQ(groups[1].value_count(), 0);
  EXPECT_EQ(groups[1].bins_size(), 0);
}

TEST(Describe, RefusesNumbersOfBinsThatMakeNoSense) {
  EXPECT_EQ(*BinCountOf(0), 20);
  EXPECT_EQ(*BinCountOf(100), 100);
  EXPECT_EQ(report::ReasonOf(BinCountOf(101).status()), "MALFORMED_REQUEST");
  EXPECT_EQ(report::ReasonOf(BinCountOf(-1).status()), "MALFORMED_REQUEST");
}

class RandomRows : public ::testing::TestWithParam<uint32_t> {
 protected:
  RandomRows() {
    std::mt19937 random(GetParam());
    for (int i = 0; i < 3000; ++i) {
      rows_.push_back({.row = i,
                       .group = static_cast<int32_t>(random() % 3),
                       .numerator = static_cast<int64_t>(random() % 1000) - 100,
                       .denominator = static_cast<int64_t>(random() % 50) - 3,
                       .assessable = random() % 10 != 0});
    }
  }

  std::vector<MeasuredRow> rows_;
};

TEST_P(RandomRows, AreDescribedAsByTheDefinition) {
  const std::vector<v1::Distribution> groups = *Describe(kShare, rows_, 3, 7);
  for (int group = 0; group < 3; ++group) {
    std::vector<double> values;
    for (const MeasuredRow& row : rows_) {
      if (row.group != group || !row.assessable || row.denominator <= 0) continue;
      values.push_back(static_cast<double>(row.numerator) / static_cast<double>(row.denominator));
    }
    std::sort(values.begin(), values.end());
    const v1::Distribution& found = groups[group];
    ASSERT_EQ(found.value_count(), static_cast<int32_t>(values.size()));
    double sum = 0;
    for (const double value : values) sum += value;
    EXPECT_NEAR(found.mean(), sum / static_cast<double>(values.size()), 1e-12 * std::abs(sum));
    const auto quantile = [&](double q) {
      const double place = q * static_cast<double>(values.size() - 1);
      const auto below = static_cast<size_t>(place);
      const double above = below + 1 < values.size() ? values[below + 1] : values[below];
      return values[below] + (place - static_cast<double>(below)) * (above - values[below]);
    };
    EXPECT_NEAR(found.p10(), quantile(0.10), 1e-9);
    EXPECT_NEAR(found.p25(), quantile(0.25), 1e-9);
    EXPECT_NEAR(found.median(), quantile(0.50), 1e-9);
    EXPECT_NEAR(found.p75(), quantile(0.75), 1e-9);
    EXPECT_NEAR(found.p90(), quantile(0.90), 1e-9);
    ASSERT_EQ(found.bins_size(), 7);
    int total = 0;
    for (int i = 0; i < 7; ++i) {
      const v1::HistogramBin& bin = found.bins(i);
      const auto in_bin = std::count_if(values.begin(), values.end(), [&](double value) {
        return value >= bin.from() && (value < bin.to() || (i == 6 && value <= bin.to()));
      });
      EXPECT_EQ(bin.count(), in_bin) << i;
      EXPECT_EQ(bin.from(), i == 0 ? found.minimum() : found.bins(i - 1).to());
      total += bin.count();
    }
    EXPECT_EQ(total, found.value_count());
    EXPECT_EQ(found.bins(6).to(), found.maximum());
  }
}

TEST_P(RandomRows, AreDescribedTheSameInAnyOrder) {
  const std::vector<v1::Distribution> expected = *Describe(kShare, rows_, 3, 20);
  std::shuffle(rows_.begin(), rows_.end(), std::mt19937(GetParam() + 1));
  const std::vector<v1::Distribution> shuffled = *Describe(kShare, rows_, 3, 20);
  for (size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(shuffled[i].SerializeAsString(), expected[i].SerializeAsString());
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomRows, ::testing::Range(1U, 5U));

}  // namespace
}  // namespace gouji::statistics
