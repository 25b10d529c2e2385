#include "services/statistics/analysis/difference_explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>

namespace gouji::statistics {
namespace {

using State = PartFigure::State;

constexpr auto kLeftOut = v1::DIFFERENCE_EXPLANATION_KIND_LEFT_OUT;
constexpr auto kCountedTwice = v1::DIFFERENCE_EXPLANATION_KIND_COUNTED_TWICE;
constexpr auto kUnresolved = v1::DIFFERENCE_EXPLANATION_KIND_UNRESOLVED_ERROR;
constexpr auto kNoNumber = v1::DIFFERENCE_EXPLANATION_KIND_NO_NUMBER;
constexpr auto kMissing = v1::DIFFERENCE_EXPLANATION_KIND_UNIT_MISSING;
constexpr auto kNotCounted = v1::DIFFERENCE_EXPLANATION_KIND_AGGREGATE_NOT_COUNTED;

TEST(DifferenceExplanationTest, AFigureThatIsTheDifferenceWasLeftOutOrCountedTwice) {
  EXPECT_EQ(ExplanationBy({.value = 7}, -7, false), kLeftOut);
  EXPECT_EQ(ExplanationBy({.value = 7}, 7, false), kCountedTwice);
  EXPECT_EQ(ExplanationBy({.value = 7}, 8, false), std::nullopt);
  // 增/减 may be negative: the same the other way round.
  EXPECT_EQ(ExplanationBy({.value = -7}, 7, true), kLeftOut);
}

TEST(DifferenceExplanationTest, AZeroExplainsNothing) {
  EXPECT_EQ(ExplanationBy({.value = 0}, 1, false), std::nullopt);
  EXPECT_EQ(ExplanationBy({.value = 0}, -1, false), std::nullopt);
}

TEST(DifferenceExplanationTest, ErrorsExplainWhatTheyLeaveOpen) {
  const PartFigure open{.value = 100, .least_change = -3, .greatest_change = 5};
  EXPECT_EQ(ExplanationBy(open, 5, false), kUnresolved);
  EXPECT_EQ(ExplanationBy(open, -3, false), kUnresolved);
  EXPECT_EQ(ExplanationBy(open, 6, false), std::nullopt);
  EXPECT_EQ(ExplanationBy(open, -4, false), std::nullopt);
}

TEST(DifferenceExplanationTest, WhatHasNoNumberExplainsWhatThePublishedFigureHasMore) {
  for (const State state : {State::kBlank, State::kLost, State::kNotOnForm}) {
    EXPECT_EQ(ExplanationBy({.state = state}, 4, false), kNoNumber);
    EXPECT_EQ(ExplanationBy({.state = state}, -4, false), std::nullopt);
    EXPECT_EQ(ExplanationBy({.state = state}, -4, true), kNoNumber);
  }
}

TEST(DifferenceExplanationTest, AMissingReportExplainsWhatIsNearItsFigureOfTheYearBefore) {
  const PartFigure missing{.state = State::kNoReport, .value = 10};
  for (const int64_t near : {5, 10, 20}) EXPECT_EQ(ExplanationBy(missing, near, false), kMissing) << near;
  for (const int64_t far : {4, 21, 1'000, -10}) EXPECT_EQ(ExplanationBy(missing, far, false), std::nullopt) << far;
  // 增/减 may be negative.
  EXPECT_EQ(ExplanationBy({.state = State::kNoReport, .value = -10}, -6, true), kMissing);
  EXPECT_EQ(ExplanationBy({.state = State::kNoReport, .value = -10}, 6, true), std::nullopt);
  EXPECT_EQ(ExplanationBy({.state = State::kNoReport, .value = INT64_MAX}, INT64_MAX, false), kMissing);
  EXPECT_EQ(ExplanationBy({.state = State::kNoReport, .value = INT64_MIN}, 1, false), std::nullopt);
}

TEST(DifferenceExplanationTest, AMissingReportOfWhichNothingIsKnownExplainsNothing) {
  EXPECT_EQ(ExplanationBy({.state = State::kNoReport}, 1, false), std::nullopt);
  EXPECT_EQ(ExplanationBy({.state = State::kNoReport}, 4, true), std::nullopt);
}

TEST(DifferenceExplanationTest, AnAggregateOutsideTheSumExplainsItsOwnFigureOnly) {
  EXPECT_EQ(ExplanationBy({.state = State::kNotCounted, .value = 9}, 9, false), kNotCounted);
  EXPECT_EQ(ExplanationBy({.state = State::kNotCounted, .value = 9}, -9, false), std::nullopt);
}

TEST(DifferenceExplanationTest, NamesTheLikeliestFirstInAFixedOrder) {
  const std::vector<Explaining> ordered = {
      {.figure = {.value = 4}, .kind = kCountedTwice, .cell_count = 9, .unit = "z"},
      {.figure = {.value = -4}, .kind = kLeftOut, .cell_count = 1, .unit = "a"},
      {.figure = {.value = -4}, .kind = kLeftOut, .cell_count = 1, .unit = "b"},
      {.figure = {.state = State::kBlank, .implied = 4}, .kind = kNoNumber, .unit = "y"},
      {.figure = {.value = 1}, .kind = kUnresolved, .unit = "x"},
      {.figure = {.state = State::kLost}, .kind = kNoNumber, .unit = "w"},
      {.figure = {.state = State::kBlank, .implied = 3}, .kind = kNoNumber, .unit = "c"},
      {.figure = {.state = State::kNoReport, .value = 5}, .kind = kMissing, .unit = "f"},
      {.figure = {.state = State::kNoReport, .value = 2}, .kind = kMissing, .unit = "d"},
      {.figure = {.state = State::kNoReport, .value = 6}, .kind = kMissing, .unit = "e"},
  };
  std::vector<Explaining> shuffled = {ordered.rbegin(), ordered.rend()};
  std::vector<std::string_view> units;
  for (const Explaining& explaining : Likeliest(shuffled, 4, 20)) units.push_back(explaining.unit);
  EXPECT_THAT(units, ::testing::ElementsAre("z", "a", "b", "y", "x", "w", "c", "f", "d", "e"));
  EXPECT_EQ(Likeliest(shuffled, 4, 3).size(), 3U);
  EXPECT_EQ(Likeliest(shuffled, 4, 3).back().unit, "b");
}

}  // namespace
}  // namespace gouji::statistics
