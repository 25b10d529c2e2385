// Damage to rows, columns, pages and what stands around tables.
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "services/report/utf8.h"
#include "tests/accuracy/damage_site.h"

namespace gouji {

using generator::Block;
using generator::BlockKind;
using generator::GridCell;
using generator::GridRow;
using generator::Merged;
using generator::RowKind;
using generator::TableGrid;

std::vector<RowPlace> FigureRows(const generator::PrintedDocument& document, size_t min_figures, bool labelled) {
  std::vector<RowPlace> places;
  for (size_t b = 0; b < document.blocks.size(); ++b) {
    const TableGrid& grid = document.blocks[b].table;
    for (size_t r = 0; r < grid.rows.size(); ++r) {
      const GridRow& row = grid.rows[r];
      const size_t figures = FiguresOf(row).size();
      if (row.kind == RowKind::kFigures && figures >= std::max<size_t>(1, min_figures) &&
          (!labelled || row.has_label)) {
        places.push_back({b, r});
      }
    }
  }
  return places;
}

std::vector<size_t> FiguresOf(const GridRow& row) {
  std::vector<size_t> figures;
  for (size_t c = 0; c < row.cells.size(); ++c) {
    if (row.cells[c].figure >= 0 && !row.cells[c].text.empty()) {
      figures.push_back(c);
    }
  }
  return figures;
}

GridRow& RowAt(DamageSite& site, const RowPlace& place) {
  return site.document.blocks[place.block].table.rows[place.row];
}

size_t LabelOf(const GridRow& row) { return static_cast<size_t>(row.label_depth); }

namespace {

// Erases a row; what began in it and reaches below begins there, without its text.
void EraseRow(TableGrid& grid, size_t row) {
  if (row + 1 < grid.rows.size()) {
    const GridRow& gone = grid.rows[row];
    GridRow& below = grid.rows[row + 1];
    for (size_t c = 0; c < std::min(gone.cells.size(), below.cells.size()); ++c) {
      if (gone.cells[c].merged != Merged::kWithAbove && below.cells[c].merged == Merged::kWithAbove) {
        below.cells[c].merged = Merged::kNo;
      }
    }
  }
  grid.rows.erase(grid.rows.begin() + static_cast<std::ptrdiff_t>(row));
}

}  // namespace

void LoseRow(DamageSite& site) {
  const auto rows = FigureRows(site.document, 1, true);
  const RowPlace place = site.random.Pick(rows);
  EraseRow(site.document.blocks[place.block].table, place.row);
}

void LoseTableEnd(DamageSite& site) {
  const auto rows = FigureRows(site.document, 1, true);
  const RowPlace place = site.random.Pick(rows);
  auto& grid_rows = site.document.blocks[place.block].table.rows;
  const size_t lost = std::min<size_t>(grid_rows.size() - 1, 1 + site.random.Below(4));
  grid_rows.resize(grid_rows.size() - lost);
}

void BreakPages(DamageSite& site) {
  for (int breaks = 0; breaks < 2; ++breaks) {
    const auto rows = FigureRows(site.document, 1, true);
    const RowPlace place = site.random.Pick(rows);
    std::vector<Block>& blocks = site.document.blocks;
    Block second = blocks[place.block];
    TableGrid& first_grid = blocks[place.block].table;
    first_grid.rows.resize(place.row);
    second.table.rows.erase(second.table.rows.begin(),
                            second.table.rows.begin() + static_cast<std::ptrdiff_t>(place.row));
    generator::CutMergesAbove(second.table.rows.front());
    const auto at = blocks.begin() + static_cast<std::ptrdiff_t>(place.block) + 1;
    const auto inserted = blocks.insert(at, second);
    if (site.random.Chance(1, 2)) {
      Block number;
      number.text = site.random.Chance(1, 2) ? "- 4 -" : "第 4 页 共 9 页";
      blocks.insert(inserted, number);
    }
  }
}

void RepeatHeader(DamageSite& site) {
  const auto rows = FigureRows(site.document, 5, true);
  if (rows.size() < 3) {
    return;
  }
  const RowPlace place = rows[1 + site.random.Below(rows.size() - 1)];
  TableGrid& grid = site.document.blocks[place.block].table;
  std::vector<GridRow> header;
  std::copy_if(grid.rows.begin(), grid.rows.end(), std::back_inserter(header),
               [](const GridRow& row) { return row.kind == RowKind::kHeader; });
  generator::CutMergesAbove(grid.rows[place.row]);
  grid.rows.insert(grid.rows.begin() + static_cast<std::ptrdiff_t>(place.row), header.begin(), header.end());
}

void AddRow(DamageSite& site) {
  std::vector<RowPlace> places;
  for (const RowPlace& place : FigureRows(site.document, 3, true)) {
    if (RowAt(site, place).label_depth == 0 && site.document.blocks[place.block].table.stub_width == 1) {
      places.push_back(place);
    }
  }
  if (places.empty()) {
    return;
  }
  const RowPlace place = places.back();
  GridRow added = RowAt(site, place);
  for (GridCell& cell : added.cells) {
    cell.text = cell.figure >= 0 ? std::to_string(site.random.Below(300)) : "";
    cell.figure = -1;
  }
  added.cells[0].text = "其他主动公开文件";
  auto& rows = site.document.blocks[place.block].table.rows;
  rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(place.row) + 1, added);
}

void AddColumn(DamageSite& site) {
  for (Block& block : site.document.blocks) {
    block.table.width += block.kind == BlockKind::kTable ? 1 : 0;
    for (GridRow& row : block.table.rows) {
      row.cells.emplace_back();
    }
  }
}

void AddEmptyRows(DamageSite& site) {
  for (Block& block : site.document.blocks) {
    if (block.kind == BlockKind::kTable) {
      GridRow empty;
      empty.cells.resize(block.table.width);
      block.table.rows.push_back(empty);
    }
  }
}

void DamageDate(DamageSite& site) {
  for (Block& block : site.document.blocks) {
    const bool is_date = block.kind == BlockKind::kSignature && block.text.find("月") != std::string::npos;
    if (is_date) {
      // A digit of the year, or 年, 月 or 日: without a digit of the day it would be another date.
      std::vector<size_t> places = {0, 1, 2, 3};
      const std::u32string text = report::DecodeUtf8(block.text);
      for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == U'年' || text[i] == U'月' || text[i] == U'日') {
          places.push_back(i);
        }
      }
      block.text = WithoutCharacters(block.text, site.random.Pick(places), 1);
    }
  }
}

}  // namespace gouji
