#include "services/statistics/operations/compare.h"

#include <algorithm>
#include <limits>
#include <map>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

const Measure kShare = {.id = "disclosure_rate", .unit = v1::METRIC_UNIT_SHARE};
const Measure kPieces = {.id = "applications.new", .unit = v1::METRIC_UNIT_PIECES};
constexpr int kUnitCount = 40;

// Units are named in another order than they are numbered.
std::vector<std::string> UnitNames() {
  std::vector<std::string> names;
  for (int i = 0; i < kUnitCount; ++i) names.push_back("unit" + std::to_string(100 + (i * 7) % kUnitCount));
  return names;
}

class CompareTest : public ::testing::Test {
 protected:
  Explanation Explain(const std::vector<MeasuredRow>& left, const std::vector<MeasuredRow>& right, int limit) const {
    return *ExplainDifference(
        kPieces, left, right, kUnitCount,
        [&](int32_t unit) { return RowIdentity{.unit = names_[unit], .unit_name = "name"}; }, limit);
  }

  const std::vector<std::string> names_ = UnitNames();
};

MeasuredRow Row(int32_t unit, int64_t value) { return {.group = unit, .numerator = value, .assessable = true}; }

// Unit 1 grew from 10 to 25, unit 2 fell from 8 to 0, unit 3 came with 8, unit 4 stayed; unit 5's blank counts nothing.
TEST_F(CompareTest, ExplainsADifferenceByUnits) {
  const Explanation explanation = Explain({Row(1, 10), Row(2, 8), Row(4, 5)},
                                          {Row(1, 20), Row(1, 5), Row(2, 0), Row(3, 8), Row(4, 5), {.group = 5}}, 20);
  EXPECT_EQ(explanation.difference, 15);
  ASSERT_EQ(explanation.contributions.size(), 3U);
  EXPECT_EQ(explanation.contributions[0].unit(), names_[1]);
  EXPECT_EQ(explanation.contributions[0].left(), 10);
  EXPECT_EQ(explanation.contributions[0].right(), 25);
  EXPECT_EQ(explanation.contributions[0].difference(), 15);
  // Equal in size: by the names, unit114 and unit121.
  EXPECT_EQ(explanation.contributions[1].unit(), "unit114");
  EXPECT_EQ(explanation.contributions[1].difference(), -8);
  EXPECT_EQ(explanation.contributions[2].unit(), "unit121");
  EXPECT_EQ(explanation.contributions[2].difference(), 8);
  EXPECT_FALSE(explanation.contributions[2].has_left());
}

TEST_F(CompareTest, RefusesToExplainARatio) {
  const absl::Status refused = ExplainDifference(
                                   kShare, {}, {}, 0, [](int32_t) { return RowIdentity(); }, 20)
                                   .status();
  EXPECT_EQ(report::ReasonOf(refused), "MALFORMED_REQUEST");
}

TEST_F(CompareTest, AddsUpInOneHundredAndTwentyEightBits) {
  const int64_t largest = std::numeric_limits<int64_t>::max();
  const Explanation fits = Explain({}, {Row(0, largest), Row(1, largest), Row(2, -largest)}, 20);
  EXPECT_EQ(fits.difference, largest);
  const std::vector<MeasuredRow> rows = {Row(0, largest), Row(1, 1)};
  EXPECT_EQ(ExplainDifference(
                kPieces, {}, rows, kUnitCount, [](int32_t) { return RowIdentity(); }, 20)
                .status()
                .code(),
            absl::StatusCode::kOutOfRange);
}

TEST_F(CompareTest, ContributionsAddUpToTheDifferenceOfTheTotals) {
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    std::vector<MeasuredRow> sides[2];
    std::map<int32_t, int64_t> differences;
    for (int i = 0; i < 200; ++i) {
      const int side = static_cast<int>(random() % 2);
      MeasuredRow row = Row(static_cast<int32_t>(random() % kUnitCount), static_cast<int64_t>(random() % 20) - 4);
      row.assessable = random() % 8 != 0;
      sides[side].push_back(row);
      if (row.assessable) differences[row.group] += side == 1 ? row.numerator : -row.numerator;
    }
    const Explanation all = Explain(sides[0], sides[1], 1000);
    EXPECT_EQ(all.difference, Sum(sides[1]).numerator - Sum(sides[0]).numerator);
    int64_t sum = 0;
    for (size_t i = 0; i < all.contributions.size(); ++i) {
      const v1::Contribution& contribution = all.contributions[i];
      const auto unit = std::find(names_.begin(), names_.end(), contribution.unit()) - names_.begin();
      EXPECT_EQ(contribution.difference(), differences[static_cast<int32_t>(unit)]);
      EXPECT_EQ(contribution.difference(), contribution.right() - contribution.left());
      sum += contribution.difference();
      if (i > 0) {
        EXPECT_LE(std::abs(contribution.difference()), std::abs(all.contributions[i - 1].difference()));
      }
    }
    EXPECT_EQ(sum, all.difference);
    EXPECT_EQ(std::count_if(differences.begin(), differences.end(), [](const auto& d) { return d.second != 0; }),
              static_cast<std::ptrdiff_t>(all.contributions.size()));
    // A page of them is the beginning of all, in whatever order the rows come.
    for (std::vector<MeasuredRow>& side : sides) std::shuffle(side.begin(), side.end(), random);
    const Explanation some = Explain(sides[0], sides[1], 5);
    EXPECT_EQ(some.difference, all.difference);
    ASSERT_EQ(some.contributions.size(), 5U);
    for (size_t i = 0; i < 5; ++i) {
      EXPECT_EQ(some.contributions[i].SerializeAsString(), all.contributions[i].SerializeAsString());
    }
  }
}

// 40 % on the left, 55 % on the right: 15 points more. 200 pieces and 150: 50 less, a quarter.
TEST(CompareMeasure, GivesBothSidesAndTheChange) {
  const MeasuredGroup left = {.numerator = 2, .denominator = 5, .assessable_count = 1};
  const MeasuredGroup right = {.numerator = 11, .denominator = 20, .assessable_count = 2};
  const v1::MeasureComparison share = *CompareMeasure(kShare, left, right);
  EXPECT_EQ(share.left().value(), 0.4);
  EXPECT_EQ(share.right().assessable_count(), 2);
  EXPECT_EQ(share.change(), 15);
  EXPECT_FALSE(share.has_change_rate());
  const v1::MeasureComparison pieces =
      *CompareMeasure(kPieces, {.numerator = 200, .assessable_count = 1}, {.numerator = 150, .assessable_count = 1});
  EXPECT_EQ(pieces.change(), -50);
  EXPECT_EQ(pieces.change_rate(), -0.25);
  EXPECT_FALSE(CompareMeasure(kShare, left, {})->has_change());
}

TEST(ContributionLimit, IsBetween1And1000) {
  EXPECT_EQ(*ContributionLimitOf(0), 20);
  EXPECT_EQ(*ContributionLimitOf(1000), 1000);
  EXPECT_FALSE(ContributionLimitOf(1001).ok());
  EXPECT_FALSE(ContributionLimitOf(-1).ok());
}

}  // namespace
}  // namespace gouji::statistics
