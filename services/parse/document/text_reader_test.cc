#include "services/parse/document/text_reader.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "services/parse/document/testing/blocks_text.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

using Strings = std::vector<std::string>;

Strings Read(std::string text) { return BlocksText(*ReadText(std::move(text))); }

TEST(TextReader, LinesAreParagraphsAndBlankLinesAreNothing) { EXPECT_EQ(Read("一\n\n 二 \n"), (Strings{"一", "二"})); }

TEST(TextReader, AnyUsualLineEndWillDo) {
  EXPECT_EQ(Read("一\r\n二\r\n"), (Strings{"一", "二"}));
  EXPECT_EQ(Read("一\r二\r"), (Strings{"一", "二"}));
}

TEST(TextReader, HashesAreHeadings) {
  const Document document = *ReadText("## 一、总体情况\n");
  const Paragraph& heading = std::get<Paragraph>(document.blocks[0]);
  EXPECT_EQ(heading.text, "一、总体情况");
  EXPECT_EQ(heading.heading_level, 2);
}

TEST(TextReader, TabsMakeRowsAndABlankLineEndsTheGrid) {
  EXPECT_EQ(Read("规章\t0\t1\nx\t\t2\n\n行政强制\t3\n"), (Strings{"[规章|0|1][x||2]", "[行政强制|3]"}));
}

TEST(TextReader, LeadingAndTrailingTabsAreEmptyCells) { EXPECT_EQ(Read("\t规章\t0\t\n"), (Strings{"[|规章|0|]"})); }

TEST(TextReader, ALineOfTabsWithinAGridIsAnEmptyRow) {
  EXPECT_EQ(Read("a\tb\n\t\nc\td\n"), (Strings{"[a|b][|][c|d]"}));
}

TEST(TextReader, EqualsSignsInFrontAreHeadingsWithAndWithoutThoseBehind) {
  EXPECT_EQ(Read("= 标题 =\n=== 一、总体情况\n=======\n"), (Strings{"#标题", "###一、总体情况", "======="}));
}

TEST(TextReader, PaddedTitlesAndHeadingsAreParagraphs) {
  EXPECT_EQ(Read("某局2023年年报\t\t\t\n一、总体情况\t\n\n"), (Strings{"某局2023年年报", "一、总体情况"}));
  EXPECT_EQ(Read("某局2023年年报 | ||||||||\n||||\n"), (Strings{"某局2023年年报"}));
}

TEST(TextReader, PipesMakeRowsInEveryStyle) {
  EXPECT_EQ(Read("| a | b |\n"), (Strings{"[a|b]"}));
  EXPECT_EQ(Read("a | b |\n"), (Strings{"[a|b]"}));
  EXPECT_EQ(Read("a | b | c\nd | e\n"), (Strings{"[a|b|c][d|e]"}));
  EXPECT_EQ(Read("行政许可 | 0 | |\n"), (Strings{"[行政许可|0|]"}));
}

TEST(TextReader, TheRuleBelowAMarkdownHeaderIsNoRowButDashesFurtherDownAre) {
  EXPECT_EQ(Read("| a | b |\n|---|:--:|\n| c | d |\n| -- | -- |\n"), (Strings{"[a|b][c|d][--|--]"}));
}

TEST(TextReader, PlacesCountLinesAndCharacters) {
  const Document document = *ReadText("\n规章\t　0\n");
  const GridCell& cell = std::get<Grid>(document.blocks[0]).rows[0].cells[1];
  EXPECT_EQ(cell.text, "0");
  EXPECT_EQ(cell.place.line, 2);
  EXPECT_EQ(cell.place.column, 5);
}

TEST(TextReader, MoreCellsOrParagraphsThanAnyReportHasAreRefused) {
  std::string cells;
  for (size_t i = 0; i <= kMaxCells / 10; ++i) {
    cells += "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\n";
  }
  EXPECT_EQ(report::ReasonOf(ReadText(cells).status()), "TOO_LARGE");
  std::string lines;
  for (size_t i = 0; i <= kMaxParagraphs; ++i) {
    lines += "x\n";
  }
  EXPECT_EQ(report::ReasonOf(ReadText(lines).status()), "TOO_LARGE");
}

}  // namespace
}  // namespace gouji::parse
