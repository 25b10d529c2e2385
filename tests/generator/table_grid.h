#ifndef GOUJI_TESTS_GENERATOR_TABLE_GRID_H_
#define GOUJI_TESTS_GENERATOR_TABLE_GRID_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/report/form.h"
#include "tests/generator/random_source.h"

namespace gouji::generator {

// Whether a place belongs to a merged cell that begins elsewhere.
enum class Merged : uint8_t { kNo, kWithLeft, kWithAbove };

// One place of a printed table. Places that a merged cell covers have no text.
struct GridCell {
  std::string text;
  int figure = -1;  // the flat index of the form's cell that is printed here; negative: a label or nothing
  Merged merged = Merged::kNo;
};

enum class RowKind : uint8_t {
  kAnchor,   // 第二十条第（一）项
  kHeader,   // the labels of columns
  kFigures,  // labels of a row and its figures
};

struct GridRow {
  RowKind kind = RowKind::kFigures;
  std::vector<GridCell> cells;
  int label_depth = 0;         // how many group labels stand above the row's label
  bool has_label = false;      // false for headers and for the only row of a table without row labels
  bool leads_group = false;    // the first row below its innermost group label
  bool last_of_group = false;  // the last one
};

// A table as it is printed: every row has `width` places until damage takes some. The first `stub_width` of them are
// those of labels.
struct TableGrid {
  int width = 0;
  int stub_width = 0;
  std::vector<GridRow> rows;
};

// How labels are numbered: (一) 予以公开, （一）予以公开, (一)予以公开.
enum class Numbering : uint8_t { kAsciiSpaced, kFullWidth, kAsciiTight };

struct GridWording {
  Numbering numbering = Numbering::kAsciiSpaced;
  int variants_of_100 = 0;  // how many labels are printed in one of the form's other wordings
};

// Lays out a table of a form as it is printed, from its blocks, columns, rows and groups alone. `texts` are the printed
// figures of all cells of the form.
TableGrid LayOutTable(const report::FormTable& table, const std::vector<std::string>& texts, const GridWording& wording,
                      RandomSource& random);

struct Span {
  int columns = 1;
  int rows = 1;
};

// How far the cell reaches that begins in a place.
Span SpanOf(const TableGrid& grid, size_t row, size_t column);

// Ends the merged cells that reach into a row from above: their places in it become empty cells of their own.
void CutMergesAbove(GridRow& row);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_TABLE_GRID_H_
