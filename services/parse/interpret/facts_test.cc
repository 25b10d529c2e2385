#include "services/parse/interpret/facts.h"

#include <chrono>
#include <map>
#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"
#include "services/parse/interpret/facts_of.h"

namespace gouji::parse {
namespace {

TEST(Facts, ApplicationsAreReadInTheWordsOfReports) {
  for (const FactCase& c : {
           FactCase{"2023年共收到政府信息公开申请12件。", "received 12 件"},
           FactCase{"全年受理依申请公开 8 件，均已办结。", "received 8 件; all_processed 1"},
           FactCase{"本年度新收到12宗政府信息公开申请，上年结转2宗，已办结13宗，结转下年度1宗。",
                    "received 12 宗; carried_over 2 宗; processed 13 宗; carried_forward 1 宗"},
           FactCase{"收到依申请公开件176件，答复174件，转下年度办理2件。",
                    "received 176 件; processed 174 件; carried_forward 2 件"},
           FactCase{"今年接到信息公开申请三起。", "received 3 起"},
           FactCase{"（二）依申请公开。全年收到申请5件，办结5件。", "received 5 件; processed 5 件"},
           FactCase{"新收政府信息公开申请6件,上年结转政府信息公开申请1件。", "received 6 件; carried_over 1 件"},
           FactCase{"共收到政府信息公开申请 0 件。", "received 0 件"},
           FactCase{"本机关共收到依申请公开7条，办结7条。", "received 7 条; processed 7 条"},
           FactCase{"水务局受理政府信息公开申请1件次。", "received 1 件次"},
           FactCase{"全年累计收到政府信息公开申请15件。", "received 15 件"},
           FactCase{"收到依申请公开件176件，答复175件，1件结转下年办理。",
                    "received 176 件; processed 175 件; carried_forward 1 件"},
           FactCase{"受理公开申请195件，结转3件，办结191件，结转7件。",
                    "received 195 件; processed 191 件; carried_forward 7 件"},
           FactCase{"2023年度，我局新收政府信息公开申请1,204件。", "received 1204 件"},
       }) {
    EXPECT_EQ(FactsOf(c.text), c.facts) << c.text;
  }
}

TEST(Facts, SentencesThatSayThatThereWasNothingAreZeros) {
  for (const FactCase& c : {
           FactCase{"本年度未收到政府信息公开申请。", "received 0 件!"},
           FactCase{"未接到任何形式的信息公开申请。", "received 0 件!"},
           FactCase{"未收到公民、法人和其他组织的政府信息公开申请。", "received 0 件!"},
           FactCase{"2023年无依申请公开事项。", "received 0 件!"},
           FactCase{"未发生政府信息依申请公开。", "received 0 件!"},
           FactCase{"未发生因政府信息公开引起的行政复议和行政诉讼。", "reconsideration 0 件!; litigation 0 件!"},
           FactCase{"没有因政府信息公开被申请行政复议、提起行政诉讼的情况。",
                    "reconsideration 0 件!; litigation 0 件!"},
           FactCase{"本年度未收取信息处理费。", "information_fee 0 分!"},
       }) {
    EXPECT_EQ(FactsOf(c.text), c.facts) << c.text;
  }
}

TEST(Facts, DisputesDisclosureAndFeesAreRead) {
  for (const FactCase& c : {
           FactCase{"因政府信息公开被申请行政复议2件，行政诉讼1件。", "reconsideration 2 件; litigation 1 件"},
           FactCase{"政府信息公开行政复议案件9件，已审结。", "reconsideration 9 件"},
           FactCase{"因政府信息公开被提起行政复议9件,已审结。行政诉讼3件，正在审理中。",
                    "reconsideration 9 件; litigation 3 件"},
           FactCase{"被行政复议1件,为其他结果。", "reconsideration 1 件"},
           FactCase{"因政府信息公开引发的行政复议1件,结果维持。", "reconsideration 1 件"},
           FactCase{"因政府信息公开未经复议直接起诉2件，复议后诉讼0件。",
                    "litigation.direct 2 件; litigation.after_reconsideration 0 件"},
           FactCase{"全年主动公开政府信息318条，其中通知公告78条。", "proactively_disclosed 318 条"},
           FactCase{"主动公开政府信息3.8万条。", "proactively_disclosed 38000 条"},
           FactCase{"全年行政事业性收费2277820元。", "fees 227782000 分"},
           FactCase{"收取信息处理费380元。", "information_fee 38000 分"},
       }) {
    EXPECT_EQ(FactsOf(c.text), c.facts) << c.text;
  }
}

TEST(Facts, TheSectionOnDisputesIsAboutOpenInformation) {
  EXPECT_EQ(FactsOf("行政复议9件，行政诉讼3件。"), "");
  EXPECT_EQ(FactsOf("行政复议9件，行政诉讼3件。", 4), "reconsideration 9 件; litigation 3 件");
  EXPECT_EQ(FactsOf("本年度未发生行政复议、行政诉讼。"), "");
  EXPECT_EQ(FactsOf("本年度未发生行政复议、行政诉讼。", 4), "reconsideration 0 件!; litigation 0 件!");
}

TEST(Facts, OtherNumbersAreNeverTaken) {
  for (const char* text : {
           "受理12345热线工单120件，网站访问量3851452次。",
           "办理人大代表建议和政协提案13件。",
           "收到市长信箱来信45件，答复45件。",
           "收到信件申请10件，网络申请4件。",
           "其中通过网络收到政府信息公开申请4件。",
           "收到政府信息公开申请约12件。",
           "收到政府信息公开申请30余件。",
           "2022年收到政府信息公开申请7件。",
           "收到的政府信息公开申请比上年减少3件。",
           "办结率为100%，同比增长12.5%。",
           "行政复议2件维持1件。",
           "办理行政复议案件120件，出庭应诉30件。",
           "全年政务服务事项2457项，办件3万件。",
           "各镇收到政府信息公开申请5件。",
           "举办政府信息公开申请培训2期，参训60人次。",
           "无法提供政府信息公开申请所需材料。",
           "无正当理由大量反复申请政府信息公开申请的情形。",
           "未发生行政复议被纠正的情况。",
           "政府信息公开行政复议、行政诉讼共3件。",
           "未收到当面提交的政府信息公开申请。",
           "未发生泄密事件。",
           "上半年收到政府信息公开申请5件。",
           "自2008年以来累计收到政府信息公开申请88件。",
           "累计收到政府信息公开申请88件。",
           "月均收到政府信息公开申请2件。",
           "县教育局收到政府信息公开申请5件。",
           "下属单位受理政府信息公开申请5件，各镇（街）收到信息公开申请9件。",
           "柳河镇收到政府信息公开申请2件，办结2件。",
           "各镇收到政府信息公开申请2件，办结2件，未发生行政复议。",
           "上半年受理政府信息公开申请5件，办结4件。",
           "县水务局收到政府信息公开申请3件，各镇收到9件。",
           "市级行政机关共收到政府信息公开申请1000件，区县2000件。",
           "做好依申请公开。收到表扬信2份，收到补充材料3件，收到2件感谢信。",
           "做好依申请公开。延期答复3件，同意公开答复4件，收到意见5条。",
           "做好依申请公开。收到反馈3个。",
           "未收到重复的政府信息公开申请。",
           "未收到法人的政府信息公开申请。",
           "未收到其他政府信息公开申请。",
           "各镇未收到政府信息公开申请。",
           "上半年未收到政府信息公开申请。",
           "代表县政府办理行政复议案件30件，出庭12次。",
           "因政府信息公开被行政复议2件维持1件结果。",
           "无。",
           "统计期限自2023年1月1日起至2023年12月31日止。",
       }) {
    EXPECT_EQ(FactsOf(text), "") << text;
  }
}

TEST(Facts, CarryTheirSentenceAndTheirPlace) {
  const Document document = *ReadText("首段。\n前一句。共收到 政府信息公开申请 12 件；另一句。\n");
  const auto facts = ReadFacts(document, {}, document.blocks.size(), {.agency = {}, .year = 2023});
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].group, 0);
  EXPECT_EQ(facts[0].quote, "共收到 政府信息公开申请 12 件");
  EXPECT_EQ(facts[0].position.line, 2);
  EXPECT_EQ(facts[0].position.raw, "12 件");
}

