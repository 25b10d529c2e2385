#include "services/report/divisions/divisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace gouji::report {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> CodesOf(std::string_view name) {
  const Divisions& divisions = Divisions::BuiltIn();
  std::vector<std::string> codes;
  for (const int division : divisions.Named(name)) codes.push_back(divisions.CodeOf(division));
  return codes;
}

std::vector<std::string> PathOf(std::string_view code) {
  const Divisions& divisions = Divisions::BuiltIn();
  const int division = divisions.WithCode(code);
  return division < 0 ? std::vector<std::string>() : divisions.PathOf(division);
}

TEST(Divisions, HasAllOfTheSource) {
  const Divisions& divisions = Divisions::BuiltIn();
  std::array<int, 4> counts = {};
  for (int i = 0; i < divisions.size(); ++i) ++counts[static_cast<int>(divisions.at(i).level)];
  EXPECT_EQ(counts[0], 31);
  EXPECT_EQ(counts[1], 333);
  EXPECT_EQ(counts[3], 41352);
}

TEST(Divisions, ADivisionIsFoundByItsCodeAndToldWithItsPath) {
  EXPECT_THAT(PathOf("14"), ElementsAre("山西省"));
  EXPECT_THAT(PathOf("1408"), ElementsAre("山西省", "运城市"));
  EXPECT_THAT(PathOf("140827"), ElementsAre("山西省", "运城市", "垣曲县"));
  EXPECT_THAT(PathOf("141124100"), ElementsAre("山西省", "吕梁市", "临县", "临泉镇"));
  for (const char* code : {"", "1", "99", "140899", "140827999", "1408270001", "14o8", "-1"}) {
    EXPECT_EQ(Divisions::BuiltIn().WithCode(code), -1) << code;
  }
}

TEST(Divisions, EveryDivisionIsFoundByItsOwnCodeAndStandsBelowItsParent) {
  const Divisions& divisions = Divisions::BuiltIn();
  for (int i = 0; i < divisions.size(); ++i) {
    ASSERT_EQ(divisions.WithCode(divisions.CodeOf(i)), i);
    const int parent = divisions.at(i).parent;
    ASSERT_EQ(parent < 0, divisions.at(i).level == DivisionLevel::kProvince);
    if (parent >= 0) {
      ASSERT_TRUE(divisions.IsBelow(i, parent));
      ASSERT_LT(divisions.at(parent).level, divisions.at(i).level);
      ASSERT_TRUE(divisions.CodeOf(i).starts_with(divisions.CodeOf(parent)));
    }
  }
}

TEST(Divisions, WhatTheStatisticsMakeUpIsNotInTheWay) {
  EXPECT_THAT(PathOf("110101"), ElementsAre("北京市", "东城区"));    // 市辖区 between them
  EXPECT_THAT(PathOf("469001"), ElementsAre("海南省", "五指山市"));  // 省直辖县级行政区划 between them
  EXPECT_THAT(PathOf("441900003"), ElementsAre("广东省", "东莞市", "东城街道"));  // a county 东莞市 between them
  EXPECT_TRUE(CodesOf("市辖区").empty());
  EXPECT_THAT(CodesOf("东莞市"), ElementsAre("4419"));
}

TEST(Divisions, NamesAreFoundInFullAndShort) {
  EXPECT_THAT(CodesOf("临县"), ElementsAre("141124"));
  EXPECT_THAT(CodesOf("鼓楼区"), ElementsAre("320106", "320302", "350102", "410204"));
  EXPECT_THAT(CodesOf("广西"), ElementsAre("45"));
  EXPECT_THAT(CodesOf("内蒙古"), ElementsAre("15"));
  EXPECT_THAT(CodesOf("山西"), ElementsAre("14"));
  EXPECT_THAT(CodesOf("临夏州"), ElementsAre("6229"));
  EXPECT_THAT(CodesOf("湘西州"), ElementsAre("4331"));
  EXPECT_THAT(CodesOf("克孜勒苏州"), ElementsAre("6530"));
  EXPECT_THAT(CodesOf("景宁县"), ElementsAre("331127"));
  EXPECT_THAT(CodesOf("双江县"), ElementsAre("530925"));
  EXPECT_TRUE(CodesOf("青榆县").empty());
  EXPECT_TRUE(CodesOf("").empty());
}

TEST(Divisions, NoNameIsLongerThanTheLongestThatBeginsAlike) {
  const Divisions& divisions = Divisions::BuiltIn();
  for (int i = 0; i < divisions.size(); ++i) {
    if (divisions.at(i).level == DivisionLevel::kTownship) continue;
    for (const std::string& name : {std::string(divisions.at(i).name), ShortNameOf(divisions.at(i))}) {
      ASSERT_GE(divisions.LongestNamed(name + "财政局"), name.size()) << name;
    }
  }
  EXPECT_GE(divisions.LongestNamed("垣曲县财政局"), std::string_view("垣曲县").size());  // others may share its bucket
  EXPECT_EQ(divisions.LongestNamed("财政局"), 0U);
  EXPECT_EQ(divisions.LongestNamed(""), 0U);
}

TEST(Divisions, NoShortNameIsTheFullNameOfAnother) {
  const Divisions& divisions = Divisions::BuiltIn();
  for (int i = 0; i < divisions.size(); ++i) {
    const std::string name = ShortNameOf(divisions.at(i));
    if (name.empty()) continue;
    for (const int other : divisions.Named(name)) {
      EXPECT_NE(divisions.at(other).name, name) << divisions.CodeOf(i) << " and " << divisions.CodeOf(other);
    }
  }
}

}  // namespace
}  // namespace gouji::report
