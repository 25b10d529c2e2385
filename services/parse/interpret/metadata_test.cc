#include "services/parse/interpret/metadata.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"
#include "services/parse/interpret/diagnostics.h"

namespace gouji::parse {
namespace {

class Metadata : public testing::Test {
 protected:
  report::Report Read(const std::string& text, std::string_view file_name = "", int year = 0) const {
    const Document document = *ReadText(text);
    report::Report report;
    ReadMetadata(document, document.blocks.size(), FindSections(index_, document, document.blocks.size()), file_name,
                 year, report);
    return report;
  }
  static bool Has(const report::Report& report, std::string_view id) {
    return std::any_of(report.diagnostics.begin(), report.diagnostics.end(), [&](const auto& d) { return d.id == id; });
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  FormIndex index_{catalog_.forms().front()};
};

TEST_F(Metadata, TitlesOfTwoLinesAreJoined) {
  for (const char* text :
       {"高平市交通运输局\n2023年政府信息公开工作年度报告\n", "高平市交通运输局2023年政府\n信息公开工作年度报告\n",
        "2023年政府信息公开工作年度报告\n(高平市交通运输局)\n", "高平市交通运输局2023年\n政府信息公开工作年度报告\n"}) {
    const report::Report report = Read(text);
    EXPECT_EQ(report.agency.name, "高平市交通运输局") << text;
    EXPECT_EQ(report.year, 2023) << text;
  }
}

TEST_F(Metadata, OfTitlesOfOtherReportsBesideItTheReportsOwnIsTaken) {
  const char* const link = "平遥县水利局2018年政府信息公开工作年度报告\n";
  const char* const title = "高平市交通运输局2023年政府信息公开工作年度报告\n";
  const char* const period = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。\n";
  const std::vector<std::vector<std::string>> pages = {
      {link, title}, {link, title, link, period}, {"上一篇：", link, title, period}, {title, link, period}};
  for (const std::vector<std::string>& lines : pages) {
    std::string text;
    for (const std::string& line : lines) {
      text += line;
    }
    const report::Report report = Read(text += "一、总体情况\n正文。\n");
    EXPECT_EQ(report.agency.name, "高平市交通运输局") << text;
    EXPECT_EQ(report.year, 2023) << text;
  }
}

TEST_F(Metadata, WhatStandsAboveATitleIsNoPartOfIt) {
  const report::Report report = Read("索引号:620702081\n高平市交通运输局2023年政府信息公开工作年度报告\n");
  EXPECT_EQ(report.agency.name, "高平市交通运输局");
  EXPECT_EQ(Read("首页>部门公开信息\n2023年政府信息公开工作年度报告\n").agency.name, "");
}

TEST_F(Metadata, TheSignatureNamesTheAgencyWhenTheTitleDoesNot) {
  const report::Report report = Read(
      "2023年政府信息公开工作年度报告\n一、总体情况\n正文。\n六、其他需要报告的事项\n无。\n临县人民政府办公室\n\n2024 "
      "年 1 月 30 日\n");
  EXPECT_EQ(report.agency.name, "临县人民政府办公室");
  EXPECT_EQ(report.issue_date, "2024-01-30");
}

TEST_F(Metadata, ATornDateStandsBelowASignatureToo) {
  for (const std::string date : {"2024年1月3", "2024年1月", "二〇二四年一月十四", "  年  月  日", "年1月30日"}) {
    const report::Report report =
        Read("2023年政府信息公开工作年度报告\n一、总体情况\n正文。\n六、其他需要报告的事项\n无。\n临县教育局\n" + date +
             "\n");
    EXPECT_EQ(report.agency.name, "临县教育局") << date;
    EXPECT_EQ(report.issue_date, "") << date;
  }
}

TEST_F(Metadata, AnAddressOrTheHeadingOfThePageTellsWhichDistrictOfANameItIs) {
  const std::string title = "鼓楼区财政局2023年政府信息公开工作年度报告\n";
  EXPECT_EQ(Read(title + "一、总体情况\n全年主动公开信息20条。\n").agency.region_code, "");
  EXPECT_EQ(Read("江苏省徐州市\n" + title).agency.region_code, "320302");
  const std::string contact = "一、总体情况\n如有疑问，请与本局联系（地址：江苏省徐州市某路1号）。\n";
  const report::Report report = Read(title + contact);
  EXPECT_EQ(report.agency.region_code, "320302");
  EXPECT_EQ(report.agency.region_path, (std::vector<std::string>{"江苏省", "徐州市", "鼓楼区"}));
  EXPECT_EQ(report.agency.name, "鼓楼区财政局");
  EXPECT_EQ(Read("政务服务局2023年政府信息公开工作年度报告\n" + contact).agency.region_code, "");
}

TEST_F(Metadata, TheYearComesFromTitleThenPeriodThenProseThenFileName) {
  const std::string period = "统计期限自2022年1月1日起至2022年12月31日止。\n";
  EXPECT_EQ(Read("某县某局2023年政府信息公开工作年度报告\n" + period).year, 2023);
  EXPECT_TRUE(Has(Read("某县某局2023年政府信息公开工作年度报告\n" + period), kYearConflict));
  const report::Report by_period = Read("某县某局政府信息公开工作年度报告\n" + period);
  EXPECT_EQ(by_period.year, 2022);
  EXPECT_TRUE(Has(by_period, kYearFromPeriod));
  EXPECT_EQ(by_period.period_end, "2022-12-31");
  const report::Report by_prose = Read("2021 年，我局重视公开。2021年共公开2条，2022年继续。\n");
  EXPECT_EQ(by_prose.year, 2021);
  EXPECT_TRUE(Has(by_prose, kYearFromProse));
  EXPECT_EQ(Read("正文\n", "某县某局2020年政府信息公开工作年度报告.txt").year, 2020);
  EXPECT_TRUE(Has(Read("2021年好，2022年也好。\n"), kYearUnknown)) << "two years lead";
  EXPECT_EQ(Read("正文\n", "", 2019).year, 2019);
}

TEST_F(Metadata, APublishingDateInFrontIsTheIssueDateWhenNoneStandsAtTheEnd) {
  EXPECT_EQ(Read("发布日期：2024-01-23\n某县某局2023年政府信息公开工作年度报告\n一、总体情况\n").issue_date,
            "2024-01-23");
}

TEST_F(Metadata, TitlesStandOnThreeLinesOnCoversAndInTables) {
  for (const char* text : {"高平市交通运输局\n2023年度\n政府信息公开工作年度报告\n",
                           "2023年政府信息公开工作年度报告\n高平市交通运输局\n2024年1月\n",
                           "高平市交通运输局2023年政府信息公开工作年度报告\t\t\t\n\t\t\t\n",
                           "索引号\t37\t标题\t高平市交通运输局2023年政府信息公开年度报告\n一、总体情况\n"}) {
    const report::Report report = Read(text);
    EXPECT_EQ(report.agency.name, "高平市交通运输局") << text;
    EXPECT_EQ(report.year, 2023) << text;
  }
}

TEST_F(Metadata, SourcesThatDisagreeAreSaid) {
  const auto body = [](const std::string& signature) {
    return "一、总体情况\n正文。\n六、其他需要报告的事项\n无。\n" + signature + "\n2024年1月30日\n";
  };
  const std::string title = "临县教育局2023年政府信息公开工作年度报告\n";
  EXPECT_TRUE(Has(Read(title + body("临县水利局")), kAgencyConflict));
  EXPECT_EQ(Read(title + body("临县水利局")).agency.name, "临县教育局");
  EXPECT_FALSE(Has(Read(title + body("吕梁市临县教育局")), kAgencyConflict));
  EXPECT_FALSE(Has(Read("临县2023年政府信息公开工作年度报告\n" + body("临县人民政府办公室")), kAgencyConflict));
  EXPECT_TRUE(Has(Read(title, "临县教育局2022年政府信息公开工作年度报告.docx"), kYearConflict));
  EXPECT_TRUE(Has(Read("临县教育局2025年政府信息公开工作年度报告\n" + body("临县教育局")), kYearConflict));
  const report::Report two_years =
      Read("临县教育局2022年政府信息公开工作2023年度报告\n统计期限自2023年1月1日起至2023年12月31日止。\n");
  EXPECT_TRUE(Has(two_years, kYearConflict));
  EXPECT_EQ(two_years.year, 2023);
  EXPECT_TRUE(Has(Read("正文\n", "某县某局2020年政府信息公开工作年度报告.txt"), kYearFromFileName));
}

TEST_F(Metadata, ASignatureMayStandOnTheLineOfTheDate) {
  const report::Report report = Read(
      "2023年政府信息公开工作年度报告\n一、总体情况\n正文。\n六、其他需要报告的事项\n无。\n临县教育局 2024年1月23日\n");
  EXPECT_EQ(report.agency.name, "临县教育局");
  EXPECT_EQ(report.issue_date, "2024-01-23");
}

TEST_F(Metadata, OnlyRecognisedNamesAreCorrected) {
  Document document = *ReadText("马兰察布市统计局2023年政府信息公开工作年度报告\n一、总体情况\n正文。\n");
  const auto agency_of = [&] {
    report::Report report;
    ReadMetadata(document, document.blocks.size(), FindSections(index_, document, document.blocks.size()), "", 0,
                 report);
    return report.agency.name;
  };
  EXPECT_EQ(agency_of(), "马兰察布市统计局");
  for (auto& block : document.blocks) std::get<Paragraph>(block).confidence = 0.95F;
  EXPECT_EQ(agency_of(), "乌兰察布市统计局");
}

TEST_F(Metadata, DatesThatLostCharactersAreNeverGuessed) {
  for (const char* period : {"统计期限自202011日起，至20201231日止", "统计期限为20231月1日起至202312月31日止",
                             "统计期限自20201月1日起至2020年12月31日止", "统计期限自2022年11日至1231日",
                             "统计期限自2023年13月1日起至2023年12月31日止"}) {
    const report::Report report = Read(std::string("某县某局政府信息公开工作年度报告\n") + period + "。\n");
    EXPECT_EQ(report.period_start, "") << period;
    EXPECT_EQ(report.period_end, "") << period;
  }
  EXPECT_EQ(Read("标题\n一、总体情况\n六、其他需要报告的事项\n无\n2021926\n").issue_date, "");
  EXPECT_EQ(Read("标题\n一、总体情况\n六、其他需要报告的事项\n无\n(2020119日)\n").issue_date, "");
}

}  // namespace
}  // namespace gouji::parse
