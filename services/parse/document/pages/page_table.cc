#include "services/parse/document/pages/page_table.h"

#include <cmath>
#include <iterator>
#include <utility>
#include <vector>

#include "services/parse/document/grid_builder.h"

namespace gouji::parse {
namespace {

constexpr float kSameEdge = 4.0F;  // points

// For each edge of `part`, which of the edges of `whole` it is; empty unless all are there and the sides agree.
std::vector<int> EdgesIn(const std::vector<float>& part, const std::vector<float>& whole) {
  std::vector<int> found;
  size_t next = 0;
  for (const float edge : part) {
    while (next < whole.size() && std::abs(whole[next] - edge) > kSameEdge) {
      ++next;
    }
    if (next == whole.size()) {
      return {};
    }
    found.push_back(static_cast<int>(next++));
  }
  const bool same_sides = !found.empty() && found.front() == 0 && found.back() + 1 == static_cast<int>(whole.size());
  return same_sides ? found : std::vector<int>();
}

}  // namespace

void ShareColumns(PageTable& a, PageTable& b) {
  PageTable& narrow = a.column_edges.size() < b.column_edges.size() ? a : b;
  const PageTable& wide = &narrow == &a ? b : a;
  const std::vector<int> edges = EdgesIn(narrow.column_edges, wide.column_edges);
  if (edges.empty() || edges.size() == wide.column_edges.size()) {
    return;
  }
  for (TableCell& cell : narrow.cells) {
    const auto first = static_cast<size_t>(cell.column);
    const int end = edges[first + static_cast<size_t>(cell.column_span)];
    cell.column = edges[first];
    cell.column_span = end - cell.column;
  }
  narrow.column_edges = wide.column_edges;
}

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
