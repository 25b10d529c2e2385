#include "services/parse/interpret/growth_rates.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/interpret/facts_of.h"

namespace gouji::parse {
namespace {

// "rate current previous" of each rate of a text.
std::string RatesOf(const std::string& text) {
  const Document document = *ReadText(text + "\n");
  std::string joined;
  std::string rate;
  std::string current;
  std::string previous;
  for (const report::Fact& fact : ReadFacts(document, {}, document.blocks.size(), {.agency = {}, .year = 2023})) {
    const std::string value = std::to_string(fact.value);
    rate = fact.kind == report::fact::kGrowthRate ? value : rate;
    current = fact.kind == report::fact::kGrowthCurrent ? value : current;
    previous = fact.kind == report::fact::kGrowthPrevious ? value : previous;
  }
  return rate.empty() ? "" : rate + " " + current + " " + previous;
}

TEST(GrowthRates, AreReadWithBothOfTheirNumbers) {
  for (const FactCase& c : {
           FactCase{"共收到政府信息公开申请22件，较去年的31件下降29%。", "-2900 22 31"},
           FactCase{"收到申请22件，去年31件，同比下降29.03%。", "-2903 22 31"},
           FactCase{"收到信息公开申请7件，上年8件，同比减少1件，下降12.5%。", "-1250 7 8"},
           FactCase{"2022年收到申请31件，2023年收到申请22件，同比下降29%。", "-2900 22 31"},
           FactCase{"收到申请22件，同比下降29%（去年31件）。", "-2900 22 31"},
           FactCase{"主动公开信息1.2万条，上一年度为8000条，增长50%。", "5000 12000 8000"},
           FactCase{"受理依申请公开21件，比去年19件增长10.5%，其中网上申请20件、信函申请1件。", "1050 21 19"},
           FactCase{"去年收到信息公开申请8件，今年收到12件，同比增长了50.0%。", "5000 12 8"},
       }) {
    EXPECT_EQ(RatesOf(c.text), c.facts) << c.text;
  }
}

TEST(GrowthRates, SentencesThatLackOneOrSpeakOfOtherThingsGiveNone) {
  for (const char* text : {
           "收到申请22件，同比下降29%。",
           "收到申请22件，较去年的31件下降约29%。",
           "收到申请22件，较去年的31件下降29%左右。",
           "收到申请22件，去年31件，网站访问量增长29%。",
           "收到申请22件，去年31件，办结率上升5%。",
           "收到申请22件，去年31件，办结率为100%。",
           "收到申请22件，办结20件，去年31件，下降29%。",
           "收到申请22件，较去年的31件下降29%，主动公开信息增长10%。",
           "收到申请22件，去年30余件，下降29%。",
           "收到申请22件，去年31次，下降29%。",
           "收到申请22件，去年0件，增长100%。",
           "收到申请22件，去年31件，下降29.0312%。",
           "收到申请22件，2021年31件，下降29%。",
       }) {
    EXPECT_EQ(RatesOf(text), "") << text;
  }
}

}  // namespace
}  // namespace gouji::parse
