#include "services/parse/interpret/row_layout.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"

namespace gouji::parse {
namespace {

class Layouts : public testing::Test {
 protected:
  // How the row on a line was laid out: for each alternative what stands in its columns (_ an empty cell, ? lost,
  // . dropped); several divided by |.
  std::string LayOut(int table, const std::string& text, int line) const {
    const Document document = *ReadText(text);
    std::vector<PrintedRow> printed = PrintedRows(document);
    LookUpLabels(index_, printed);
    const TableMatch match = MatchTable(index_, table, printed);
    const TableLayouts layouts =
        LayOutTable(index_, table, printed, match.rows, StyleOfEmptyCells(index_, printed), CellsKept::kUnknown);
    for (const RowLayout& layout : layouts.rows) {
      if (layout.printed->row->cells[0].place.line != line) {
        continue;
      }
      std::string out;
      for (const Alignment& alignment : layout.alternatives) {
        out += out.empty() ? "" : "|";
        for (const int place : alignment) {
          const bool blank = place >= 0 && layout.tokens.IsBlank(place);
          out += place == kLostPlace      ? "?"
                 : place == kDroppedPlace ? "."
                 : blank                  ? "_"
                                          : std::to_string(layout.tokens.At(place, 0).value);
        }
      }
      return out.empty() ? "none" : out;
    }
    return "not matched";
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  FormIndex index_{catalog_.forms().front()};
};

TEST_F(Layouts, PaddingInFrontAndBehindIsNoValue) {
  EXPECT_EQ(LayOut(1, "一、本年新收\t\t1\t0\t0\t0\t0\t0\t1\n", 1), "1000001");
  EXPECT_EQ(LayOut(1, "\t(一)予以公开\t1\t0\t0\t0\t0\t0\t1\t\n", 1), "1000001");
  EXPECT_EQ(LayOut(1, "5. 要求行政机关确认或重新出具已作答复\t\t1\t0\t0\t0\t0\t0\t1\t\n", 1), "1000001");
  EXPECT_EQ(LayOut(0, "行政许可\t7\t\t\n", 1), "7");
  EXPECT_EQ(LayOut(0, "行政许可\t\t7\t\n", 1), "7");
}

TEST_F(Layouts, BlanksAtTheEdgesAreTakenInByTheRowsThatLeaveNoDoubt) {
  const std::string full = "\t(一)予以公开\t1\t0\t0\t0\t0\t0\t1\t\n";
  EXPECT_EQ(LayOut(1, full + "\t(二)部分公开\t\t1\t0\t0\t0\t0\t1\t\n", 2), "_100001");
  EXPECT_EQ(LayOut(1, full + "\t(二)部分公开\t0\t0\t0\t0\t0\t0\t\t\n", 2), "000000_");
}

TEST_F(Layouts, TheRowsOwnSumDecidesBetweenWindows) {
  EXPECT_EQ(LayOut(1, "\t(一)予以公开\t\t2\t\t\t\t\t2\t\n", 1), "_2____2");
  EXPECT_EQ(LayOut(1, "\t(一)予以公开\t\t2\t\t\t\t3\t\t\n", 1), "_2___3_|2___3__") << "nothing decides";
}

TEST_F(Layouts, AnEmptyRowIsBlank) {
  EXPECT_EQ(LayOut(1, "\t(一)予以公开\t\t\t\t\t\t\t\n\t(二)部分公开\t0\t0\t0\t0\t0\t0\t0\n", 1), "_______");
}

TEST_F(Layouts, AShortRowAmongCompleteOnesHasLostACell) {
  const std::string full = "(一)予以公开\t1\t0\t0\t0\t0\t0\t1\n(二)部分公开\t1\t0\t0\t0\t0\t0\t1\n";
  EXPECT_EQ(LayOut(1, full + "1.属于国家秘密\t3\t0\t0\t0\t0\t4\n", 3),
            "300004?|30000?4|3000?04|300?004|30?0004|3?00004|?300004");
  EXPECT_EQ(LayOut(1, full + "1.属于国家秘密\t3\t0\t4\n", 3), "none") << "too much is lost";
}

TEST_F(Layouts, ARowNarrowerThanItsLikeMayHaveLostACellThoughItHasEnough) {
  // Rows of ten cells, and one of nine whose last one is empty.
  std::string text;
  for (const char* label :
       {"1.属于国家秘密", "2.其他法律行政法规禁止公开", "4.保护第三方合法权益", "5.属于三类内部事务信息"}) {
    text += std::string("\t\t") + label + "\t0\t0\t0\t0\t0\t0\t0\n";
  }
  text += "\t(二)部分公开\t1\t0\t0\t0\t0\t0\t1\t\n";
  text = "\t(一)予以公开\t3\t0\t0\t0\t0\t3\t\n" + text;
  const std::string prints_all = LayOut(1, text, 1);
  EXPECT_EQ(prints_all.find("300003_"), std::string::npos) << prints_all;
  EXPECT_NE(prints_all.find("30000?3"), std::string::npos) << prints_all;
  // Where others have empty cells, this may be one, too.
  const std::string prints_blanks = LayOut(1, text + "\t\t6.属于四类过程性信息\t0\t\t0\t0\t0\t0\t0\n", 1);
  EXPECT_TRUE(prints_blanks.starts_with("300003_|")) << prints_blanks;
  EXPECT_NE(prints_blanks.find("30000?3"), std::string::npos) << prints_blanks;
}

TEST_F(Layouts, ATableThatLeavesOutEmptyCellsHasDroppedThem) {
  EXPECT_EQ(LayOut(1, "一、本年新收 | 3 | 3 |\n二、上年结转 |\n(一)予以公开 | 3 | 2 | 5 |\n", 2), ".......");
  EXPECT_NE(LayOut(1, "一、本年新收 | 3 | 3 |\n二、上年结转 |\n(一)予以公开 | 3 | 2 | 5 |\n", 1).find("3.....3"),
            std::string::npos);
}

TEST_F(Layouts, ATableWhoseRowsAllLackAsManyCellsHasLostAColumn) {
  const std::string text =
      "(一)予以公开\t1\t0\t0\t0\t0\t0\n(二)部分公开\t1\t0\t0\t0\t0\t0\n1.属于国家秘密\t0\t0\t0\t0\t0\t0\n";
  EXPECT_EQ(LayOut(1, text, 1).substr(0, 8), "100000?|");
}

TEST_F(Layouts, MoreValuesThanColumnsFitNowhere) {
  EXPECT_EQ(LayOut(1, "(一)予以公开\t1\t0\t0\t0\t0\t0\t0\t1\n", 1), "none");
}

}  // namespace
}  // namespace gouji::parse
