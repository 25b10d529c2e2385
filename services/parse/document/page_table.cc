#include "services/parse/document/page_table.h"

#include <cmath>
#include <iterator>
#include <utility>

#include "services/parse/document/grid_builder.h"

namespace gouji::parse {
namespace {

constexpr float kSameEdge = 4.0F;  // points

}  // namespace

bool HasSameColumns(const PageTable& a, const PageTable& b) {
  if (a.column_edges.size() != b.column_edges.size()) {
    return false;
  }
  for (size_t i = 0; i < a.column_edges.size(); ++i) {
    if (std::abs(a.column_edges[i] - b.column_edges[i]) > kSameEdge) {
      return false;
    }
  }
  return true;
}

void AppendRows(PageTable table, int page_number, std::deque<std::string>& storage, Grid& grid) {
  GridBuilder builder;
  auto cell = table.cells.begin();
  int line = 0;
  for (int row = 0; row < table.row_count; ++row) {
    builder.BeginRow();
    // Of an empty cell: the line of what stands in front of it, so that it can be found.
    for (auto first = cell; first != table.cells.end() && first->row == row; ++first) {
      if (first->line > 0) {
        line = first->line;
        break;
      }
    }
    for (; cell != table.cells.end() && cell->row == row; ++cell) {
      line = cell->line > 0 ? cell->line : line;
      builder.AddCell({.text = cell->text.empty() ? std::string_view() : storage.emplace_back(std::move(cell->text)),
                       .place = {.page = page_number, .line = line, .column = 0},
                       .confidence = cell->confidence},
                      cell->column_span, cell->row_span);
    }
  }
  Grid rows = builder.Build();
  grid.rows.insert(grid.rows.end(), std::make_move_iterator(rows.rows.begin()),
                   std::make_move_iterator(rows.rows.end()));
}

}  // namespace gouji::parse
