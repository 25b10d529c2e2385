#include "services/parse/document/office/list_number.h"

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

TEST(ListNumber, ChineseCounting) {
  EXPECT_EQ(ChineseNumeral(1), "一");
  EXPECT_EQ(ChineseNumeral(10), "十");
  EXPECT_EQ(ChineseNumeral(12), "十二");
  EXPECT_EQ(ChineseNumeral(20), "二十");
  EXPECT_EQ(ChineseNumeral(105), "一百零五");
  EXPECT_EQ(ChineseNumeral(110), "一百一十");
  EXPECT_EQ(ChineseNumeral(2008), "二千零八");
  EXPECT_EQ(ChineseNumeral(10000), "一万");
  EXPECT_EQ(ChineseNumeral(100000), "100000");
}

TEST(ListNumber, EveryFormatThatPapersUse) {
  EXPECT_EQ(FormatListNumber("chineseCountingThousand", 3), "三");
  EXPECT_EQ(FormatListNumber("japaneseCounting", 11), "十一");
  EXPECT_EQ(FormatListNumber("ideographDigital", 20), "二〇");
  EXPECT_EQ(FormatListNumber("chineseLegalSimplified", 10), "壹拾");
  EXPECT_EQ(FormatListNumber("ideographTraditional", 2), "乙");
  EXPECT_EQ(FormatListNumber("decimalEnclosedCircle", 1), "①");
  EXPECT_EQ(FormatListNumber("decimalEnclosedCircleChinese", 21), "㉑");
  EXPECT_EQ(FormatListNumber("decimalEnclosedCircle", 50), "㊿");
  EXPECT_EQ(FormatListNumber("decimalEnclosedParen", 20), "⒇");
  EXPECT_EQ(FormatListNumber("decimalEnclosedFullstop", 1), "⒈");
  EXPECT_EQ(FormatListNumber("ideographEnclosedCircle", 1), "㊀");
  EXPECT_EQ(FormatListNumber("decimalFullWidth", 12), "１２");
  EXPECT_EQ(FormatListNumber("decimalZero", 7), "07");
  EXPECT_EQ(FormatListNumber("upperLetter", 28), "BB");
  EXPECT_EQ(FormatListNumber("lowerRoman", 14), "xiv");
  EXPECT_EQ(FormatListNumber("none", 3), "");
}

TEST(ListNumber, NumbersOutsideTheirFormatAreDigits) {
  EXPECT_EQ(FormatListNumber("decimalEnclosedParen", 21), "21");
  EXPECT_EQ(FormatListNumber("upperRoman", 4000), "4000");
  EXPECT_EQ(FormatListNumber("unheard-of", 7), "7");
  EXPECT_EQ(FormatListNumber("lowerLetter", 1'000'000), "1000000");
}

}  // namespace
}  // namespace gouji::parse
