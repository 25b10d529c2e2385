#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_TABLE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_TABLE_H_

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// A cell of a table on a page, in places of the table.
struct TableCell {
  int row = 0;
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  std::string text;
  int line = 0;  // of the page, from 1
  float confidence = 1;
};

// A table, or the part of one that stands on one page.
struct PageTable {
  PageBox box;
  std::vector<float> column_edges;  // ascending; one more than columns
  int row_count = 0;
  std::vector<TableCell> cells;  // by row and column; every place is in at most one, and a row may end early

  int column_count() const { return static_cast<int>(column_edges.size()) - 1; }
};

// Whether the table on a page can be the continuation of one on the page before: their columns have the same edges.
bool HasSameColumns(const PageTable& a, const PageTable& b);

// Gives two parts of a table, cut by a page break, the same columns: a part whose rows have merged cells only lacks
// some of the edges that the other one has. Nothing changes unless all edges of one part are edges of the other, and
// their sides agree.
void ShareColumns(PageTable& a, PageTable& b);

// Appends the rows of a table to a grid; texts go to `storage`.
void AppendRows(PageTable table, int page_number, std::deque<std::string>& storage, Grid& grid);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_TABLE_H_
