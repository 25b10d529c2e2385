#include "services/cli/text_wrap.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/display_width.h"

namespace gouji::cli {
namespace {

using testing::ElementsAre;

TEST(WrapText, BreaksEnglishAtSpacesAndKeepsWordsWhole) {
  EXPECT_THAT(WrapText("the total of a row", 9), ElementsAre("the total", "of a row"));
  EXPECT_THAT(WrapText("a overlong b", 4), ElementsAre("a", "overlong", "b"));
}

TEST(WrapText, BreaksChineseAnywhereButBeforeClosingPunctuation) {
  EXPECT_THAT(WrapText("每一行的总计", 4), ElementsAre("每一", "行的", "总计"));
  EXPECT_THAT(WrapText("每一行，总计。", 6), ElementsAre("每一", "行，总", "计。"));
}

TEST(WrapText, BreaksBeforeOpeningPunctuationAndNotBehindIt) {
  EXPECT_THAT(WrapText("合计（总计）", 6), ElementsAre("合计", "（总", "计）"));
  EXPECT_THAT(WrapText("属于“其他”", 5), ElementsAre("属于", "“其", "他”"));
}

TEST(WrapText, KeepsNumbersAndNamesInChineseWhole) {
  EXPECT_THAT(WrapText("共 1024 件", 5), ElementsAre("共", "1024", "件"));
  EXPECT_THAT(WrapText("见T3.ROW_SUM规则", 10), ElementsAre("见", "T3.ROW_SUM", "规则"));
}

TEST(WrapText, LosesNothingButSpacesAtBreaks) {
  const std::string text = "总计 = 自然人 + 商业企业 + 科研机构，“其他” is 0 (zero)。";
  for (int width = 1; width < 80; ++width) {
    std::string joined;
    for (const std::string& line : WrapText(text, width)) joined += line;
    std::string expected = text;
    std::erase(joined, ' ');
    std::erase(expected, ' ');
    EXPECT_EQ(joined, expected) << width;
  }
  EXPECT_THAT(WrapText(text, DisplayWidth(text)), ElementsAre(text));
}

TEST(WrapText, MakesOneEmptyLineOfNothing) { EXPECT_THAT(WrapText("", 10), ElementsAre("")); }

}  // namespace
}  // namespace gouji::cli
