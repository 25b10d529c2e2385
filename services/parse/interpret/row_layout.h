#ifndef GOUJI_SERVICES_PARSE_INTERPRET_ROW_LAYOUT_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_ROW_LAYOUT_H_

#include <cstdint>
#include <vector>

#include "services/parse/interpret/alignment.h"
#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/row_matching.h"
#include "services/parse/interpret/row_region.h"
#include "services/parse/interpret/row_tokens.h"
#include "services/parse/interpret/table_style.h"

namespace gouji::parse {

// Whether a row has fewer cells than columns, and why.
enum class Shortness : uint8_t {
  kNone,
  kLost,     // damage took some (kLostPlace)
  kDropped,  // its table leaves out empty cells (kDroppedPlace)
};

// Where the values of a matched row may stand.
struct RowLayout {
  const PrintedRow* printed;
  int row;           // in the form's table
  int first_token;   // the index, in the printed row, of the first cell behind the label
  RowTokens tokens;  // the cells behind the label, printed blanks included
  // One alternative without losses when the place of every value is plain; none when there are more values than
  // columns.
  std::vector<Alignment> alternatives;
  Shortness shortness = Shortness::kNone;
};

struct TableLayouts {
  std::vector<RowLayout> rows;
  CellsKept cells_kept;
};

// Decides for the matched rows of one table which printed cell may stand in which column.
//
// A printed row has empty cells in front of its values, where a label spans columns, and behind them, where rows are
// padded to one width; so the values are a window in the cells behind the label. Where several windows fit, the rows of
// the same indentation that leave no doubt and the row's own equations decide. A row with fewer cells than columns has
// lost some (kLostPlace); if the table leaves out empty cells everywhere, it has dropped them (kDroppedPlace). A row
// that is narrower than its like and has empty cells may have lost some or not: both are among its alternatives, unless
// its table prints all cells. Where no empty cell is printed in the whole document, a short row has lost cells only in
// a table that otherwise keeps its cells; a table of one row is like the other tables, `others`. `empty_cells` is the
// document's StyleOfEmptyCells.
TableLayouts LayOutTable(const FormIndex& index, int table, const std::vector<PrintedRow>& printed,
                         const std::vector<MatchedRow>& matched, EmptyCells empty_cells, CellsKept others);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_ROW_LAYOUT_H_
