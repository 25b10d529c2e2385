#include "services/ocr/misread_name.h"

#include "gtest/gtest.h"

namespace gouji::ocr {
namespace {

TEST(MisreadName, IsANameWithADivisionThatTheTableLacks) {
  for (const char* text : {"宣宾市审计局", "宣宾市审计局 2023 年政府信息公开工作年度报告", "上朗县交通运输局"}) {
    EXPECT_TRUE(MayBeMisreadName(text)) << text;
  }
  for (const char* text : {"宜宾市审计局", "财政局", "2023年政府信息公开工作年度报告", "一、总体情况", "",
                           "某某县2023年，全县各单位主动公开信息20条。"}) {
    EXPECT_FALSE(MayBeMisreadName(text)) << text;
  }
}

TEST(MisreadName, ADivisionThatTheTableHasIsNone) {
  for (const char* text : {"双流区教育局", "宜宾市审计局 2023 年政府信息公开工作年度报告"}) {
    EXPECT_TRUE(BeginsWithDivision(text) && !MayBeMisreadName(text)) << text;
  }
  for (const char* text :
       {"宣宾市审计局", "财政局", "2023年度报告", "宜宾市2023年，全市各单位主动公开信息20条。", ""}) {
    EXPECT_FALSE(BeginsWithDivision(text)) << text;
  }
}

TEST(MisreadName, AnotherReadingCountsWhenItsDivisionsAreKnownAndTheRestIsTheSame) {
  EXPECT_TRUE(NamesKnownDivisions("宜宾市审计局 2023年度报告", "宣宾市审计局2023 年度报告"));
  EXPECT_FALSE(NamesKnownDivisions("宜宾市审计局2028年度报告", "宣宾市审计局2023年度报告"));
  EXPECT_FALSE(NamesKnownDivisions("宽宾市审计局", "宣宾市审计局"));
  EXPECT_FALSE(NamesKnownDivisions("审计局", "宣宾市审计局")) << "nothing is known of it";
  EXPECT_FALSE(NamesKnownDivisions("", ""));
}

}  // namespace
}  // namespace gouji::ocr
