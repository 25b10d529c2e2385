#include "services/statistics/operations/trend.h"

#include <algorithm>
#include <random>

#include "gtest/gtest.h"

namespace gouji::statistics {
namespace {

const Measure kShare = {.id = "disclosure_rate", .unit = v1::METRIC_UNIT_SHARE};
const Measure kPieces = {.id = "applications.new", .unit = v1::METRIC_UNIT_PIECES};
constexpr uint64_t kForm2019 = 1;
constexpr uint64_t kForm2021 = 2;

YearSums Year(int32_t year, int64_t numerator, int64_t denominator, uint64_t forms) {
  return {.year = year,
          .sums = {.numerator = numerator, .denominator = denominator, .assessable_count = 1},
          .forms = forms};
}

// 60 % in 2020, 72.5 % in 2021: +12.5 points, on another form. 2022 is not there. 40 % in 2024: -10 points since 2023.
TEST(Trend, GivesChangesBetweenYearsThatFollow) {
  const std::vector<v1::TrendPoint> points =
      *Trend(kShare, {Year(2020, 60, 100, kForm2019), Year(2021, 29, 40, kForm2021), Year(2023, 1, 2, kForm2021),
                      Year(2024, 2, 5, kForm2021)});
  ASSERT_EQ(points.size(), 4U);
  EXPECT_FALSE(points[0].has_change());
  EXPECT_FALSE(points[0].form_break());
  EXPECT_EQ(points[1].change(), 12.5);
  EXPECT_FALSE(points[1].has_change_rate());
  EXPECT_TRUE(points[1].form_break());
  EXPECT_EQ(points[1].value().value(), 0.725);
  EXPECT_FALSE(points[2].has_change());
  EXPECT_FALSE(points[2].form_break());
  EXPECT_EQ(points[3].change(), -10);
}

// 80, then 100: +20, a quarter more. Then 0: all gone. From 0 there is no rate.
TEST(Trend, GivesRatesForVolumes) {
  const std::vector<v1::TrendPoint> points =
      *Trend(kPieces, {Year(2021, 80, 0, kForm2021), Year(2022, 100, 0, kForm2021), Year(2023, 0, 0, kForm2021),
                       Year(2024, 7, 0, kForm2021)});
  EXPECT_EQ(points[1].change(), 20);
  EXPECT_EQ(points[1].change_rate(), 0.25);
  EXPECT_EQ(points[2].change_rate(), -1);
  EXPECT_EQ(points[3].change(), 7);
  EXPECT_FALSE(points[3].has_change_rate());
}

TEST(Trend, ComparesNothingWithAYearWithoutValue) {
  const std::vector<v1::TrendPoint> points =
      *Trend(kShare, {Year(2021, 1, 2, kForm2021), Year(2022, 0, 0, kForm2021), Year(2023, 1, 4, kForm2021)});
  ASSERT_EQ(points.size(), 3U);
  EXPECT_FALSE(points[1].value().has_value());
  EXPECT_FALSE(points[1].has_change());
  EXPECT_FALSE(points[2].has_change());
}

TEST(Trend, DoesNotDependOnTheOrderOfYears) {
  std::vector<YearSums> years;
  for (int i = 0; i < 8; ++i) years.push_back(Year(2017 + i, 3 * i % 7, 7 + i, i < 4 ? kForm2019 : kForm2021));
  const std::vector<v1::TrendPoint> expected = *Trend(kShare, years);
  std::shuffle(years.begin(), years.end(), std::mt19937(1));
  const std::vector<v1::TrendPoint> points = *Trend(kShare, years);
  ASSERT_EQ(points.size(), expected.size());
  for (size_t i = 0; i < points.size(); ++i) {
    EXPECT_EQ(points[i].SerializeAsString(), expected[i].SerializeAsString());
  }
}

TEST(Trend, IsEmptyWithoutYears) { EXPECT_TRUE(Trend(kShare, {})->empty()); }

}  // namespace
}  // namespace gouji::statistics
