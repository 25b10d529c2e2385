#include "services/ocr/table_grid.h"

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"

namespace gouji::ocr {
namespace {

constexpr double kDpi = 300;

LineSegment Line(int begin, int end, int at) { return {.begin = begin, .end = end, .at = at, .thickness = 3}; }

// Lines of a grid with these places, each over its whole length.
RulingLines Grid(const std::vector<int>& x, const std::vector<int>& y) {
  RulingLines lines;
  for (const int at : y) {
    lines.horizontal.push_back(Line(x.front(), x.back(), at));
  }
  for (const int at : x) {
    lines.vertical.push_back(Line(y.front(), y.back(), at));
  }
  return lines;
}

// The cell whose upper left place this is; one of no size when there is none.
TableCell CellAt(const RuledTable& table, int row, int column) {
  const auto cell = std::find_if(table.cells.begin(), table.cells.end(),
                                 [&](const TableCell& c) { return c.row == row && c.column == column; });
  return cell == table.cells.end() ? TableCell() : *cell;
}

TEST(TableGrid, EveryPlaceBetweenLinesIsACell) {
  const auto tables = FindTables(Grid({100, 400, 700}, {50, 150, 250, 350}), kDpi);
  ASSERT_EQ(tables.size(), 1);
  EXPECT_EQ(tables[0].row_count, 3);
  EXPECT_EQ(tables[0].column_count, 2);
  ASSERT_EQ(tables[0].cells.size(), 6);
  EXPECT_EQ(tables[0].cells[3].box, (Rect{.left = 400, .top = 150, .right = 700, .bottom = 250}));
}

TEST(TableGrid, AMissingPieceOfALineMergesCells) {
  RulingLines lines = Grid({100, 400, 700}, {50, 150, 250, 350});
  lines.horizontal[1] = Line(400, 700, 150);  // the first column spans two rows
  lines.vertical[1] = Line(50, 250, 400);     // the last row spans two columns
  const auto tables = FindTables(lines, kDpi);
  ASSERT_EQ(tables.size(), 1);
  EXPECT_EQ(tables[0].cells.size(), 4);
  EXPECT_EQ(CellAt(tables[0], 0, 0).row_span, 2);
  EXPECT_EQ(CellAt(tables[0], 0, 0).column_span, 1);
  EXPECT_EQ(CellAt(tables[0], 2, 0).column_span, 2);
}

TEST(TableGrid, AStrokeOfACharacterInAMergedCellIsNoLine) {
  RulingLines lines = Grid({100, 400, 700}, {50, 150, 250});
  lines.vertical[1] = Line(150, 250, 400);       // the first row spans two columns
  lines.vertical.push_back(Line(75, 125, 402));  // a stroke in its text, where the second row has its line
  const auto tables = FindTables(lines, kDpi);
  ASSERT_EQ(tables.size(), 1);
  EXPECT_EQ(CellAt(tables[0], 0, 0).column_span, 2);
  EXPECT_EQ(CellAt(tables[0], 1, 0).column_span, 1);
}

// Type so tight that its strokes touch the lines above and below: those end at a line, true ones go into it.
TEST(TableGrid, StrokesThatTouchLinesAreNoLines) {
  RulingLines lines = Grid({100, 400, 700}, {200, 245, 290});
  lines.vertical.push_back(Line(204, 242, 450));  // in the first row
  lines.vertical.push_back(Line(249, 288, 500));  // in the second row
  lines.vertical.push_back(Line(160, 198, 300));  // in a line of text above
  lines.vertical.push_back(Line(293, 331, 450));  // and below
  lines.vertical.push_back(Line(293, 331, 600));
  const auto tables = FindTables(lines, kDpi);
  ASSERT_EQ(tables.size(), 1);
  EXPECT_EQ(tables[0].row_count, 2);
  EXPECT_EQ(tables[0].column_count, 2);
  EXPECT_EQ(tables[0].box, (Rect{.left = 100, .top = 200, .right = 700, .bottom = 290}));
}

TEST(TableGrid, ATextThatTouchesTwoTablesDoesNotJoinThem) {
  RulingLines lines = Grid({100, 400, 700}, {200, 245, 290});
  const RulingLines below = Grid({100, 300, 700}, {336, 380, 425});
  lines.horizontal.insert(lines.horizontal.end(), below.horizontal.begin(), below.horizontal.end());
  lines.vertical.insert(lines.vertical.end(), below.vertical.begin(), below.vertical.end());
  lines.vertical.push_back(Line(293, 332, 250));
  const auto tables = FindTables(lines, kDpi);
  ASSERT_EQ(tables.size(), 2);
  EXPECT_EQ(tables[0].row_count, 2);
  EXPECT_EQ(tables[1].column_count, 2);
}

TEST(TableGrid, ALineOfOneLowRowIsALine) {
  RulingLines lines = Grid({100, 700}, {200, 245, 290, 335});
  lines.vertical.push_back(Line(244, 292, 400));  // only the second row has two cells
  const auto tables = FindTables(lines, kDpi);
  ASSERT_EQ(tables.size(), 1);
  EXPECT_EQ(tables[0].column_count, 2);
  EXPECT_EQ(tables[0].cells.size(), 4);
}

TEST(TableGrid, BreaksInALineDoNoHarm) {
  RulingLines lines = Grid({100, 400, 700}, {50, 150, 250});
  lines.vertical[1] = Line(50, 120, 401);
  lines.vertical.push_back(Line(170, 250, 399));
  lines.horizontal[1] = Line(100, 330, 151);
  lines.horizontal.push_back(Line(480, 700, 149));
  const auto tables = FindTables(lines, kDpi);
  ASSERT_EQ(tables.size(), 1);
  EXPECT_EQ(tables[0].cells.size(), 4);
}

TEST(TableGrid, LinesThatSlopeALittleAreStillOnePlace) {
  RulingLines lines = Grid({100, 400, 700}, {50, 150, 250});
  lines.horizontal[1] = Line(100, 300, 147);
  lines.horizontal.push_back(Line(290, 500, 150));
  lines.horizontal.push_back(Line(490, 700, 154));
  const auto tables = FindTables(lines, kDpi);
  ASSERT_EQ(tables.size(), 1);
  EXPECT_EQ(tables[0].row_count, 2);
  EXPECT_EQ(tables[0].cells.size(), 4);
}

TEST(TableGrid, ADoubleLineIsOneLine) {
  RulingLines lines = Grid({100, 400, 700}, {50, 150, 250});
  lines.horizontal.push_back(Line(100, 700, 56));
  lines.vertical.push_back(Line(50, 250, 106));
  const auto tables = FindTables(lines, kDpi);
  ASSERT_EQ(tables.size(), 1);
  EXPECT_EQ(tables[0].cells.size(), 4);
}

TEST(TableGrid, ATableOpenAtItsSidesEndsWhereItsLinesEnd) {
  RulingLines lines = Grid({100, 400, 700}, {50, 150, 250});
  lines.vertical.erase(lines.vertical.begin());
  lines.vertical.pop_back();
  const auto tables = FindTables(lines, kDpi);
  ASSERT_EQ(tables.size(), 1);
  EXPECT_EQ(tables[0].column_count, 2);
  EXPECT_EQ(tables[0].box, (Rect{.left = 100, .top = 50, .right = 700, .bottom = 250}));
}

TEST(TableGrid, WhereMergedPlacesMakeNoRectangleALostLineIsPutBack) {
  RulingLines lines = Grid({100, 400, 700}, {50, 150, 250});
  lines.vertical[1] = Line(150, 250, 400);    // above, two places are one cell
  lines.horizontal[1] = Line(100, 400, 150);  // and on the right a line is worn away
  lines.horizontal.push_back(Line(450, 500, 150));
  const auto tables = FindTables(lines, kDpi);
  ASSERT_EQ(tables.size(), 1);
  EXPECT_EQ(tables[0].cells.size(), 3);
  EXPECT_EQ(CellAt(tables[0], 0, 0).column_span, 2);
}

TEST(TableGrid, CellsCoverEveryPlaceOnceWhateverLinesAreMissing) {
  unsigned state = 1;
  const auto random = [&] { return (state = state * 1664525U + 1013904223U) >> 16U; };
  for (int round = 0; round < 200; ++round) {
    const std::vector<int> x = {100, 300, 500, 700, 900};
    const std::vector<int> y = {100, 200, 300, 400};
    RulingLines lines = Grid({100, 900}, {100, 400});
    for (size_t i = 0; i + 1 < x.size(); ++i) {
      for (size_t j = 0; j + 1 < y.size(); ++j) {
        if (random() % 3 != 0) {
          lines.horizontal.push_back(Line(x[i], x[i + 1], y[j]));
        }
        if (random() % 3 != 0) {
          lines.vertical.push_back(Line(y[j], y[j + 1], x[i]));
        }
      }
    }
    for (const RuledTable& table : FindTables(lines, kDpi)) {
      std::vector<int> covered(table.row_count * table.column_count);
      for (const TableCell& cell : table.cells) {
        for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
          for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
            ++covered[r * table.column_count + c];
          }
        }
      }
      EXPECT_EQ(std::count(covered.begin(), covered.end(), 1), static_cast<int>(covered.size())) << "round " << round;
    }
  }
}

