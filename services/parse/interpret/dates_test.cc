#include "services/parse/interpret/dates.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/interpret/label_key.h"

namespace gouji::parse {
namespace {

std::string Line(std::string_view text) {
  const auto date = DateLine(Compact(text));
  return date.has_value() ? date->ToIso() : "";
}

std::string Span(std::string_view text) {
  const auto period = FindPeriod(Compact(text));
  return period.has_value() ? period->start.ToIso() + " " + period->end.ToIso() : "";
}

TEST(Dates, ALineMayBeADateInManyWays) {
  for (const char* text :
       {"2024年1月23日", "2024 年 1 月 23 日", "2024-01-23", "2024/1/23", "2024.1.23", "（2024年1月23日）",
        "发布日期：2024-01-23", "二〇二四年一月二十三日", "二○二四年一月二十三日", "２０２４年１月２３日"}) {
    EXPECT_EQ(Line(text), "2024-01-23") << text;
  }
}

TEST(Dates, WhatDoesNotExistOrHasLostDigitsIsNoDate) {
  for (const char* text : {"2023年2月29日", "2024年13月1日", "2024年1月", "20231月1日", "2024年11日", "20240123",
                           "1月23日", "2024年1月23日星期二", "截至2024年1月23日", "", "12月"}) {
    EXPECT_EQ(Line(text), "") << text;
  }
  EXPECT_EQ(Line("2024年2月29日"), "2024-02-29");
}

TEST(Dates, ATornDateIsKnownByItsUnitsAndNumerals) {
  for (const auto* line : {U"2024年1月19", U"二〇二四年一月日", U"年月日"}) EXPECT_TRUE(IsTornDateLine(line));
  for (const auto* line : {U"", U"2024", U"一二", U"2024年度报告", U"2023年1月1日至2023年12月31日"}) {
    EXPECT_FALSE(IsTornDateLine(line));
  }
}

TEST(Dates, APeriodIsTwoJoinedDates) {
  const char* year = "2023-01-01 2023-12-31";
  EXPECT_EQ(Span("本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止"), year);
  EXPECT_EQ(Span("统计期限自2023年1月1日起，至2023年12月31日止"), year);
  EXPECT_EQ(Span("从 2023 年 1 月 1 日起至 12 月 31 日止"), year);
  EXPECT_EQ(Span("2023-01-01至2023-12-31"), year);
  EXPECT_EQ(Span("2023年1月1日—12月31日"), year);
}

TEST(Dates, DamagedPeriodsAreNone) {
  EXPECT_EQ(Span("自202011日起，至20201231日止"), "");
  EXPECT_EQ(Span("2022年11日至1231日"), "");
  EXPECT_EQ(Span("2023年1月1日发布，2023年12月31日修订"), "");
}

}  // namespace
}  // namespace gouji::parse
