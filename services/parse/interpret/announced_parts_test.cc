#include "services/parse/interpret/announced_parts.h"

#include "gtest/gtest.h"
#include "services/parse/interpret/facts_of.h"

namespace gouji::parse {
namespace {

TEST(AnnouncedParts, TheNumberOfPartsIsRead) {
  for (const FactCase& c : {
           FactCase{"本报告由六部分组成。", "parts_announced 6 部分"},
           FactCase{"全文包括总体情况、主动公开政府信息情况等六个部分。", "parts_announced 6 个部分"},
           FactCase{"本年度报告共分九个部分，包括概述、主动公开等。", "parts_announced 9 个部分"},
           FactCase{"年报由总体情况……其他需要报告的事项6部分组成。", "parts_announced 6 部分"},
       }) {
    EXPECT_EQ(FactsOf(c.text), c.facts) << c.text;
  }
  for (const char* text : {"详见报告第六部分。", "本报告的一部分由各科室提供。", "平台由三个部分组成。",
                           "报告的前三部分由办公室编写，共用一套数据。", "大部分报告已公开，由办公室编写。"}) {
    EXPECT_EQ(FactsOf(text), "") << text;
  }
  EXPECT_EQ(FactsOf("本报告由六部分组成。", 5), "") << "behind the first section nothing is announced";
}

}  // namespace
}  // namespace gouji::parse
