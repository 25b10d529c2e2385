#include "services/parse/interpret/facts.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"

namespace gouji::parse {
namespace {

// The facts of a text as "kind value unit", joined by "; ".
std::string FactsOf(const std::string& text, int year = 2023) {
  const Document document = *ReadText(text + "\n");
  std::string joined;
  for (const report::Fact& fact : ReadFacts(document, document.blocks.size(), year)) {
    joined += joined.empty() ? "" : "; ";
    joined += fact.kind + " " + std::to_string(fact.value) + " " + fact.unit;
  }
  return joined;
}

struct Case {
  const char* text;
  const char* facts;
};

TEST(Facts, ApplicationsAreReadInTheWordsOfReports) {
  for (const Case& c : {
           Case{"2023年共收到政府信息公开申请12件。", "received 12 件"},
           Case{"全年受理依申请公开 8 件，均已办结。", "received 8 件"},
           Case{"本年度新收到12宗政府信息公开申请，上年结转2宗，已办结13宗，结转下年度1宗。",
                "received 12 宗; carried_over 2 宗; processed 13 宗; carried_forward 1 宗"},
           Case{"收到依申请公开件176件，答复174件，转下年度办理2件。",
                "received 176 件; processed 174 件; carried_forward 2 件"},
           Case{"今年接到信息公开申请三起。", "received 3 起"},
           Case{"（二）依申请公开。全年收到申请5件，办结5件。", "received 5 件; processed 5 件"},
           Case{"新收政府信息公开申请6件,上年结转政府信息公开申请1件。", "received 6 件; carried_over 1 件"},
           Case{"共收到政府信息公开申请 0 件。", "received 0 件"},
       }) {
    EXPECT_EQ(FactsOf(c.text), c.facts) << c.text;
  }
}

TEST(Facts, SentencesThatSayThatThereWasNothingAreZeros) {
  for (const Case& c : {
           Case{"本年度未收到政府信息公开申请。", "received 0 件"},
           Case{"未接到任何形式的信息公开申请。", "received 0 件"},
           Case{"未收到公民、法人和其他组织的政府信息公开申请。", "received 0 件"},
           Case{"2023年无依申请公开事项。", "received 0 件"},
           Case{"未发生政府信息依申请公开。", "received 0 件"},
           Case{"未发生因政府信息公开引起的行政复议和行政诉讼。", "reconsideration 0 件; litigation 0 件"},
           Case{"没有因政府信息公开被申请行政复议、提起行政诉讼的情况。", "reconsideration 0 件; litigation 0 件"},
           Case{"本年度未收取信息处理费。", "information_fee 0 分"},
       }) {
    EXPECT_EQ(FactsOf(c.text), c.facts) << c.text;
  }
}

TEST(Facts, DisputesDisclosureAndFeesAreRead) {
  for (const Case& c : {
           Case{"因政府信息公开被申请行政复议2件，行政诉讼1件。", "reconsideration 2 件; litigation 1 件"},
           Case{"政府信息公开行政复议案件9件，已审结。", "reconsideration 9 件"},
           Case{"全年主动公开政府信息318条，其中通知公告78条。", "proactively_disclosed 318 条"},
           Case{"主动公开政府信息3.8万条。", "proactively_disclosed 38000 条"},
           Case{"全年行政事业性收费2277820元。", "fees 227782000 分"},
           Case{"收取信息处理费380元。", "information_fee 38000 分"},
       }) {
    EXPECT_EQ(FactsOf(c.text), c.facts) << c.text;
  }
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
           "无。",
           "统计期限自2023年1月1日起至2023年12月31日止。",
       }) {
    EXPECT_EQ(FactsOf(text), "") << text;
  }
}

TEST(Facts, CarryTheirSentenceAndTheirPlace) {
  const Document document = *ReadText("首段。\n前一句。共收到 政府信息公开申请 12 件；另一句。\n");
  const auto facts = ReadFacts(document, document.blocks.size(), 2023);
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].quote, "共收到 政府信息公开申请 12 件");
  EXPECT_EQ(facts[0].position.line, 2);
  EXPECT_EQ(facts[0].position.raw, "12 件");
}

TEST(Facts, OnlySentencesThatSayThatThereWasNothingAreDenials) {
  const Document document = *ReadText("本年度未收到政府信息公开申请。\n因政府信息公开被申请行政复议0件。\n");
  const auto facts = ReadFacts(document, document.blocks.size(), 2023);
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_TRUE(facts[0].denial);
  EXPECT_FALSE(facts[1].denial);
}

TEST(Facts, AreBoundedInHostileProse) {
  std::string text;
  for (int i = 0; i < 40000; ++i) {
    text += "收到政府信息公开申请1件，";
  }
  EXPECT_EQ(FactsOf(text), "") << "a sentence without an end is none";
  std::string sentences;
  for (int i = 0; i < 5000; ++i) {
    sentences += "收到政府信息公开申请1件。\n";
  }
  const Document document = *ReadText(sentences);
  EXPECT_EQ(ReadFacts(document, document.blocks.size(), 2023).size(), kMaxFacts);
}

}  // namespace
}  // namespace gouji::parse