TEST(Facts, OnlySentencesThatSayThatThereWasNothingAreDenials) {
  const Document document = *ReadText("本年度未收到政府信息公开申请。\n因政府信息公开被申请行政复议0件。\n");
  const auto facts = ReadFacts(document, {}, document.blocks.size(), {.agency = {}, .year = 2023});
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_TRUE(facts[0].denial);
  EXPECT_FALSE(facts[1].denial);
}

TEST(Facts, AreBoundedInHostileProse) {
  const auto repeated = [](const std::string& piece, size_t bytes) {
    std::string text;
    while (text.size() < bytes) {
      text += piece;
    }
    return text + "\n";
  };
  EXPECT_EQ(FactsOf(repeated("收到政府信息公开申请1件，", 1'400'000)), "") << "a sentence without an end is none";
  const Document document = *ReadText(repeated("收到政府信息公开申请1件。\n", 200'000));
  EXPECT_EQ(ReadFacts(document, {}, document.blocks.size(), {}).size(), kMaxFacts);
}

// The time for 5 MB of prose of one kind, of which only the beginning may cost anything.
TEST(Facts, FiveMegabytesOfProseAreReadInTime) {
  for (const std::string piece :
       {"收到政府信息公开申请1件。", "其中予以公开1件；", "未收到申请，", "主动公开政府信息9条，其中甲1条、",
        "较去年3件增长5%，", "均", "本报告由六部分", "（", "1件", "同比增长1%；", "无申请。", "9"}) {
    std::string text;
    while (text.size() < 5'000'000) {
      text += piece;
    }
    const Document document = *ReadText(text + "\n" + text.substr(0, 200'000 / piece.size() * piece.size()) + "\n");
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_LE(ReadFacts(document, {}, document.blocks.size(), {.agency = "水务局", .year = 2023}).size(), kMaxFacts);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5)) << piece;
  }
}

TEST(Facts, AGroupIsNeverCut) {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += "主动公开政府信息30条，其中公告10条、动态12条、其他8条。\n";
  }
  const Document document = *ReadText(text);
  std::map<int, int> sizes;
  const auto facts = ReadFacts(document, {}, document.blocks.size(), {});
  EXPECT_LE(facts.size(), kMaxFacts);
  for (const report::Fact& fact : facts) {
    sizes[fact.group] += fact.group == 0 ? 0 : 1;
  }
  sizes.erase(0);
  EXPECT_GT(sizes.size(), 90U);
  for (const auto& [group, size] : sizes) {
    EXPECT_EQ(size, 4) << "group " << group;
  }
}

}  // namespace
}  // namespace gouji::parse
