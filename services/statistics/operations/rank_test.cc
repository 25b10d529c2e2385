#include "services/statistics/operations/rank.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;

const Measure kShare = {.id = "disclosure_rate", .unit = v1::METRIC_UNIT_SHARE};
const Measure kPieces = {.id = "applications.new", .unit = v1::METRIC_UNIT_PIECES};

// Units are named so that their names are in the order of their numbers.
v1::GroupKey KeyOf(int32_t group) {
  v1::GroupKey key;
  key.set_unit("unit" + std::to_string(100000 + group));
  return key;
}

class TestKeys final : public GroupKeys {
 public:
  v1::GroupKey KeyOf(int32_t group) const override { return statistics::KeyOf(group); }
  int Compare(int32_t left, int32_t right) const override { return left < right ? -1 : right < left ? 1 : 0; }
  int Compare(int32_t group, const v1::GroupKey& key) const override {
    return CompareGroupKeys(statistics::KeyOf(group), key);
  }
};
const TestKeys kKeys;

MeasuredGroup GroupOf(int64_t numerator, int64_t denominator) {
  return {.numerator = numerator, .denominator = denominator, .assessable_count = 1};
}

v1::Ranking RankAll(const Measure& measure, const std::vector<MeasuredGroup>& groups, bool ascending = false,
                    int64_t floor = 0) {
  absl::StatusOr<v1::Ranking> ranking =
      Rank(measure, groups, kKeys,
           {.ascending = ascending, .min_denominator = floor, .page_size = 1000000, .page_token = "", .query = "q"});
  EXPECT_TRUE(ranking.ok()) << ranking.status();
  return *std::move(ranking);
}

std::vector<std::string> Listed(const v1::Ranking& ranking) {
  std::vector<std::string> listed;
  for (const v1::RankedGroup& group : ranking.groups()) {
    listed.push_back(std::to_string(group.rank()) + " " + group.group().unit().substr(9) +
                     (group.is_small_sample() ? " small" : ""));
  }
  return listed;
}

// 1/2 and 2/4 share the second place behind 3/4; 1/3 is the fourth. 1/1 rests on too few; 0/0 has no value.
TEST(Rank, SharesPlacesAndSetsSmallSamplesApart) {
  const std::vector<MeasuredGroup> groups = {GroupOf(1, 3), GroupOf(2, 4), GroupOf(0, 0),
                                             GroupOf(3, 4), GroupOf(1, 1), GroupOf(4, 8)};
  const v1::Ranking ranking = RankAll(kShare, groups, false, 2);
  EXPECT_THAT(Listed(ranking), ElementsAre("1 3", "2 1", "2 5", "4 0", "0 4 small", "0 2"));
  EXPECT_EQ(ranking.ranked_count(), 4);
  EXPECT_EQ(ranking.small_count(), 1);
  EXPECT_EQ(ranking.without_value_count(), 1);
  EXPECT_EQ(ranking.groups(0).value().value(), 0.75);
  EXPECT_FALSE(ranking.groups(5).value().has_value());
  EXPECT_THAT(Listed(RankAll(kShare, groups, true, 2)), ElementsAre("1 0", "2 1", "2 5", "4 3", "0 4 small", "0 2"));
}

TEST(Rank, OrdersTiesByKeyInBothDirections) {
  const std::vector<MeasuredGroup> groups = {GroupOf(0, 0), GroupOf(0, 0), GroupOf(5, 0)};
  EXPECT_THAT(Listed(RankAll(kPieces, groups)), ElementsAre("1 2", "2 0", "2 1"));
  EXPECT_THAT(Listed(RankAll(kPieces, groups, true)), ElementsAre("1 0", "1 1", "3 2"));
}

// Their quotients round to one double.
TEST(Rank, TellsRatiosApartThatDoublesCannot) {
  const int64_t large = 4'000'000'000'000'000'000;
  const std::vector<MeasuredGroup> groups = {GroupOf(large - 2, large - 1), GroupOf(large - 1, large),
                                             GroupOf(large - 3, large - 2)};
  EXPECT_THAT(Listed(RankAll(kShare, groups)), ElementsAre("1 1", "2 0", "3 2"));
}

TEST(Rank, RefusesAFloorThatMeansNothing) {
  const std::vector<MeasuredGroup> groups = {GroupOf(1, 0)};
  for (const RankOptions& options :
       {RankOptions{.min_denominator = 5, .page_size = 10, .page_token = "", .query = ""},
        RankOptions{.min_denominator = -1, .page_size = 10, .page_token = "", .query = ""}}) {
    EXPECT_EQ(report::ReasonOf(Rank(kPieces, groups, kKeys, options).status()), "MALFORMED_REQUEST");
  }
}

TEST(Rank, RefusesTokensOfOtherQueries) {
  const std::vector<MeasuredGroup> groups = {GroupOf(1, 2), GroupOf(1, 3)};
  const RankOptions options = {.page_size = 1, .page_token = "", .query = "one"};
  RankOptions next = options;
  next.page_token = Rank(kShare, groups, kKeys, options)->next_page_token();
  EXPECT_THAT(Listed(*Rank(kShare, groups, kKeys, next)), ElementsAre("2 1"));
  next.query = "other";
  EXPECT_EQ(report::ReasonOf(Rank(kShare, groups, kKeys, next).status()), "INVALID_PAGE_TOKEN");
}

