#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_SHEET_BLOCKS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_SHEET_BLOCKS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "services/parse/document/document.h"

namespace gouji::parse {

// A cell of a spreadsheet that has a text or a border. Rows and columns count from 1.
struct SheetCell {
  int column = 0;
  std::string_view text;  // white space around it removed
  bool has_border = false;
};

struct SheetRow {
  int number = 0;
  std::vector<SheetCell> cells;  // by ascending columns
};

struct SheetRange {
  int first_row = 0;
  int last_row = 0;
  int first_column = 0;
  int last_column = 0;
};

// A sheet as it is printed.
struct Sheet {
  std::vector<SheetRow> rows;              // by ascending numbers
  std::vector<SheetRange> merged;          // merged cells
  std::vector<SheetRange> hidden_columns;  // rows of the ranges do not count
  std::vector<int> hidden_rows;            // ascending; those in `rows` only
};

// Turns sheets into paragraphs and grids.
//
// A sheet mixes titles, headings, prose and tables in one lattice. A row with one text is a paragraph, unless it may be
// the row of a table whose other cells are blank: unless a cell beside the text has a border or, in sheets without
// borders, the row stands directly below a row of a table and the text is not merged over several columns, or is merged
// as one above it is that is not the first of its row; or unless it is merged with cells of rows below. All other rows
// that touch each other form a grid. Rows without text end it. A merged cell stands in every place that it covers; one
// that begins in a hidden row or column shows its text in the first place that is printed.
class SheetBlocks {
 public:
  // `document` gets the blocks. It must outlive this.
  explicit SheetBlocks(Document& document) : document_(document) {}

  void Add(const Sheet& sheet);

  // Whether there are more cells or paragraphs than the limits; then the blocks are not complete.
  bool Full() const { return cell_count_ > kMaxCells || paragraph_count_ > kMaxParagraphs; }

 private:
  Document& document_;
  size_t cell_count_ = 0;
  size_t paragraph_count_ = 0;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_SHEET_BLOCKS_H_
