#include "services/parse/document/grid_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace gouji::parse {
namespace {

using ::testing::ElementsAre;

// The rows of a grid; "<" behind a text that continues from the left, "^" behind one from above.
std::vector<std::string> Rows(const Grid& grid) {
  std::vector<std::string> rows;
  for (const GridRow& row : grid.rows) {
    std::string& text = rows.emplace_back();
    for (const GridCell& cell : row.cells) {
      text += text.empty() ? "" : " ";
      text += cell.text;
      text += cell.covered == Covered::kFromLeft ? "<" : cell.covered == Covered::kFromAbove ? "^" : "";
    }
  }
  return rows;
}

class GridBuilderTest : public ::testing::Test {
 protected:
  void Add(std::string_view text, int column_span = 1, int row_span = 1) {
    builder_.AddCell({.text = text, .place = {}}, column_span, row_span);
  }

  GridBuilder builder_;
};

TEST_F(GridBuilderTest, AMergedCellStandsInEveryPlaceThatItCovers) {
  builder_.BeginRow();
  Add("a", 1, 3);
  Add("b", 2);
  builder_.BeginRow();
  Add("c", 1, 2);
  Add("d");
  builder_.BeginRow();
  Add("e");
  EXPECT_THAT(Rows(builder_.Build()), ElementsAre("a b b<", "a^ c d", "a^ c^ e"));
}

TEST_F(GridBuilderTest, CoversTheEndOfARowThatHasNoCellsLeft) {
  builder_.BeginRow();
  Add("a");
  Add("b", 2, 2);
  builder_.BeginRow();
  Add("c");
  builder_.BeginRow();
  Add("d");
  EXPECT_THAT(Rows(builder_.Build()), ElementsAre("a b b<", "c b^ b^", "d"));
}

TEST_F(GridBuilderTest, ARowThatLacksACellStaysShort) {
  builder_.BeginRow();
  Add("a");
  Add("b");
  Add("c", 1, 3);
  builder_.BeginRow();
  Add("d");
  builder_.BeginRow();
  Add("e");
  Add("f");
  builder_.BeginRow();
  Add("g");
  EXPECT_THAT(Rows(builder_.Build()), ElementsAre("a b c", "d", "e f c^", "g"));
}

TEST_F(GridBuilderTest, ASpanEndsBeforeACoveredPlace) {
  builder_.BeginRow();
  Add("a");
  Add("b");
  Add("c", 1, 2);
  builder_.BeginRow();
  Add("d", 3);
  Add("e");
  EXPECT_THAT(Rows(builder_.Build()), ElementsAre("a b c", "d d< c^ e"));
}

TEST_F(GridBuilderTest, TakesNonsenseSpansAsOneAndBoundsHugeOnes) {
  builder_.BeginRow();
  Add("a", 0, -5);
  Add("b", 2'000'000'000, 2'000'000'000);
  EXPECT_EQ(builder_.cell_count(), 1 + GridBuilder::kMaxColumnSpan);
}

TEST_F(GridBuilderTest, BeginsAnewAfterBuild) {
  builder_.BeginRow();
  Add("a", 1, 9);
  (void)builder_.Build();
  builder_.BeginRow();
  Add("b");
  EXPECT_THAT(Rows(builder_.Build()), ElementsAre("b"));
  EXPECT_TRUE(builder_.Build().rows.empty());
}

}  // namespace
}  // namespace gouji::parse