TEST(TableGrid, LinesThatDoNotTouchAreNoTable) {
  EXPECT_TRUE(
      FindTables({.horizontal = {Line(100, 700, 50), Line(100, 700, 150)}, .vertical = {Line(70, 130, 300)}}, kDpi)
          .empty());
  EXPECT_TRUE(FindTables({}, kDpi).empty());
}

TEST(TableGrid, AFrameOrACharacterIsNoTable) {
  EXPECT_TRUE(FindTables(Grid({100, 700}, {50, 250}), kDpi).empty());
  EXPECT_TRUE(FindTables(Grid({100, 130, 160}, {50, 80, 110}), kDpi).empty());
}

TEST(TableGrid, TablesComeFromTopToBottom) {
  RulingLines lines = Grid({100, 400, 700}, {950, 1050, 1150});
  const RulingLines above = Grid({100, 400, 700}, {50, 150, 250});
  lines.horizontal.insert(lines.horizontal.end(), above.horizontal.begin(), above.horizontal.end());
  lines.vertical.insert(lines.vertical.end(), above.vertical.begin(), above.vertical.end());
  const auto tables = FindTables(lines, kDpi);
  ASSERT_EQ(tables.size(), 2);
  EXPECT_EQ(tables[0].box.top, 50);
  EXPECT_EQ(tables[1].box.top, 950);
}

}  // namespace
}  // namespace gouji::ocr
