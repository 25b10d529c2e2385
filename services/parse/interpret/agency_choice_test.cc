#include "services/parse/interpret/agency_choice.h"

#include <algorithm>

#include "gtest/gtest.h"
#include "services/parse/interpret/diagnostics.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

report::Report Settle(const AgencySources& sources) {
  report::Report report;
  SettleAgency(sources, report);
  return report;
}

// What a scan is read as whose title was recognised, in front of some text.
report::Report Recognised(const std::u32string& title, const std::u32string& signature = {},
                          const std::string& text = {}) {
  return Settle({.title = title, .signature = signature, .file_name = {}, .is_recognised = true, .text = text});
}

bool Has(const report::Report& report, std::string_view id) {
  return std::any_of(report.diagnostics.begin(), report.diagnostics.end(), [&](const auto& d) { return d.id == id; });
}

TEST(AgencyChoice, AMisreadDivisionIsCorrectedToTheOnlyOneNearIt) {
  const report::Report report = Recognised(U"马兰察布市统计局");
  EXPECT_EQ(report.agency.name, "乌兰察布市统计局");
  EXPECT_EQ(report.agency.region_code, "1509");
  ASSERT_TRUE(Has(report, kAgencyCorrected));
  EXPECT_EQ(report.diagnostics.front().evidence.raw, "马兰察布市统计局");
  EXPECT_EQ(report.diagnostics.front().responsibility, report::Responsibility::kReader);
}

TEST(AgencyChoice, ANameThatTheReaderReadInAnotherWayAtFirstIsSaidToBeCorrected) {
  const std::vector<SecondReading> readings = {
      {.text = "石阡县商务局 2023年政府信息公开工作年度报告", .first = "石吓县商务局 2023年政府信息公开工作年度报告"}};
  AgencySources sources = {
      .title = U"石阡县商务局", .signature = {}, .file_name = {}, .is_recognised = true, .text = {}};
  sources.second_readings = &readings;
  const report::Report report = Settle(sources);
  EXPECT_EQ(report.agency.name, "石阡县商务局");
  ASSERT_TRUE(Has(report, kAgencyCorrected));
  EXPECT_EQ(report.diagnostics.front().evidence.raw, "石吓县商务局");
  EXPECT_EQ(report.diagnostics.front().responsibility, report::Responsibility::kReader);
  sources.title = U"石阡县水利局";
  EXPECT_FALSE(Has(Settle(sources), kAgencyCorrected)) << "another name was read again";
}

TEST(AgencyChoice, ANameWhoseLineWasReadInAnotherWayBehindItIsNotCorrected) {
  const std::vector<SecondReading> readings = {
      {.text = "石阡县商务局（地址：榆荫路24号）", .first = "石阡县商务局 地址：榆荫路24号)"}};
  AgencySources sources = {
      .title = U"石阡县商务局", .signature = {}, .file_name = {}, .is_recognised = true, .text = {}};
  sources.second_readings = &readings;
  EXPECT_FALSE(Has(Settle(sources), kAgencyCorrected));
}

TEST(AgencyChoice, WhatIsPrintedInCharactersIsNeverCorrected) {
  const AgencySources printed = {.title = U"马兰察布市统计局",
                                 .signature = U"乌兰察布市统计局",
                                 .file_name = {},
                                 .is_recognised = false,
                                 .text = {}};
  EXPECT_EQ(Settle(printed).agency.name, "马兰察布市统计局");
  EXPECT_TRUE(Has(Settle(printed), kAgencyConflict));
}

TEST(AgencyChoice, KnownNamesAndNamesNearToSeveralStay) {
  for (const char32_t* name : {U"双流区教育局", U"财政局", U"宣宾市审计局", U"下城区教育局", U"青榆渡县水利局"}) {
    EXPECT_EQ(Recognised(name).agency.name, report::EncodeUtf8(name));
    EXPECT_FALSE(Has(Recognised(name), kAgencyCorrected));
  }
}

TEST(AgencyChoice, AnotherSourceThatDiffersInOnePlaceDecides) {
  const report::Report signed_by = Recognised(U"书江区应急管理局", U"邗江区应急管理局");
  EXPECT_EQ(signed_by.agency.name, "邗江区应急管理局");
  EXPECT_TRUE(Has(signed_by, kAgencyCorrected));
  EXPECT_FALSE(Has(signed_by, kAgencyConflict));
  const report::Report filed = Settle({.title = U"书江区应急管理局",
                                       .signature = {},
                                       .file_name = U"邗江区应急管理局",
                                       .is_recognised = true,
                                       .text = {}});
  EXPECT_EQ(filed.agency.name, "邗江区应急管理局");
  EXPECT_EQ(Recognised(U"书江区应急管理局", U"扬州市财政局").agency.name, "书江区应急管理局");
}

TEST(AgencyChoice, TwoMisreadingsOfOneNameDecideTogether) {
  EXPECT_EQ(Recognised(U"江西省竟州市教育局", U"江西省赣卅市教育局").agency.name, "江西省赣州市教育局");
  EXPECT_EQ(Recognised(U"瑞县气象局", U"中件县气象局").agency.name, "瑞县气象局") << "too different";
}

TEST(AgencyChoice, AMisreadSignatureIsNoConflict) {
  const report::Report report = Recognised(U"邗江区应急管理局", U"书江区应急管理局");
  EXPECT_EQ(report.agency.name, "邗江区应急管理局");
  EXPECT_FALSE(Has(report, kAgencyConflict));
  EXPECT_TRUE(Has(Recognised(U"邗江区应急管理局", U"邗江区财政局"), kAgencyConflict));
}

TEST(AgencyChoice, OfSeveralNamesTheTextDecides) {
  EXPECT_EQ(Recognised(U"宣宾市审计局", {}, "本报告由宜宾市审计局编制。").agency.name, "宜宾市审计局");
  EXPECT_EQ(Recognised(U"宣宾市审计局", {}, "地址：四川省某路1号。").agency.name, "宜宾市审计局");
  EXPECT_EQ(Recognised(U"宣宾市审计局", {}, "宜宾市和宣城市").agency.name, "宣宾市审计局");
}

}  // namespace
}  // namespace gouji::parse
