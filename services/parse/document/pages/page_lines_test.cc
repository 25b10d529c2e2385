#include "services/parse/document/pages/page_lines.h"

#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

#include "services/parse/document/pages/testing/page_builder.h"

namespace gouji::parse {
namespace {

std::vector<size_t> All(const std::vector<PageWord>& words) {
  std::vector<size_t> all(words.size());
  std::iota(all.begin(), all.end(), 0);
  return all;
}

std::vector<std::string> Texts(const std::vector<PageWord>& words) {
  std::vector<std::string> texts;
  for (const PageLine& line : FindLines(words, All(words))) {
    texts.push_back(LineText(words, line));
  }
  return texts;
}

TEST(PageLinesTest, WordsSideBySideAreALine) {
  EXPECT_EQ(Texts(PageBuilder().Put(200, 101, "3").Put(60, 100, "规章").Put(60, 116, "罚款").Build().words),
            (std::vector<std::string>{"规章 3", "罚款"}));
}

TEST(PageLinesTest, ALineDoesNotCreepDownThePage) {
  EXPECT_EQ(Texts(PageBuilder().Put(50, 100, "a").Put(60, 104, "b").Put(70, 108, "c").Put(80, 112, "d").Build().words),
            (std::vector<std::string>{"a b", "c d"}));
}

TEST(PageLinesTest, TypesettingBetweenChineseAndDigitsIsNoSpace) {
  EXPECT_EQ(Texts(PageBuilder().Put(60, 100, "至").Put(72.5F, 100, "2023").Put(95, 100, "年").Build().words),
            std::vector<std::string>{"至2023年"});
  EXPECT_EQ(Texts(PageBuilder().Put(60, 100, "12").Put(72.5F, 100, "34").Build().words),
            std::vector<std::string>{"12 34"});
}

TEST(PageLinesTest, WordsPrintedOverEachOtherAreNoNumber) {
  EXPECT_EQ(Texts(PageBuilder().Put(60, 100, "1").Put(60.5F, 100, "2").Build().words), std::vector<std::string>{"1 2"});
}

TEST(PageLinesTest, DigitsOfASmallerFontAreNoPartOfANumber) {
  const auto text = [](const PageBox& small, float font_height) {
    const std::vector<PageWord> words = {
        {.text = "11", .box = {.x0 = 0, .y0 = 10, .x1 = 10, .y1 = 20}, .confidence = 1, .font_height = 20},
        {.text = "2", .box = small, .confidence = 1, .font_height = font_height}};
    return LineText(words, {.box = {}, .words = {0, 1}});
  };
  EXPECT_EQ(text({.x0 = 10, .y0 = 8, .x1 = 14, .y1 = 16}, 16), "11²") << "a footnote mark";
  EXPECT_EQ(text({.x0 = 10, .y0 = 12, .x1 = 14, .y1 = 20}, 16), "11 2");
  EXPECT_EQ(text({.x0 = 10, .y0 = 10, .x1 = 15, .y1 = 20}, 20), "112") << "a number that a file prints in pieces";
  EXPECT_EQ(text({.x0 = 10, .y0 = 8, .x1 = 14, .y1 = 16}, 0), "112") << "nothing is known of its font";
}

TEST(PageLinesTest, WhatIsPrintedTwiceIsThereOnce) {
  std::vector<PageWord> words =
      PageBuilder().Put(60, 100, "12").Put(60.3F, 100.2F, "12").Put(60, 112, "12").Put(75, 100, "12").Build().words;
  RemoveDoubles(words);
  EXPECT_EQ(words.size(), 3U);
}

TEST(PageLinesTest, BoxesOfTallFontsAreCutToTheirCharacters) {
  std::vector<PageWord> words = {{.text = "规章", .box = {.x0 = 0, .y0 = 0, .x1 = 20, .y1 = 30}},
                                 {.text = "规章", .box = {.x0 = 0, .y0 = 14, .x1 = 20, .y1 = 44}}};
  FitHeights(words);
  EXPECT_FLOAT_EQ(words[0].box.height(), 10);
  EXPECT_EQ(FindLines(words, All(words)).size(), 2U);
}

TEST(PageLinesTest, AVerticalWordKeepsItsBox) {
  std::vector<PageWord> words = {{.text = "结果维持", .box = {.x0 = 0, .y0 = 0, .x1 = 10, .y1 = 40}}};
  FitHeights(words);
  EXPECT_FLOAT_EQ(words[0].box.height(), 40);
}

TEST(PageLinesTest, FiguresInTwoLinesAreOneOnlyWhereTheFirstIsFull) {
  const std::vector<PageWord> words = PageBuilder().Put(0, 100, "1234").Put(0, 114, "56").Build().words;
  const std::vector<PageLine> lines = FindLines(words, All(words));
  EXPECT_EQ(WrappedText(words, lines, {.x0 = 0, .y0 = 90, .x1 = 22, .y1 = 120}), "123456");
  EXPECT_EQ(WrappedText(words, lines, {.x0 = 0, .y0 = 90, .x1 = 60, .y1 = 120}), "1234 56");
}

TEST(PageLinesTest, WhatStandsInACellForFiguresIsOne) {
  for (const char* text : {"0", "1,234", "12.5", "-3", "+3", "↑2", "12件", "687.82万元", "/", "—", "１２", "3*"}) {
    EXPECT_TRUE(IsFigure(text)) << text;
  }
  for (const char* text :
       {"", "规章", "件", "第3页", "无", "3a", "2023年", "12345678901234567890123456789012345678901"}) {
    EXPECT_FALSE(IsFigure(text)) << text;
  }
}

}  // namespace
}  // namespace gouji::parse
