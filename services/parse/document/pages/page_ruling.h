#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_RULING_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_RULING_H_

#include <cstddef>
#include <vector>

#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// A cell between ruling lines, in places of the ruling.
struct RuledCell {
  int row = 0;
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  // It stands behind the end of its rows: the right side of the table is not drawn there, though it is elsewhere. Or
  // it is the whole strip, as wide as the table, between an outermost line and a side that is open above or below: a
  // row that a page break tore off shows no more than that.
  bool is_outside = false;
};

// The ruling of one table: lines that touch or cross each other.
struct Ruling {
  std::vector<float> xs;         // the edges of the columns, ascending, at least 2
  std::vector<float> ys;         // the edges of the rows, ascending, at least 2
  std::vector<RuledCell> cells;  // by row and column; every place is in exactly one
  std::vector<int> cell_of;      // of each place, by row: the index of its cell

  int column_count() const { return static_cast<int>(xs.size()) - 1; }
  int row_count() const { return static_cast<int>(ys.size()) - 1; }
  PageBox box() const { return {.x0 = xs.front(), .y0 = ys.front(), .x1 = xs.back(), .y1 = ys.back()}; }
  PageBox BoxOf(const RuledCell& cell) const {
    return {.x0 = xs[cell.column],
            .y0 = ys[cell.row],
            .x1 = xs[cell.column + cell.column_span],
            .y1 = ys[cell.row + cell.row_span]};
  }
  // The cell that a place on the page is in; -1 outside the table.
  int CellAt(float x, float y) const;
};

// Finds the tables that the ruling lines of a page make, the smallest first, so that a table within a cell or frame
// comes before what it stands in. Lines may be broken, doubled, or end a little short of each other; sides and ends
// that are left open are closed. A table has at least two cells. Where lines are missing so that what they enclose is
// no rectangle, nothing is merged. Empty for a page with so many lines that it is a drawing.
std::vector<Ruling> FindRulings(const Page& page);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_RULING_H_
