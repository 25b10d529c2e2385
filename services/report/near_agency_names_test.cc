#include "services/report/near_agency_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace gouji::report {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(NearAgencyNames, OneCharacterIsGivenBackWhereTheTableHasOneSuchName) {
  const std::pair<const char*, const char*> cases[] = {
      {"马兰察布市统计局", "乌兰察布市统计局"},
      {"怒江傈傈族自治州泸水市财政局", "怒江傈僳族自治州泸水市财政局"},
      {"莉州市松滋市生态环境局", "荆州市松滋市生态环境局"},
      {"克和孜勒苏柯尔克孜自治州财政局", "克孜勒苏柯尔克孜自治州财政局"},
      {"中人牟县气象局", "中牟县气象局"},
      {"灵壁县杨瞳镇人民政府", "灵璧县杨疃镇人民政府"},
      {"依县皇图岭镇人民政府", "攸县皇图岭镇人民政府"},
      {"国家税务总局礼朱县税务局", "国家税务总局礼泉县税务局"},
      {"草州市沙市区财政局2023年政府信息公开工作年度报告", "荆州市沙市区财政局2023年政府信息公开工作年度报告"},
  };
  for (const auto& [read, name] : cases) EXPECT_THAT(FindNearAgencyNames(read), ElementsAre(name)) << read;
}

TEST(NearAgencyNames, AllThatAreEquallyNearAreGiven) {
  EXPECT_THAT(FindNearAgencyNames("江西省竟州市教育局"),
              UnorderedElementsAre("江西省抚州市教育局", "江西省赣州市教育局"));
  EXPECT_GT(FindNearAgencyNames("结云县司法局").size(), 1U);
}

TEST(NearAgencyNames, NothingIsNearAKnownNameOrOneThatNamesNoDivision) {
  for (const char* name : {"垣曲县财政局", "山西省运城市垣曲县财政局", "双流区教育局", "财政局", "国家统计局",
                           "苏州工业园区管委会", "城市管理局", "临县临泉镇人民政府", ""}) {
    EXPECT_TRUE(HasKnownDivisions(name)) << name;
    EXPECT_THAT(FindNearAgencyNames(name), IsEmpty()) << name;
  }
}

TEST(NearAgencyNames, ANameThatTheTableLacksStaysWhatItIs) {
  // Founded, dissolved or made up: too different, of another kind, or different only in what tells neighbours apart.
  for (const char* name : {"下城区教育局", "光明新城区教育局", "青榆渡县财政局", "沦县财政局", "长垣区教育局",
                           "宫廊县财政局", "垣曲县新榆街道办事处"}) {
    EXPECT_FALSE(HasKnownDivisions(name)) << name;
    EXPECT_THAT(FindNearAgencyNames(name), ::testing::Not(::testing::SizeIs(1))) << name;
  }
}

TEST(NearAgencyNames, PossibleNamesAreAllThatDifferInOneOrTwoCharacters) {
  EXPECT_THAT(FindPossibleAgencyNames("宫廊县吉曲乡人民政府"), ElementsAre("囊谦县吉曲乡人民政府"));
  EXPECT_THAT(FindPossibleAgencyNames("国家税务总局犹县税务局"), ::testing::Contains("国家税务总局蒲县税务局"));
  EXPECT_THAT(FindPossibleAgencyNames("双流区财政局"), ::testing::Contains("双滦区财政局")) << "of known names, too";
  EXPECT_THAT(FindPossibleAgencyNames("双流区财政局"), ::testing::Not(::testing::Contains("双流区财政局")));
  EXPECT_THAT(FindPossibleAgencyNames("财政局"), IsEmpty());
  EXPECT_THAT(FindPossibleAgencyNames(""), IsEmpty());
}

TEST(NearAgencyNames, TheEndOfTheDivisionsIsTold) {
  EXPECT_EQ(KnownDivisionsEnd("垣曲县财政局"), std::string("垣曲县").size());
  EXPECT_EQ(KnownDivisionsEnd("国家税务总局垣曲县税务局"), std::string("国家税务总局垣曲县").size());
  EXPECT_EQ(KnownDivisionsEnd("马兰察布市统计局"), 0U);
  EXPECT_EQ(KnownDivisionsEnd("财政局"), 0U);
}

}  // namespace
}  // namespace gouji::report