class RandomGroups : public ::testing::TestWithParam<uint32_t> {
 protected:
  // Small figures, so that ties and groups without value are frequent; sometimes huge ones.
  std::vector<MeasuredGroup> Groups(int count) {
    std::vector<MeasuredGroup> groups;
    for (int i = 0; i < count; ++i) {
      const int64_t scale = random_() % 10 == 0 ? 1'000'000'000'000'000 : 1;
      groups.push_back({.numerator = static_cast<int64_t>(random_() % 9) * scale - 2,
                        .denominator = static_cast<int64_t>(random_() % 8) * scale - 1,
                        .assessable_count = static_cast<int32_t>(random_() % 4),
                        .not_assessable_count = 1});
    }
    return groups;
  }

  std::mt19937 random_{GetParam()};
};

// Counts, for each group, those that are better: slow and obvious.
TEST_P(RandomGroups, AreRankedAsCountingRanksThem) {
  for (const bool ascending : {false, true}) {
    const std::vector<MeasuredGroup> groups = Groups(1500);
    const int64_t floor = 3;
    const v1::Ranking ranking = RankAll(kShare, groups, ascending, floor);
    ASSERT_EQ(ranking.groups_size(), 1500);
    const auto has_value = [&](const MeasuredGroup& g) { return g.assessable_count > 0 && g.denominator > 0; };
    const auto is_ranked = [&](const MeasuredGroup& g) { return has_value(g) && g.denominator >= floor; };
    const auto section = [&](const MeasuredGroup& g) { return is_ranked(g) ? 0 : has_value(g) ? 1 : 2; };
    // a before b: by section, value, number.
    const auto cross = [&](const MeasuredGroup& a, const MeasuredGroup& b) {
      const absl::int128 difference = a.numerator * b.denominator - b.numerator * a.denominator;
      return ascending ? difference : -difference;
    };
    int32_t previous = -1;
    for (const v1::RankedGroup& listed : ranking.groups()) {
      const int32_t number = std::stoi(listed.group().unit().substr(4)) - 100000;
      const MeasuredGroup& group = groups[number];
      int better = 0;
      for (const MeasuredGroup& other : groups) better += is_ranked(other) && cross(other, group) < 0 ? 1 : 0;
      EXPECT_EQ(listed.rank(), is_ranked(group) ? better + 1 : 0);
      EXPECT_EQ(listed.is_small_sample(), section(group) == 1);
      if (previous >= 0) {
        const MeasuredGroup& before = groups[previous];
        ASSERT_LE(section(before), section(group));
        if (section(before) == section(group)) {
          const absl::int128 order = section(group) == 2 ? absl::int128(0) : cross(before, group);
          ASSERT_TRUE(order < 0 || (order == 0 && previous < number)) << previous << " " << number;
        }
      }
      previous = number;
    }
  }
}

TEST_P(RandomGroups, AreTheSameOnPagesAsInOne) {
  const std::vector<MeasuredGroup> groups = Groups(200);
  const v1::Ranking whole = RankAll(kShare, groups, false, 2);
  RankOptions options = {.min_denominator = 2, .page_size = 7, .page_token = "", .query = "q"};
  v1::Ranking pages;
  do {
    const absl::StatusOr<v1::Ranking> page = Rank(kShare, groups, kKeys, options);
    ASSERT_TRUE(page.ok()) << page.status();
    ASSERT_LE(page->groups_size(), 7);
    pages.mutable_groups()->MergeFrom(page->groups());
    options.page_token = page->next_page_token();
    EXPECT_EQ(page->ranked_count(), whole.ranked_count());
  } while (!options.page_token.empty());
  ASSERT_EQ(pages.groups_size(), whole.groups_size());
  for (int i = 0; i < pages.groups_size(); ++i) {
    EXPECT_TRUE(MessageDifferencer::Equals(pages.groups(i), whole.groups(i))) << i;
  }
}

// A group that was on no page yet comes in between; all others are still listed once each.
TEST_P(RandomGroups, AreNeitherRepeatedNorHiddenWhenOthersComeBetweenPages) {
  std::vector<MeasuredGroup> groups = Groups(60);
  RankOptions options = {.page_size = 25, .page_token = "", .query = "q"};
  const v1::Ranking first = *Rank(kShare, groups, kKeys, options);
  groups.push_back(GroupOf(1000, 1));  // would be the first
  options.page_token = first.next_page_token();
  options.page_size = 1000;
  const v1::Ranking rest = *Rank(kShare, groups, kKeys, options);
  std::vector<std::string> units;
  for (const v1::RankedGroup& group : first.groups()) units.push_back(group.group().unit());
  for (const v1::RankedGroup& group : rest.groups()) units.push_back(group.group().unit());
  std::sort(units.begin(), units.end());
  std::vector<std::string> expected;
  for (int i = 0; i < 60; ++i) expected.push_back(KeyOf(i).unit());
  EXPECT_EQ(units, expected);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomGroups, ::testing::Range(1U, 9U));

TEST(CompareGroupKeys, GoesByYearThenRegionThenUnit) {
  v1::GroupKey early;
  early.set_year(2022);
  early.set_unit("b");
  v1::GroupKey late = early;
  late.set_year(2023);
  late.set_unit("a");
  EXPECT_EQ(CompareGroupKeys(early, late), -1);
  EXPECT_EQ(CompareGroupKeys(late, early), 1);
  EXPECT_EQ(CompareGroupKeys(early, early), 0);
  v1::GroupKey region = early;
  region.set_region_code("14");
  region.set_unit("a");
  EXPECT_EQ(CompareGroupKeys(early, region), -1);
}

}  // namespace
}  // namespace gouji::statistics
