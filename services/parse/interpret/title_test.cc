#include "services/parse/interpret/title.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/interpret/label_key.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

struct Case {
  const char* printed;
  const char* agency;
  int year;
};

TEST(Title, EveryPublishedPatternOfOneLineIsRead) {
  const Case cases[] = {
      {"息县政务服务局 2024 年政府信息公开工作年度报告", "息县政务服务局", 2024},
      {"桐乡市公安局2023年度政府信息公开工作年度报告", "桐乡市公安局", 2023},
      {"衡阳市国资委2022年度政府信息公开年度报告", "衡阳市国资委", 2022},
      {"鞍山市人社局2023年度政府信息公开工作报告", "鞍山市人社局", 2023},
      {"大足区外事办政府信息公开工作2022年度报告", "大足区外事办", 2022},
      {"2018年建新镇政府信息公开工作年度报告", "建新镇", 2018},
      {"2019年阜新市彰武县政府办公室信息公开工作年度报告", "阜新市彰武县政府办公室", 2019},
      {"2022年度螅镇政府信息公开工作年度报告", "螅镇", 2022},
      {"桃园开发区管委会2020年信息公开工作年度报告", "桃园开发区管委会", 2020},
      {"建邺区民政局2019年度政府信息公开工作年报", "建邺区民政局", 2019},
      {"舒兰市市场监督管理局2016年政务信息公开年度报告", "舒兰市市场监督管理局", 2016},
      {"微山县高楼乡2022 年政府信息公开 公开工作年度报告", "微山县高楼乡", 2022},
      {"临县 2023 年政府信息公开工作 年度报告", "临县", 2023},
      {"2022政府信息公开工作年度报告", "", 2022},
      {"会同县林业局信息公开工作年度报告", "会同县林业局", 0},
      {"政务服务局 2023 年政府信息公开工作年度报告", "政务服务局", 2023},
      {"某县某局2023年政府信息公开工作年度报告(超链版)", "某县某局", 2023},
      {"《某县某局2023年政府信息公开工作年度报告》", "某县某局", 2023},
      {"某县某局关于2023年政府信息公开工作的年度报告", "某县某局", 2023},
      {"临县人民政府信息公开工作2023年度报告", "临县人民政府", 2023},
      {"首页>部门公开>某县某局2023年政府信息公开工作年度报告", "某县某局", 2023},
      {"当前位置：首页 / 年报 / 某县某局2023年政府信息公开年度报告", "某县某局", 2023},
      {"某县某局2023年政府信息公开工作年度报告_某县人民政府", "某县某局", 2023},
      {"某县某局2023年政府信息公开工作年度报告 - 某县人民政府门户网站", "某县某局", 2023},
      {"政府信息公开-某县某局2023年政府信息公开工作年度报告", "某县某局", 2023},
      {"政府信息公开年报某县某局2023年政府信息公开工作年度报告", "某县某局", 2023},
      {"某县某局二〇二三年政府信息公开工作年度报告", "某县某局", 2023},
      {"关于发布某县某局2023年政府信息公开工作年度报告", "某县某局", 2023},
      {"某县某局某县某局2023年政府信息公开工作年度报告", "某县某局", 2023},
      {"某县某局政府信息公开 政府信息公开工作年度报告", "某县某局", 0},
      {"某县人民政府信息公开政府信息公开工作年度报告", "某县人民政府", 0},
      {"2023年度2023年某县某局政府信息公开工作年度报告", "某县某局", 2023},
      {"标题：某县某局2023年政府信息公开工作年度报告.pdf", "某县某局", 2023},
      {"某省政府信息公开办公室2023年政府信息公开工作年度报告", "某省政府信息公开办公室", 2023},
  };
  for (const Case& c : cases) {
    const auto title = ReadTitle(Compact(c.printed));
    ASSERT_TRUE(title.has_value()) << c.printed;
    EXPECT_EQ(report::EncodeUtf8(title->agency), c.agency) << c.printed;
    EXPECT_EQ(title->year, c.year) << c.printed;
  }
}

TEST(Title, TwoYearsThatDifferAreNone) {
  for (const char* printed :
       {"某县某局2022年政府信息公开工作2023年度报告", "某县某局2022年2023年政府信息公开工作年度报告",
        "2022-2023年度某县某局政府信息公开年度报告"}) {
    const auto title = ReadTitle(Compact(printed));
    ASSERT_TRUE(title.has_value()) << printed;
    EXPECT_EQ(title->year, 0) << printed;
    EXPECT_EQ(title->first_year, 2022) << printed;
    EXPECT_EQ(title->other_year, 2023) << printed;
    EXPECT_EQ(report::EncodeUtf8(title->agency), "某县某局") << printed;
  }
}

TEST(Title, OtherLinesAreNoTitles) {
  for (const char* line : {"工作年度报告", "一、总体情况", "根据《条例》编制2023年政府信息公开工作年度报告",
                           "本报告是2023年政府信息公开年度报告", "2023年，我局认真编制政府信息公开工作年度报告",
                           "政府信息公开工作报告", "某大学信息公开指南", "关于报送2023年政府信息公开工作年度报告的通知",
                           "2023年政府信息公开工作年度报告解读", ""}) {
    EXPECT_FALSE(ReadTitle(Compact(line)).has_value()) << line;
  }
}

TEST(Title, AnAgencyIsShortAndEndsLikeOne) {
  EXPECT_TRUE(LooksLikeAgency(U"临县人民政府办公室"));
  EXPECT_TRUE(LooksLikeAgency(U"佳荣里街"));
  EXPECT_FALSE(LooksLikeAgency(U"局"));
  EXPECT_FALSE(LooksLikeAgency(U"欢迎您"));
  EXPECT_FALSE(LooksLikeAgency(U"联系单位：某局"));
}

}  // namespace
}  // namespace gouji::parse
