#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_ROW_LABELS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_ROW_LABELS_H_

#include <vector>

#include "services/parse/document/pages/page_chunks.h"

namespace gouji::parse {

// A label of a table without ruling lines.
struct RowLabel {
  std::vector<const Chunk*> lines;  // from top to bottom
  int row = -1;                     // the row of figures that it belongs to; -1: none, the row is blank
};

// Puts the lines of labels together, and to the rows whose figures stand beside them.
//
// `lines` are the lines of the innermost labels, from top to bottom; `rows` the vertical middles of the rows of
// figures. A label is a run of lines that has its middle (or, in tables set that way, its first line) where its row is.
// Of all ways to cut the lines into labels, the one that deviates least is taken; numbering begins a label. A label
// that is off its row by more than half an em is not put there: it stays without a row, and the row without a label.
std::vector<RowLabel> AssignLabels(const std::vector<const Chunk*>& lines, const std::vector<float>& rows);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_ROW_LABELS_H_
