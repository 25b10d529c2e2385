#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_FIGURE_TABLE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_FIGURE_TABLE_H_

#include <cstddef>
#include <vector>

#include "services/parse/document/pages/page_table.h"

namespace gouji::parse {

// A table that has no ruling lines, with the words that it took.
struct FigureTable {
  PageTable table;
  std::vector<size_t> words;
};

// Finds tables by how figures stand, from top to bottom.
//
// Figures side by side are a row; figures below each other, in rows that no text of a header parts, are a column, and
// so is a text of the header that stands above no figure: its cells are blank. Labels go to rows as AssignLabels says;
// labels of groups of rows are left out of the table, since only lines tell where a group ends. `which` are the words
// to look at; `before` is the table that ended the page before, or null: where its columns fit they are kept, so that a
// column without a figure on this page is known.
//
// What is in doubt is not put into a cell: a row whose label is not sure has none; two figures in one place are printed
// side by side, which no reader takes for a number; a label without figures is a blank row only when every row of
// figures of its table has a label.
std::vector<FigureTable> FindFigureTables(const Page& page, std::vector<size_t> which, const std::vector<int>& line_of,
                                          const PageTable* before);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_FIGURE_TABLE_H_
