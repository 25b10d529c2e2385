#ifndef GOUJI_SERVICES_PARSE_INTERPRET_ROW_REGION_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_ROW_REGION_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/printed_rows.h"
#include "services/parse/interpret/row_candidates.h"
#include "services/parse/interpret/row_tokens.h"
#include "services/report/form.h"

namespace gouji::parse {

// The cells behind the label of a row.
struct Region {
  const MatchedRow* match;
  const PrintedRow* printed;
  RowTokens cells;
  int column_count;
  int depth;       // groups above its label
  int first = -1;  // the first cell that is not empty; -1: all are
  int last = -1;
  int value_count = 0;  // cells that are not empty

  int width() const { return cells.size(); }
  bool empty() const { return first < 0; }
  int grid() const { return printed->table; }
  // Rows of one class are indented alike: their labels end alike and stand below equally many groups.
  std::pair<int, int> row_class() const { return {match->label_end, depth}; }
  int row_size() const { return static_cast<int>(printed->row->cells.size()); }
};

// The values may begin at these offsets, so that the window holds all of them.
struct Offsets {
  int least = 0;
  int most = -1;

  int count() const { return most - least + 1; }
};

// What becomes of empty cells in a document. kKept: places of groups in front of labels, or blanks between figures, are
// there. kLeftOut: no row of a group has the place of its group, nor any row a blank between figures; rows are filled
// up at their ends, if at all, and what is empty in them is no cell.
enum class EmptyCells : uint8_t { kUnknown, kKept, kLeftOut };
EmptyCells StyleOfEmptyCells(const FormIndex& index, const std::vector<PrintedRow>& printed);

// Reads the cells behind the label of a matched row, `printed[match.printed]`, by the types of its columns. The header
// above the row tells the units of money and which merged cells are one column. The arguments must outlive the region.
Region MakeRegion(const FormIndex& index, int table, const MatchedRow& match, const std::vector<PrintedRow>& printed,
                  EmptyCells empty_cells);

// The offsets, up to `max_padding` where that leaves any, at which a window as wide as the row holds all values; none
// when the region is narrower than the row.
Offsets WindowOffsets(const Region& region, int max_padding);

// What the equations within one row say of an alignment.
enum class RowVerdict {
  kFails,
  kOpen,
  kHolds,  // with zeros for what is not printed, and with a total that is not 0
};

// Judges the window at an offset by the equations whose cells all are in the row.
RowVerdict JudgeRow(const report::Form& form, const report::FormRow& row, const Region& region, int offset);

// Judges a complete row as if each total stood in front of its parts, not behind them.
RowVerdict JudgeWithTotalsInFront(const report::Form& form, const report::FormRow& row, const Region& region);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_ROW_REGION_H_
