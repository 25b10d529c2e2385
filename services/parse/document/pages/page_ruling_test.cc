#include "services/parse/document/pages/page_ruling.h"

#include <gtest/gtest.h>

#include <vector>

#include "services/parse/document/pages/testing/page_builder.h"

namespace gouji::parse {
namespace {

TEST(PageRulingTest, CellsAreFoundByTheirPlace) {
  const std::vector<Ruling> rulings = FindRulings(PageBuilder().Frame({50, 150, 250}, {100, 120, 140}).Build());
  ASSERT_EQ(rulings.size(), 1U);
  EXPECT_EQ(rulings[0].cells.size(), 4U);
  EXPECT_EQ(rulings[0].CellAt(60, 110), 0);
  EXPECT_EQ(rulings[0].CellAt(200, 130), 3);
  EXPECT_EQ(rulings[0].CellAt(300, 110), -1);
  EXPECT_EQ(rulings[0].CellAt(60, 90), -1);
}

TEST(PageRulingTest, TablesApartAreTablesOfTheirOwn) {
  EXPECT_EQ(FindRulings(PageBuilder().Frame({50, 150, 250}, {100, 120}).Frame({50, 100, 250}, {200, 220, 240}).Build())
                .size(),
            2U);
}

TEST(PageRulingTest, OpenSidesAreClosed) {
  // Only the lines between the rows, and one between the columns.
  const std::vector<Ruling> rulings =
      FindRulings(PageBuilder().Rule(50, 100, 250, 100).Rule(50, 120, 250, 120).Rule(150, 100, 150, 120).Build());
  ASSERT_EQ(rulings.size(), 1U);
  EXPECT_EQ(rulings[0].column_count(), 2);
  EXPECT_FALSE(rulings[0].cells[1].is_outside);
}

TEST(PageRulingTest, WhatIsNoRectangleIsNotMerged) {
  // The line between the upper cells is missing, and half of the one below.
  const std::vector<Ruling> rulings =
      FindRulings(PageBuilder().Frame({50, 250}, {100, 140}).Rule(50, 120, 150, 120).Rule(150, 120, 150, 140).Build());
  ASSERT_EQ(rulings.size(), 1U);
  for (const RuledCell& cell : rulings[0].cells) {
    EXPECT_EQ(cell.column_span, 1);
    EXPECT_EQ(cell.row_span, 1);
  }
}

TEST(PageRulingTest, ALineAloneAndABoxAreNoTables) {
  EXPECT_TRUE(FindRulings(PageBuilder().Rule(50, 100, 250, 100).Build()).empty());
  EXPECT_TRUE(FindRulings(PageBuilder().Frame({50, 250}, {100, 140}).Build()).empty());
}

TEST(PageRulingTest, ADrawingOfManyLinesIsNoTable) {
  PageBuilder page;
  for (int i = 0; i < 25'000; ++i) {
    page.Rule(10, 0.03F * static_cast<float>(i), 500, 0.03F * static_cast<float>(i));
  }
  EXPECT_TRUE(FindRulings(page.Build()).empty());
}

}  // namespace
}  // namespace gouji::parse
