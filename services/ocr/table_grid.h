#ifndef GOUJI_SERVICES_OCR_TABLE_GRID_H_
#define GOUJI_SERVICES_OCR_TABLE_GRID_H_

#include <vector>

#include "services/ocr/image.h"
#include "services/ocr/ruling_lines.h"

namespace gouji::ocr {

// A cell of a ruled table. A merged cell spans several rows or columns.
struct TableCell {
  int row = 0;  // from 0
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  Rect box;  // between the middles of its lines

  bool operator==(const TableCell&) const = default;
};

struct RuledTable {
  Rect box;
  int row_count = 0;
  int column_count = 0;
  RulingLines lines;             // those that the table is made of
  std::vector<TableCell> cells;  // by row, then column; together they cover every place of the grid once
};

// Finds the tables that lines make. Lines that touch belong together; where a piece of a line between two neighbouring
// places is missing, they are one merged cell. A line counts as there when it covers half of the side of a place, so
// that breaks do no harm. Lines nearer than about half a millimetre are one. A table without lines at its left and
// right (or top and bottom) ends where the lines across end. Tables come from top to bottom. Pure geometry: looks at no
// pixel.
std::vector<RuledTable> FindTables(const RulingLines& lines, double dpi);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_TABLE_GRID_H_
