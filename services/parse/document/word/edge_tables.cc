#include "services/parse/document/word/edge_tables.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gouji::parse {
namespace {

using Merge = DocxBlocks::Merge;

// Edges that lie closer, in twips, are one edge: word processors move them by a millimetre or two from row to row.
// Tried in this order until no cell is lost.
constexpr std::array<int, 3> kTolerances = {120, 40, 0};
// The width that a cell gets whose edges are not known.
constexpr int kUnknownWidth = 1000;

// The columns' left edges and, last, the right edge of the table.
std::vector<int> Columns(std::vector<int> edges, int tolerance) {
  std::sort(edges.begin(), edges.end());
  std::vector<int> columns;
  for (const int edge : edges) {
    if (columns.empty() || edge - columns.back() > tolerance) {
      columns.push_back(edge);
    }
  }
  return columns;
}

// The column that an edge belongs to.
size_t ColumnOf(int edge, const std::vector<int>& columns) {
  const auto next = std::upper_bound(columns.begin(), columns.end(), edge);
  return next == columns.begin() ? 0 : static_cast<size_t>(next - columns.begin()) - 1;
}

// Joins cells that are merged with their left neighbour: gives one pair of edges a printed cell, with its index.
struct PrintedCell {
  size_t index;
  CellEdges edges;
};

std::vector<PrintedCell> PrintedCells(const std::vector<CellEdges>& edges) {
  std::vector<PrintedCell> printed;
  for (size_t i = 0; i < edges.size(); ++i) {
    if (edges[i].horizontal == Merge::kContinues && !printed.empty()) {
      printed.back().edges.right = edges[i].right;
    } else {
      printed.push_back({.index = i, .edges = edges[i]});
    }
  }
  return printed;
}

}  // namespace

size_t EdgeTables::Enter(int depth) {
  const auto wanted = static_cast<size_t>(std::clamp(depth, 0, kMaxDepth));
  while (open_.size() > wanted) {
    CloseTable();
  }
  while (open_.size() < wanted) {
    open_.push_back(std::make_unique<Table>());
  }
  return wanted;
}

void EdgeTables::AddLine(std::string text, int heading_level, int depth) {
  if (Full()) {
    return;
  }
  if (Enter(depth) == 0) {
    blocks_.AddLine(std::move(text), heading_level);
    return;
  }
  full_ |= ++line_count_ > kMaxParagraphs + kMaxCells;
  open_.back()->open_cell.items.emplace_back(Line{.text = std::move(text), .heading_level = heading_level});
}

void EdgeTables::EndCell(int depth) {
  if (Full() || Enter(depth) == 0) {
    return;
  }
  full_ |= ++cell_count_ > kMaxCells;
  Table& table = *open_.back();
  table.open.cells.push_back(std::exchange(table.open_cell, {}));
}

void EdgeTables::EndRow(int depth, const std::vector<CellEdges>& edges) {
  if (Full() || Enter(depth) == 0) {
    return;
  }
  Table& table = *open_.back();
  Row row = std::exchange(table.open, {});
  if (row.cells.empty()) {
    return;
  }
  FitEdges(row, edges, table);
  table.rows.push_back(std::move(row));
}

void EdgeTables::FitEdges(Row& row, const std::vector<CellEdges>& given, const Table& table) const {
  row.edges = given;
  if (given.empty() && !table.rows.empty() && table.rows.back().edges.size() == row.cells.size()) {
    row.edges = table.rows.back().edges;
    for (CellEdges& cell : row.edges) {
      cell.vertical = Merge::kNone;
    }
  }
  row.edges.resize(std::min(row.edges.size(), row.cells.size()));
  for (size_t i = 1; i < row.edges.size(); ++i) {
    row.edges[i].left = std::max(row.edges[i].left, row.edges[i - 1].right);
    row.edges[i].right = std::max(row.edges[i].right, row.edges[i].left);
  }
  while (row.edges.size() < row.cells.size()) {
    const int left = row.edges.empty() ? 0 : row.edges.back().right;
    row.edges.push_back({.left = left, .right = left + kUnknownWidth});
  }
}

