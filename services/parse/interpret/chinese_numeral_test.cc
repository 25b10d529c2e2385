#include "services/parse/interpret/chinese_numeral.h"

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

TEST(ChineseNumeral, OnlyRegularOnesAreRead) {
  EXPECT_EQ(ReadChineseNumeral(U"十"), 10);
  EXPECT_EQ(ReadChineseNumeral(U"一十二"), 12);
  EXPECT_EQ(ReadChineseNumeral(U"二十"), 20);
  EXPECT_EQ(ReadChineseNumeral(U"一百一十"), 110);
  EXPECT_EQ(ReadChineseNumeral(U"一千零五十"), 1050);
  EXPECT_EQ(ReadChineseNumeral(U"九千九百九十九"), 9999);
  for (const auto* text :
       {U"二三", U"一百五", U"零五", U"零零", U"百", U"十十", U"二十零", U"一千五十", U"", U"一万"}) {
    EXPECT_EQ(ReadChineseNumeral(text), -1);
  }
}

TEST(ChineseNumeral, EveryCharacterOfOneIsKnown) {
  for (const char32_t c : std::u32string_view(U"零〇一二两三四五六七八九十百千")) {
    EXPECT_TRUE(IsChineseNumeralChar(c));
  }
  for (const char32_t c : std::u32string_view(U"1万亿壹○ ")) {
    EXPECT_FALSE(IsChineseNumeralChar(c));
  }
}

}  // namespace
}  // namespace gouji::parse
