#include "services/statistics/operations/outliers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

using report::AgencyKind;
using report::AgencyLevel;
using ::testing::DoubleEq;

const Measure kShare = {
    .id = "disclosure_rate", .name_zh = "公开率", .name_en = "disclosure rate", .unit = v1::METRIC_UNIT_SHARE};
const Measure kPieces = {.id = "applications.new",
                         .name_zh = "新收申请",
                         .name_en = "applications received",
                         .unit = v1::METRIC_UNIT_PIECES};
const PeerGroup kDepartments = {.year = 2023, .level = AgencyLevel::kCounty, .kind = AgencyKind::kDepartment};

std::vector<MeasuredRow> Rows(const std::vector<int64_t>& numerators, int64_t denominator) {
  std::vector<MeasuredRow> rows;
  for (const int64_t numerator : numerators) {
    rows.push_back({.row = static_cast<int32_t>(rows.size()),
                    .numerator = numerator,
                    .denominator = denominator,
                    .assessable = true});
  }
  return rows;
}

const std::vector<std::string>& Names() {
  static const std::vector<std::string>& names = *new std::vector<std::string>([] {
    std::vector<std::string> made;
    for (int i = 0; i < 5000; ++i) made.push_back("unit" + std::to_string(10000 + (i * 7) % 5000));
    return made;
  }());
  return names;
}

RowIdentity IdentityOf(int32_t row) { return {.year = 2023, .unit = Names()[row], .unit_name = "临县财政局"}; }

v1::Outliers Find(const Measure& measure, const std::vector<MeasuredRow>& rows,
                  const std::vector<MeasuredRow>& previous, v1::OutlierMethod method) {
  v1::OutlierQuery query;
  query.set_method(method);
  const OutlierOptions options = *OutlierOptionsOf(query, measure);
  return *FindOutliers(measure, rows, previous, {kDepartments}, IdentityOf, options);
}

// 1, 2, 3, 4, 100: the median is 3, the distances are 2, 1, 0, 1, 97 with the median 1.
TEST(Center, IsTheMedianAndTheMedianDistanceFromIt) {
  const Center center = CenterOf({100, 2, 3, 1, 4});
  EXPECT_EQ(center.median, 3);
  EXPECT_EQ(center.deviation, 1.4826);
  EXPECT_FALSE(center.half_are_equal);
  EXPECT_EQ(CenterOf({1, 2, 3, 4}).median, 2.5);
}

// Seven times 0 and once 80: the median distance is 0, the mean distance 10.
TEST(Center, RestsOnTheMeanDistanceWhereHalfAreEqual) {
  const Center center = CenterOf({0, 0, 0, 80, 0, 0, 0, 0});
  EXPECT_EQ(center.median, 0);
  EXPECT_DOUBLE_EQ(center.deviation, 12.533);
  EXPECT_TRUE(center.half_are_equal);
  EXPECT_EQ(CenterOf({5, 5, 5}).deviation, 0);
  EXPECT_FALSE(CenterOf({5, 5, 5}).half_are_equal);
}

// Of 40 each: 32 is 80 %, the median; the distances are 0 0 1 1 2 2 3 3 27 of 40, whose median is 2/40 = 5 points. 5/40
// lies 67.5 points below, 67.5 / (5 · 1.4826) = 9.1 times as far as usual.
TEST(Outliers, SayWhyInWordsWithTheFigures) {
  const v1::Outliers outliers =
      Find(kShare, Rows({32, 33, 31, 34, 30, 35, 29, 32, 5}, 40), {}, v1::OUTLIER_METHOD_PEERS);
  ASSERT_EQ(outliers.outliers_size(), 1);
  EXPECT_EQ(outliers.total_count(), 1);
  EXPECT_EQ(outliers.not_judged_count(), 0);
  const v1::Outlier& outlier = outliers.outliers(0);
  EXPECT_EQ(outlier.key().unit(), Names()[8]);
  EXPECT_EQ(outlier.unit_name(), "临县财政局");
  EXPECT_EQ(outlier.compared(), 0.125);
  EXPECT_EQ(outlier.median(), 0.8);
  EXPECT_EQ(outlier.peer_count(), 9);
  EXPECT_THAT(outlier.score(), DoubleEq((outlier.compared() - outlier.median()) / outlier.deviation()));
  EXPECT_EQ(
      outlier.reason_zh(),
      "公开率 12.5%（5/40），2023 年县级部门 9 份报告的中位数为 80.0%，低 67.5 个百分点，是通常差距的 9.1 倍，请核对");
  EXPECT_EQ(
      outlier.reason_en(),
      "disclosure rate: 12.5% (5 of 40); the median of 9 reports of county-level departments about 2023 is 80.0%; "
      "below by 67.5 percentage points, 9.1 times the usual distance; please check");
}

