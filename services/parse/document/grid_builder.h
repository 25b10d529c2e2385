#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_GRID_BUILDER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_GRID_BUILDER_H_

#include <cstddef>
#include <vector>

#include "services/parse/document/document.h"

namespace gouji::parse {

// Lays out cells that span columns and rows, as HTML, Word and spreadsheets give them, into a grid in which every place
// is a cell.
//
//   GridBuilder builder;
//   builder.BeginRow();
//   builder.AddCell({.text = "三、本年度办理结果"}, /*column_span=*/1, /*row_span=*/22);
//   …
//   Grid grid = builder.Build();
//
// A cell goes to the first place of its row that nothing covers yet; a cell that spans columns past a covered place
// ends before it. A row that lacks cells stays short: nothing is made up. Not thread-safe.
class GridBuilder {
 public:
  // A cell spans at most so many columns, whatever it claims.
  static constexpr int kMaxColumnSpan = 1000;

  // Begins the next row.
  void BeginRow();

  // Adds a cell to the row that was begun. Spans below 1 count as 1; `row_span` may reach below the last row.
  void AddCell(const GridCell& cell, int column_span, int row_span);

  // How many places the row that was begun has so far.
  size_t row_width() const { return grid_.rows.empty() ? 0 : grid_.rows.back().cells.size(); }

  // How many places the grid has so far, for the limit on cells.
  size_t cell_count() const { return cell_count_; }

  // Gives the grid and begins a new one.
  Grid Build();

 private:
  // A cell that reaches down into the rows to come, by column.
  struct Hanging {
    GridCell cell;
    int rows_left = 0;
  };

  // Fills the places behind the row's cells that hanging cells cover, up to the first that none covers.
  void FillCovered();
  void EndRow();
  void Put(const GridCell& cell);

  Grid grid_;
  std::vector<Hanging> hanging_;
  size_t cell_count_ = 0;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_GRID_BUILDER_H_
