#include "services/ocr/bracket_pairs.h"

#include "gtest/gtest.h"

namespace gouji::ocr {
namespace {

TEST(BracketPairs, AnAngleBracketWithARoundPartnerIsRound) {
  EXPECT_EQ(PairBrackets("本年收费金额 〈单位: 万元)"), "本年收费金额 (单位: 万元)");
  EXPECT_EQ(PairBrackets("(四〉 无法提供"), "(四) 无法提供");
  EXPECT_EQ(PairBrackets("〈六） 其他处理（1〉"), "(六） 其他处理（1)");
}

TEST(BracketPairs, OtherBracketsStay) {
  for (const char* text :
       {"", "总计", "《关于印发〈办法〉的通知》", "(〈办法〉)", "〈四", "四〉", "第(一)项", "(", "))("}) {
    EXPECT_EQ(PairBrackets(text), text);
  }
}

}  // namespace
}  // namespace gouji::ocr