// Seven times 0, and 80: 80 / 12.533 = 6.4.
TEST(Outliers, SayThatHalfAreEqual) {
  const v1::Outliers outliers = Find(kPieces, Rows({0, 0, 0, 80, 0, 0, 0, 0}, 0), {}, v1::OUTLIER_METHOD_PEERS);
  ASSERT_EQ(outliers.outliers_size(), 1);
  EXPECT_EQ(
      outliers.outliers(0).reason_zh(),
      "新收申请 80 件，2023 年县级部门 8 份报告的中位数为 0 件（半数以上相同），高 80 件，是通常差距的 6.4 倍，请核对");
}

// 60 % have none and 40 % have one: neither stands out.
TEST(Outliers, AreNotHalfOfTheReports) {
  EXPECT_EQ(Find(kPieces, Rows({0, 0, 0, 0, 0, 0, 1, 1, 1, 1}, 0), {}, v1::OUTLIER_METHOD_PEERS).total_count(), 0);
}

TEST(Outliers, NeedEightPeersAndValuesThatDiffer) {
  const v1::Outliers few = Find(kPieces, Rows({0, 0, 0, 80, 0, 0, 0}, 0), {}, v1::OUTLIER_METHOD_PEERS);
  EXPECT_EQ(few.total_count(), 0);
  EXPECT_EQ(few.not_judged_count(), 7);
  const v1::Outliers equal = Find(kPieces, Rows(std::vector<int64_t>(20, 5), 0), {}, v1::OUTLIER_METHOD_PEERS);
  EXPECT_EQ(equal.total_count(), 0);
  EXPECT_EQ(equal.not_judged_count(), 0);
}

// All were at 20/40 the year before. Now most moved by -1 … +1 of 40, one by +20: to 100 %. Changes in points: 0 ±2.5,
// +50.
TEST(Outliers, CompareTheChangeSinceTheYearBefore) {
  const std::vector<MeasuredRow> rows = Rows({20, 21, 19, 20, 21, 19, 20, 21, 40}, 40);
  std::vector<MeasuredRow> previous = Rows(std::vector<int64_t>(9, 20), 40);
  const v1::Outliers outliers = Find(kShare, rows, previous, v1::OUTLIER_METHOD_YEAR_OVER_YEAR);
  ASSERT_EQ(outliers.outliers_size(), 1);
  const v1::Outlier& outlier = outliers.outliers(0);
  EXPECT_EQ(outlier.compared(), 50);
  EXPECT_EQ(outlier.median(), 0);
  EXPECT_DOUBLE_EQ(outlier.deviation(), 2.5 * 1.4826);
  EXPECT_EQ(outlier.previous().value(), 0.5);
  EXPECT_EQ(outlier.reason_zh(),
            "公开率由 2022 年的 50.0%（20/40） 变为 2023 年的 100.0%（40/40），变化 +50.0 个百分点；县级部门 9 "
            "份报告变化的中位数为 "
            "0.0 个百分点，相差 50.0 个百分点，是通常差距的 13.5 倍，请核对");
  // Without a report of the year before it is no peer.
  previous[8].assessable = false;
  const v1::Outliers without = Find(kShare, rows, previous, v1::OUTLIER_METHOD_YEAR_OVER_YEAR);
  EXPECT_EQ(without.total_count(), 0);
  EXPECT_EQ(without.not_judged_count(), 1);
  // By both methods it is found by its value.
  EXPECT_EQ(Find(kShare, rows, previous, v1::OUTLIER_METHOD_UNSPECIFIED).outliers(0).method(),
            v1::OUTLIER_METHOD_PEERS);
}

