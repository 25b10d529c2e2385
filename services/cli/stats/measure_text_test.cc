#include "services/cli/stats/measure_text.h"

#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

using statistics::v1::MeasureValue;
using statistics::v1::METRIC_UNIT_FEN;
using statistics::v1::METRIC_UNIT_PER_HUNDRED;
using statistics::v1::METRIC_UNIT_PIECES;
using statistics::v1::METRIC_UNIT_SHARE;
using statistics::v1::MetricDescription;

MeasureValue ValueOf(std::int64_t numerator, double value) {
  MeasureValue result;
  result.set_numerator(numerator);
  result.set_value(value);
  return result;
}

TEST(MeasureText, CountsAndMoneyAreExact) {
  EXPECT_EQ(MeasureText(ValueOf(9'007'199'254'740'993, 9007199254740992.0), METRIC_UNIT_PIECES), "9007199254740993");
  EXPECT_EQ(MeasureText(ValueOf(6'878'200, 6878200), METRIC_UNIT_FEN), "6.8782");
}

TEST(MeasureText, SharesArePercentages) {
  EXPECT_EQ(MeasureText(ValueOf(1, 0.25), METRIC_UNIT_SHARE), "25.0%");
  EXPECT_EQ(MeasureText(ValueOf(1, 1.0 / 3), METRIC_UNIT_PER_HUNDRED), "0.33");
}

TEST(MeasureText, NoValueIsNotZero) { EXPECT_EQ(MeasureText(MeasureValue(), METRIC_UNIT_SHARE), "—"); }

TEST(MeasureText, MeansOfCountsHaveDecimalsWhereTheyNeedThem) {
  EXPECT_EQ(NumberText(3, METRIC_UNIT_PIECES), "3");
  EXPECT_EQ(NumberText(3.5, METRIC_UNIT_PIECES), "3.50");
}

TEST(MeasureText, ChangesOfSharesAreInPercentagePoints) {
  EXPECT_EQ(ChangeText(1.24, METRIC_UNIT_SHARE, Language::kChinese), "+1.2 个百分点");
  EXPECT_EQ(ChangeText(-1.24, METRIC_UNIT_SHARE, Language::kEnglish), "-1.2 pp");
  EXPECT_EQ(ChangeText(3, METRIC_UNIT_PIECES, Language::kEnglish), "+3");
  EXPECT_EQ(RateText(-0.125), "-12.5%");
}

TEST(MeasureText, AChangeThatRoundsToNothingHasNoSign) {
  EXPECT_EQ(ChangeText(0.01, METRIC_UNIT_SHARE, Language::kEnglish), "0.0 pp");
  EXPECT_EQ(ChangeText(-0.01, METRIC_UNIT_SHARE, Language::kEnglish), "0.0 pp");
  EXPECT_EQ(ChangeText(0, METRIC_UNIT_PIECES, Language::kEnglish), "0");
}

TEST(MeasureText, ATitleSaysWhatItCountsIn) {
  MetricDescription measure;
  measure.mutable_metric()->set_id("disclosure_rate");
  EXPECT_EQ(MeasureTitle(measure, Language::kEnglish), "disclosure_rate (pieces)");
  measure.mutable_metric()->set_name_zh("公开率");
  measure.mutable_metric()->set_unit(METRIC_UNIT_SHARE);
  EXPECT_EQ(MeasureTitle(measure, Language::kChinese), "公开率（%）");
}

}  // namespace
}  // namespace gouji::cli
