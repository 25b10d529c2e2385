#include "services/statistics/operations/measured.h"

#include <limits>
#include <random>

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

constexpr int64_t kLargest = std::numeric_limits<int64_t>::max();

Measure MeasureIn(v1::MetricUnit unit) { return {.id = "measure", .unit = unit}; }

MeasuredGroup GroupOf(int64_t numerator, int64_t denominator) {
  return {.numerator = numerator, .denominator = denominator, .assessable_count = 1};
}

TEST(MeasuredGroup, LeavesOutWhatIsNotAssessable) {
  const MeasuredRow rows[] = {{.row = 0, .group = 1, .numerator = 2, .denominator = 5, .assessable = true},
                              {.row = 1, .group = 0, .numerator = 7, .denominator = 7, .assessable = false},
                              {.row = 2, .group = 1, .numerator = 1, .denominator = 3, .assessable = true}};
  const std::vector<MeasuredGroup> groups = SumByGroup(rows, 3);
  EXPECT_EQ(groups[0].not_assessable_count, 1);
  EXPECT_EQ(groups[0].numerator, 0);
  EXPECT_EQ(groups[1].numerator, 3);
  EXPECT_EQ(groups[1].denominator, 8);
  EXPECT_EQ(groups[1].assessable_count, 2);
  EXPECT_EQ(groups[2].assessable_count, 0);
  MeasuredGroup merged = groups[0];
  merged.Merge(groups[1]);
  EXPECT_EQ(merged.numerator, Sum(rows).numerator);
  EXPECT_EQ(merged.not_assessable_count, Sum(rows).not_assessable_count);
}

TEST(MeasuredGroup, SumsBeyond64BitsAndRefusesToGiveThem) {
  const MeasuredRow largest = {.numerator = kLargest, .denominator = 1, .assessable = true};
  const MeasuredRow least = {.numerator = -kLargest, .denominator = 1, .assessable = true};
  const MeasuredRow rows[] = {largest, largest, least};
  const Measure measure = MeasureIn(v1::METRIC_UNIT_PIECES);
  EXPECT_EQ(ToMeasureValue(measure, Sum(rows))->numerator(), kLargest);
  const absl::Status refused = ToMeasureValue(measure, Sum(absl::MakeConstSpan(rows, 2))).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(report::ReasonOf(refused), "TOTAL_OUT_OF_RANGE");
}

TEST(MeasureValue, IsInItsUnit) {
  EXPECT_EQ(ToMeasureValue(MeasureIn(v1::METRIC_UNIT_SHARE), GroupOf(1, 4))->value(), 0.25);
  EXPECT_EQ(ToMeasureValue(MeasureIn(v1::METRIC_UNIT_PER_HUNDRED), GroupOf(1, 4))->value(), 25);
  EXPECT_EQ(ToMeasureValue(MeasureIn(v1::METRIC_UNIT_PER_ONE), GroupOf(5, 4))->value(), 1.25);
  EXPECT_EQ(ToMeasureValue(MeasureIn(v1::METRIC_UNIT_PIECES), GroupOf(7, 0))->value(), 7);
  EXPECT_FALSE(ToMeasureValue(MeasureIn(v1::METRIC_UNIT_PIECES), GroupOf(7, 0))->has_denominator());
}

TEST(MeasureValue, HasNoneWithoutADenominatorGreaterThanZero) {
  EXPECT_FALSE(ToMeasureValue(MeasureIn(v1::METRIC_UNIT_SHARE), GroupOf(0, 0))->has_value());
  EXPECT_EQ(ToMeasureValue(MeasureIn(v1::METRIC_UNIT_SHARE), GroupOf(0, 0))->denominator(), 0);
  EXPECT_FALSE(ToMeasureValue(MeasureIn(v1::METRIC_UNIT_SHARE), GroupOf(1, -2))->has_value());
  EXPECT_FALSE(ToMeasureValue(MeasureIn(v1::METRIC_UNIT_PIECES), {})->has_value());
}