TEST(Outliers, RefuseOptionsThatMeanNothing) {
  v1::OutlierQuery query;
  EXPECT_EQ(OutlierOptionsOf(query, kShare)->threshold, 3.5);
  EXPECT_EQ(OutlierOptionsOf(query, kShare)->limit, 100);
  query.set_min_denominator(10);
  EXPECT_TRUE(OutlierOptionsOf(query, kShare).ok());
  EXPECT_EQ(report::ReasonOf(OutlierOptionsOf(query, kPieces).status()), "MALFORMED_REQUEST");
  query.set_min_denominator(0);
  for (const double threshold : {0.5, -3.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    query.set_threshold(threshold);
    EXPECT_EQ(report::ReasonOf(OutlierOptionsOf(query, kShare).status()), "MALFORMED_REQUEST") << threshold;
  }
  query.set_threshold(2);
  query.set_limit(1001);
  EXPECT_FALSE(OutlierOptionsOf(query, kShare).ok());
  query.set_limit(5);
  query.set_method(static_cast<v1::OutlierMethod>(9));
  EXPECT_FALSE(OutlierOptionsOf(query, kShare).ok());
}

// By the definition, with sorted copies, for each report on its own.
TEST(Outliers, AreThoseOfTheDefinitionInAnyOrder) {
  std::mt19937 random(11);
  const std::vector<PeerGroup> peers(5, kDepartments);
  std::vector<MeasuredRow> rows;
  std::vector<MeasuredRow> previous;
  for (int i = 0; i < 3000; ++i) {
    const auto any = [&] { return static_cast<int64_t>(random() % 3 == 0 ? random() % 100 : random() % 6); };
    rows.push_back({.row = i,
                    .group = static_cast<int32_t>(i < 6 ? 4 : random() % 4),
                    .numerator = any(),
                    .denominator = static_cast<int64_t>(random() % 30),
                    .assessable = random() % 9 != 0});
    previous.push_back({.row = i, .numerator = any(), .denominator = 20, .assessable = random() % 3 != 0});
  }
  v1::OutlierQuery query;
  query.set_min_denominator(4);
  query.set_limit(1000);
  const OutlierOptions options = *OutlierOptionsOf(query, kShare);
  const v1::Outliers found = *FindOutliers(kShare, rows, previous, peers, IdentityOf, options);

  const auto median = [](std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const size_t n = values.size();
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
  };
  const auto has_value = [](const MeasuredRow& row) { return row.assessable && row.denominator >= 4; };
  const auto share = [](const MeasuredRow& row) {
    return static_cast<double>(row.numerator) / static_cast<double>(row.denominator);
  };
  int expected_count = 0;
  std::vector<bool> judged(rows.size(), false);
  for (const bool by_year : {false, true}) {
    const auto takes_part = [&](size_t i) { return has_value(rows[i]) && (!by_year || has_value(previous[i])); };
    const auto compared = [&](size_t i) {
      return by_year ? 100 * (share(rows[i]) - share(previous[i])) : share(rows[i]);
    };
    for (size_t i = 0; i < rows.size(); ++i) {
      std::vector<double> values;
      for (size_t j = 0; j < rows.size(); ++j) {
        if (takes_part(j) && rows[j].group == rows[i].group) values.push_back(compared(j));
      }
      if (!takes_part(i) || values.size() < 8) continue;
      judged[i] = true;
      const double middle = median(values);
      for (double& value : values) value = std::abs(value - middle);
      double deviation = 1.4826 * median(values);
      if (deviation < 1e-12) {
        double sum = 0;
        for (const double value : values) sum += value;
        deviation = 1.2533 * sum / static_cast<double>(values.size());
      }
      const double score = std::abs(compared(i) - middle) / deviation;
      ASSERT_GT(std::abs(score - 3.5), 1e-9) << "the corpus has a report on the threshold";
      if (score < 3.5) continue;
      ++expected_count;
      const v1::OutlierMethod method = by_year ? v1::OUTLIER_METHOD_YEAR_OVER_YEAR : v1::OUTLIER_METHOD_PEERS;
      const auto hit = std::find_if(found.outliers().begin(), found.outliers().end(), [&](const v1::Outlier& outlier) {
        return outlier.key().unit() == Names()[i] && outlier.method() == method;
      });
      ASSERT_NE(hit, found.outliers().end()) << i;
      EXPECT_NEAR(std::abs(hit->score()), score, 1e-6 * score);
      EXPECT_EQ(hit->peer_count(), static_cast<int32_t>(values.size()));
    }
  }
  EXPECT_GT(expected_count, 20);
  EXPECT_EQ(found.total_count(), expected_count);
  EXPECT_EQ(found.not_judged_count(), std::count(judged.begin(), judged.end(), false));
  for (int i = 1; i < found.outliers_size(); ++i) {
    EXPECT_GE(std::abs(found.outliers(i - 1).score()), std::abs(found.outliers(i).score()));
  }
  std::vector<int> order(rows.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  std::shuffle(order.begin(), order.end(), random);
  std::vector<MeasuredRow> shuffled;
  std::vector<MeasuredRow> shuffled_previous;
  for (const int i : order) {
    shuffled.push_back(rows[i]);
    shuffled_previous.push_back(previous[i]);
  }
  EXPECT_EQ(FindOutliers(kShare, shuffled, shuffled_previous, peers, IdentityOf, options)->SerializeAsString(),
            found.SerializeAsString());
}

}  // namespace
}  // namespace gouji::statistics
