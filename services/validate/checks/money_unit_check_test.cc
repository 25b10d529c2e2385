#include <deque>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/agency.h"
#include "services/validate/engine.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::Report;

constexpr char kFees[] = "proactive_disclosure.fees_fen";
constexpr int64_t kFenPerWanYuan = 1'000'000;

Report ReportOf(const std::string& agency, int year, int64_t fees_fen) {
  Report report = sample::Consistent();
  report.agency = report::ResolveAgency(agency);
  report.year = year;
  sample::Set(report, kFees, fees_fen);
  return report;
}

class MoneyUnit : public testing::Test {
 protected:
  void AddPrevious(int64_t fees_fen) {
    others_.push_back(ReportOf("青榆县水利局", 2022, fees_fen));
    context_.previous = ComparedReport{.unit = "青榆县水利局", .report = &others_.back(), .year = 2022};
  }
  void AddPeer(const std::string& agency, int year, int64_t fees_fen) {
    others_.push_back(ReportOf(agency, year, fees_fen));
    context_.peers.push_back({.unit = agency, .report = &others_.back(), .year = year});
  }
  void AddPeers(const std::vector<int64_t>& fees_in_wan_yuan) {
    const std::vector<std::string> agencies = {"青榆县财政局", "青榆县教育局", "青榆县民政局",
                                               "青榆县司法局", "青榆县审计局", "青榆县统计局"};
    for (size_t i = 0; i < fees_in_wan_yuan.size(); ++i) {
      AddPeer(agencies[i], 2023, fees_in_wan_yuan[i] * kFenPerWanYuan);
    }
  }
  std::vector<Finding> Findings(int64_t fees_fen, CheckScope scope = CheckScope::kAll) {
    Report report = ReportOf("青榆县水利局", 2023, fees_fen);
    report.facts = facts_;
    context_.scope = scope;
    return sample::FindingsOf(Engine(sample::Rules()).Check(report, {}, context_), "T2.UNIT");
  }

  std::deque<Report> others_;
  Context context_;
  std::vector<report::Fact> facts_;
};

TEST_F(MoneyUnit, SuggestsTheAmountThatWasMeant) {
  facts_ = {{.kind = "fees", .value = 68'782, .unit = "元", .quote = "收费687.82元", .position = {}}};
  const std::vector<Finding> findings = Findings(687'820'000);
  ASSERT_EQ(findings.size(), 1U);
  ASSERT_EQ(findings[0].suggestions.size(), 1U);
  EXPECT_EQ(findings[0].suggestions[0].operation, "unit_confused");
  EXPECT_EQ(findings[0].suggestions[0].changes[0].to, 68'782);
  EXPECT_TRUE(findings[0].compared_with.empty());
}

TEST_F(MoneyUnit, TheProseDecidesWhereItTellsTheAmount) {
  AddPrevious(68'000);
  EXPECT_EQ(Findings(687'820'000).size(), 1U);
  facts_ = {{.kind = "fees", .value = 687'820'000, .unit = "万元", .quote = "收费687.82万元", .position = {}}};
  EXPECT_TRUE(Findings(687'820'000).empty());
}

TEST_F(MoneyUnit, IsComparedWithLastYearsAmountWhenTheProseTellsNone) {
  AddPrevious(70'000);  // 0.07 万元
  const std::vector<Finding> findings = Findings(687'820'000, CheckScope::kAcross);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].compared_with, testing::ElementsAre("青榆县水利局/2022"));
  EXPECT_THAT(findings[0].message_zh, testing::HasSubstr("上年报告为 0.07 万元"));
  EXPECT_TRUE(Findings(70'000 * 100).empty()) << "a hundredfold is no slip of the unit";
}

TEST_F(MoneyUnit, WhatTheProseShowsIsNotFoundAgainAcrossReports) {
  facts_ = {{.kind = "fees", .value = 68'782, .unit = "元", .quote = "收费687.82元", .position = {}}};
  EXPECT_EQ(Findings(687'820'000, CheckScope::kAll).size(), 1U);
  EXPECT_TRUE(Findings(687'820'000, CheckScope::kAcross).empty());
}

TEST_F(MoneyUnit, IsComparedWithLikeOrgansWhenFiveOfThemTellAnAmount) {
  AddPeers({2, 3, 5, 8, 13});
  const std::vector<Finding> findings = Findings(60'000 * kFenPerWanYuan);  // 6 万元 typed in 元
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].compared_with.size(), 5U);
  EXPECT_EQ(findings[0].suggestions[0].changes[0].to, 6 * kFenPerWanYuan);
  EXPECT_TRUE(Findings(9'000 * kFenPerWanYuan).empty()) << "not a thousand times the largest";
  EXPECT_TRUE(Findings(900'000 * kFenPerWanYuan).empty()) << "90 would be out of their range, too";
}

TEST_F(MoneyUnit, FewPeersAndOrgansOfAnotherKindOrYearProveNothing) {
  AddPeers({2, 3, 5, 8});
  AddPeer("青榆县人民政府", 2023, 6 * kFenPerWanYuan);
  AddPeer("青榆县审计局", 2021, 6 * kFenPerWanYuan);
  AddPeer("青榆县统计局", 2023, 0);
  EXPECT_TRUE(Findings(60'000 * kFenPerWanYuan).empty());
}

}  // namespace
}  // namespace gouji::validate