void EdgeTables::CloseTable() {
  std::unique_ptr<Table> table = std::move(open_.back());
  open_.pop_back();
  // What has no end is there nevertheless.
  if (!table->open_cell.items.empty()) {
    table->open.cells.push_back(std::move(table->open_cell));
  }
  if (!table->open.cells.empty()) {
    Row row = std::exchange(table->open, {});
    FitEdges(row, {}, *table);
    table->rows.push_back(std::move(row));
  }
  if (table->rows.empty()) {
    return;
  }
  if (open_.empty()) {
    Emit(*table);
  } else {
    open_.back()->open_cell.items.emplace_back(std::move(table));
  }
}

void EdgeTables::Emit(Table& table) {
  std::vector<int> edges;
  for (const Row& row : table.rows) {
    for (const PrintedCell& cell : PrintedCells(row.edges)) {
      edges.push_back(cell.edges.left);
      edges.push_back(cell.edges.right);
    }
  }
  std::vector<int> columns;
  for (const int tolerance : kTolerances) {
    columns = Columns(edges, tolerance);
    const bool lost = std::any_of(table.rows.begin(), table.rows.end(), [&columns](const Row& row) {
      const std::vector<PrintedCell> cells = PrintedCells(row.edges);
      return std::any_of(cells.begin(), cells.end(), [&columns](const PrintedCell& cell) {
        return cell.edges.left != cell.edges.right &&
               ColumnOf(cell.edges.left, columns) == ColumnOf(cell.edges.right, columns);
      });
    });
    if (!lost) {
      break;
    }
  }
  blocks_.BeginTable();
  std::vector<ColumnRange> hanging;
  for (Row& row : table.rows) {
    EmitRow(row, columns, hanging);
  }
  blocks_.EndTable();
}

void EdgeTables::EmitRow(Row& row, const std::vector<int>& columns, std::vector<ColumnRange>& hanging) {
  const std::vector<PrintedCell> cells = PrintedCells(row.edges);
  std::vector<ColumnRange> below;
  size_t column = ColumnOf(cells.front().edges.left, columns);
  blocks_.BeginRow(static_cast<int>(std::min<size_t>(column, DocxBlocks::kMaxColumnSpan)));
  for (size_t i = 0; i < cells.size(); ++i) {
    const CellEdges& edges = cells[i].edges;
    const size_t left = std::max(ColumnOf(edges.left, columns), column);
    size_t right = std::max(ColumnOf(edges.right, columns), left + 1);
    for (; column < left; ++column) {  // nothing is printed between the cells
      blocks_.BeginCell({});
      blocks_.EndCell();
    }
    Cell& cell = row.cells[cells[i].index];
    if (edges.vertical == Merge::kContinues) {
      // Some writers continue a wide cell by several narrow ones.
      const auto above = std::find_if(hanging.begin(), hanging.end(),
                                      [left](const ColumnRange& range) { return range.first == left; });
      while (above != hanging.end() && i + 1 < cells.size() && cells[i + 1].edges.vertical == Merge::kContinues &&
             ColumnOf(cells[i + 1].edges.right, columns) <= above->second) {
        ++i;
        right = std::max(ColumnOf(cells[i].edges.right, columns), right);
      }
    }
    if (edges.vertical != Merge::kNone) {
      below.emplace_back(left, right);
    }
    blocks_.BeginCell({.column_span = static_cast<int>(std::min<size_t>(right - left, DocxBlocks::kMaxColumnSpan)),
                       .vertical = edges.vertical,
                       .horizontal = Merge::kNone});
    for (Item& item : cell.items) {
      if (Line* line = std::get_if<Line>(&item)) {
        blocks_.AddLine(std::move(line->text), line->heading_level);
      } else {
        Emit(*std::get<std::unique_ptr<Table>>(item));
      }
    }
    blocks_.EndCell();
    column = right;
  }
  blocks_.EndRow();
  hanging = std::move(below);
}

void EdgeTables::Finish() {
  Enter(0);
  blocks_.Finish();
}

}  // namespace gouji::parse
