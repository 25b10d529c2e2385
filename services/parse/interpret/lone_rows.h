#ifndef GOUJI_SERVICES_PARSE_INTERPRET_LONE_ROWS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_LONE_ROWS_H_

#include <vector>

#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::parse {

// The cells of a row of the form, which follow one another.
struct RowSpan {
  int first_cell;
  int column_count;
};

// Figures that only the sum of their own row has put into their places may stand there by accident when the row has
// lost one: 2 | 2 may be a part and its total, or two parts. Gives the cells of such `rows` that no relation beyond
// their row confirms, in ascending order; figures of 0 and blanks count as confirmed where all other figures of their
// row are.
//
// A relation confirms when all of its cells are known and it holds. Blanks count as 0; so do the cells of `zero_rows`,
// which print nothing but zeros, wherever these stand.
std::vector<int> UnconfirmedCells(const report::Form& form, const std::vector<report::Cell>& cells,
                                  const std::vector<RowSpan>& rows, const std::vector<RowSpan>& zero_rows);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_LONE_ROWS_H_