// 10 of 40, of which one report leaves -1 to +3 open in the numerator and another 0 to +2 in the denominator.
TEST(MeasureValue, TellsWhatErrorsLeaveOpen) {
  const RowSpread spreads[] = {{.numerator = {-1, 3}}, {.denominator = {0, 2}}, {.numerator = {-9, 9}}};
  const MeasuredRow rows[] = {{.numerator = 4, .denominator = 20, .assessable = true, .spread = &spreads[0]},
                              {.numerator = 6, .denominator = 20, .assessable = true, .spread = &spreads[1]},
                              {.numerator = 99, .denominator = 99, .assessable = false, .spread = &spreads[2]}};
  const v1::MeasureValue value = *ToMeasureValue(MeasureIn(v1::METRIC_UNIT_SHARE), Sum(rows));
  EXPECT_EQ(value.feasible_numerator().least(), 9);
  EXPECT_EQ(value.feasible_numerator().greatest(), 13);
  EXPECT_EQ(value.feasible_numerator().report_count(), 1);
  EXPECT_EQ(value.feasible_denominator().least(), 40);
  EXPECT_EQ(value.feasible_denominator().greatest(), 42);
  EXPECT_FALSE(ToMeasureValue(MeasureIn(v1::METRIC_UNIT_SHARE), GroupOf(1, 4))->has_feasible_numerator());
}

TEST(Ratio, ComparesExactlyWhereDoublesCannot) {
  const Ratio a = {kLargest - 1, kLargest};
  const Ratio b = {kLargest - 2, kLargest - 1};
  EXPECT_EQ(a.ToDouble(), b.ToDouble());
  EXPECT_EQ(a.Compare(b), 1);
  EXPECT_EQ(b.Compare(a), -1);
  EXPECT_EQ((Ratio{1, 3}).Compare({3, 9}), 0);
  EXPECT_EQ((Ratio{-1, 3}).Compare({-1, 4}), -1);
}

// Rank sorts by the rounded value first.
TEST(Ratio, KeepsItsOrderWhenRounded) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20000; ++i) {
    const auto any = [&] { return static_cast<int64_t>(random() >> (1 + random() % 62)); };
    const int64_t least = any();
    const Ratio a = {any() - least, any() + 1};
    const Ratio b = {i % 2 == 0 ? a.numerator + 1 : any(), i % 4 < 2 ? a.denominator : any() + 1};
    if (a.Compare(b) < 0) {
      EXPECT_LE(a.ToDouble(), b.ToDouble());
    }
  }
}

// 60 % to 72.5 %: 12.5 percentage points. 40 of 100 to 3 of 4: 35 points.
TEST(Change, OfSharesIsInPercentagePoints) {
  EXPECT_EQ(ChangeBetween(v1::METRIC_UNIT_SHARE, {60, 100}, {29, 40}), 12.5);
  EXPECT_EQ(ChangeBetween(v1::METRIC_UNIT_SHARE, {3, 4}, {40, 100}), -35);
  EXPECT_EQ(ChangeRateBetween(v1::METRIC_UNIT_SHARE, {3, 4}, {40, 100}), std::nullopt);
}

// 5 per hundred to 20 per hundred: 15 more, four times as many, that is +300 %. 80 pieces to 100: 20 more, +25 %.
TEST(Change, OfOthersIsInTheirUnit) {
  EXPECT_EQ(ChangeBetween(v1::METRIC_UNIT_PER_HUNDRED, {1, 20}, {1, 5}), 15);
  EXPECT_EQ(ChangeRateBetween(v1::METRIC_UNIT_PER_HUNDRED, {1, 20}, {1, 5}), 3);
  EXPECT_EQ(ChangeBetween(v1::METRIC_UNIT_PIECES, {80, 1}, {100, 1}), 20);
  EXPECT_EQ(ChangeRateBetween(v1::METRIC_UNIT_PIECES, {80, 1}, {100, 1}), 0.25);
  EXPECT_EQ(ChangeRateBetween(v1::METRIC_UNIT_PIECES, {-4, 1}, {2, 1}), 1.5);
  EXPECT_EQ(ChangeRateBetween(v1::METRIC_UNIT_PIECES, {0, 1}, {2, 1}), std::nullopt);
}

// Numbers below 2^31 are computed another way. A power of two changes nothing but the way.
TEST(Change, IsTheSameForLargeNumbers) {
  std::mt19937 random(5);
  const auto next = [&] { return Ratio{static_cast<int32_t>(random()), 1 + static_cast<int64_t>(random() >> 2U)}; };
  const auto large = [](const Ratio& ratio) { return Ratio{ratio.numerator << 31, ratio.denominator << 31}; };
  for (int i = 0; i < 10'000; ++i) {
    const Ratio left = next();
    const Ratio right = next();
    for (const v1::MetricUnit unit : {v1::METRIC_UNIT_SHARE, v1::METRIC_UNIT_PIECES}) {
      ASSERT_EQ(ChangeBetween(unit, left, right), ChangeBetween(unit, large(left), large(right)));
    }
  }
}

}  // namespace
}  // namespace gouji::statistics
