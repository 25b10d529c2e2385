#include "services/parse/document/pages/drawn_text.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "services/parse/document/testing/blocks_text.h"

namespace gouji::parse {
namespace {

using Texts = std::vector<std::string>;

Texts Read(const std::string& text) { return BlocksText(*ReadDrawnText(text)); }

constexpr char kAscii[] =
    "二、主动公开政府信息情况\n"
    "\n"
    "+----------+------+------+\n"
    "| 信息内容 | 制发 | 废止 |\n"
    "+----------+------+------+\n"
    "| 规       | 0    | 12   |\n"
    "| 章       |      |      |\n"
    "+----------+------+------+\n";

TEST(DrawnText, HasLinesThatAreDrawnFromEndToEnd) {
  EXPECT_TRUE(HasDrawnTables(kAscii));
  EXPECT_TRUE(HasDrawnTables("┌──┬──┐\n│甲│ 1│\n├──┼──┤\n│乙│ 2│\n└──┴──┘\n"));
  EXPECT_FALSE(HasDrawnTables("| 规章 | 0 |\n|------|---|\n| 规章 | 0 |\n|---|---|\n|---|---|\n")) << "Markdown";
  EXPECT_FALSE(HasDrawnTables("----------\n==========\n----------\n")) << "lines below headings";
  EXPECT_FALSE(HasDrawnTables("+86 10 1234\n+86 10 1234\n+86 10 1234\n"));
}

TEST(DrawnText, ACellOfSeveralLinesIsOneText) {
  EXPECT_EQ(Read(kAscii), (Texts{"二、主动公开政府信息情况", "[信息内容|制发|废止][规章|0|12]"}));
}

TEST(DrawnText, PlacesAreThoseInTheText) {
  const Document document = *ReadDrawnText(kAscii);
  const auto& rows = std::get<Grid>(document.blocks.at(1)).rows;
  EXPECT_EQ(rows.at(0).cells.at(1).place.line, 4);
  EXPECT_EQ(rows.at(1).cells.at(2).place.line, 6);
  EXPECT_EQ(rows.at(1).cells.at(2).place.page, 0);
}

TEST(DrawnText, MergedCellsAreThoseThatNoLineParts) {
  EXPECT_EQ(Read("┌──────┬──┬──┐\n"
                 "│ 三、 │甲│ 1│\n"
                 "│      ├──┼──┤\n"
                 "│      │乙│ 2│\n"
                 "├──────┴──┼──┤\n"
                 "│ 总计    │ 3│\n"
                 "└─────────┴──┘\n"),
            (Texts{"[三、|甲|1][三、^|乙|2][总计|总计<|3]"}));
}

TEST(DrawnText, ALineThatCharactersOfUncertainWidthMovedIsStraightened) {
  EXPECT_EQ(Read("+----------------+---+---+\n"
                 "| 三安全一稳定   | 1 | 2 |\n"
                 "+----------------+---+---+\n"
                 "| “三安全一稳定” | 3 | 4 |\n"  // as wide as two columns more in another program
                 "+----------------+---+---+\n"
                 "| “三安全一稳定”   | 5 | 6 |\n"
                 "+----------------+---+---+\n"),
            (Texts{"[三安全一稳定|1|2][“三安全一稳定”|3|4][“三安全一稳定”|5|6]"}));
}

TEST(DrawnText, MinusSignsAndSinglePipesAreText) {
  EXPECT_EQ(Read("a | b\n"
                 "\n"
                 "+----+-----+\n"
                 "| -8 | 1-2 |\n"
                 "+----+-----+\n"
                 "| -- | +   |\n"
                 "+----+-----+\n"),
            (Texts{"a | b", "[-8|1-2][--|+]"}));
}

}  // namespace
}  // namespace gouji::parse
