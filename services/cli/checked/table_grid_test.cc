#include "services/cli/checked/table_grid.h"

#include <algorithm>

#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

const GridCell* Find(const TableGrid& grid, const std::string& text) {
  const auto found =
      std::find_if(grid.cells.begin(), grid.cells.end(), [&](const GridCell& cell) { return cell.text == text; });
  return found == grid.cells.end() ? nullptr : &*found;
}

TEST(TableGrid, CoversEveryTableOfEveryFormOnce) {
  const auto catalog = report::FormCatalog::BuiltIn();
  for (const report::Form& form : catalog->forms()) {
    for (const report::FormTable& table : form.tables()) {
      const TableGrid grid = LayOutTable(form, table, Language::kChinese);
      std::vector<int> covered(static_cast<std::size_t>(grid.row_count) * grid.column_count, 0);
      int value_count = 0;
      for (const GridCell& cell : grid.cells) {
        ASSERT_LE(cell.row + cell.row_span, grid.row_count);
        ASSERT_LE(cell.column + cell.column_span, grid.column_count);
        for (int row = cell.row; row < cell.row + cell.row_span; ++row) {
          for (int column = cell.column; column < cell.column + cell.column_span; ++column) {
            ++covered[row * grid.column_count + column];
          }
        }
        if (cell.role != GridRole::kValue) continue;
        EXPECT_EQ(cell.cell, table.first_cell + value_count++);
      }
      EXPECT_EQ(value_count, table.cell_count);
      EXPECT_EQ(std::count(covered.begin(), covered.end(), 1), static_cast<std::ptrdiff_t>(covered.size()))
          << form.id() << " " << table.id;
    }
  }
}

TEST(TableGrid, MergesHeadersAndLabelsAsPrinted) {
  const auto catalog = report::FormCatalog::BuiltIn();
  const report::Form& form = *catalog->Find("ogi-2021");
  const TableGrid grid = LayOutTable(form, form.tables()[1], Language::kChinese);
  EXPECT_EQ(grid.title, "表三  收到和处理政府信息公开申请情况");
  EXPECT_EQ(Find(grid, "法人或其他组织")->column_span, 5);
  EXPECT_EQ(Find(grid, "本年度办理结果")->row_span, 22);
  EXPECT_EQ(Find(grid, "不予公开")->row_span, 8);
  EXPECT_EQ(Find(grid, "予以公开")->column_span, 2);
  EXPECT_EQ(Find(grid, "结转下年度继续办理")->column_span, 3);
}

TEST(TableGrid, TranslatesLabelsAndKeepsTheOfficialOnesBeside) {
  const auto catalog = report::FormCatalog::BuiltIn();
  const report::Form& form = *catalog->Find("ogi-2021");
  const TableGrid grid = LayOutTable(form, form.tables()[1], Language::kEnglish);
  ASSERT_NE(Find(grid, "granted"), nullptr);
  EXPECT_EQ(Find(grid, "granted")->official, "予以公开");
}

}  // namespace
}  // namespace gouji::cli
