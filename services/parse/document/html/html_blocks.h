#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_BLOCKS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_BLOCKS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// Puts the lines and tables of a page in order and decides which tables are data and which only lay out the page.
//
// Pages use tables for both, often one in the other. What becomes what:
//   - a row with a table that is data in one of its cells, or with a cell as long as an article, is layout: its cells
//     become paragraphs and grids of their own, in printed order; the rows above and below it form two grids;
//   - a table in which no row has more than one text is layout too: paragraphs;
//   - the last cell of a row of data that swallowed what follows, because its end was lost, is cut after its first
//   line;
//   - every other run of rows is a grid, the lines of a cell joined by one space;
//   - a line between the rows ends a grid, a line between the cells of a row goes in front of it, as browsers do it.
// Rows and cells may begin without a table, and may lack their ends. Not thread-safe.
class HtmlBlocks {
 public:
  // What the rows come from.
  enum class TableKind : uint8_t {
    kTable,
    kStyled,  // blocks that a style sheet shows as a table
    kList,    // terms and their descriptions: a grid only if a term has several
  };
  struct Spans {
    int columns = 1;
    int rows = 1;
  };

  // Deeper tables are taken as part of the cell that they stand in.
  static constexpr size_t kMaxTableDepth = 100;
  // A wider row loses what stands further on the right.
  static constexpr size_t kMaxColumns = 1024;

  // Adds a line to the open cell, or between the tables. The lines of one cell must stand next to each other in memory,
  // with one character between them.
  void AddLine(const Paragraph& line);
  // Adds a grid to where the page has come to.
  void AddGrid(Grid grid);

  void BeginTable(TableKind kind);
  void EndTable(TableKind kind);
  void BeginRow(TableKind kind);
  void EndRow(TableKind kind);
  // `place` is that of an empty cell.
  void BeginCell(TableKind kind, const Spans& spans, const Place& place);
  void EndCell(TableKind kind);

  // Whether what comes next stands in a cell.
  bool InCell() const { return !open_.empty() && open_.back().in_cell; }
  size_t depth() const { return open_.size(); }

  // Ends all tables and gives what there is. RESOURCE_EXHAUSTED, reason TOO_LARGE: more than kMaxCells cells or
  // kMaxParagraphs paragraphs; Full() tells earlier.
  absl::StatusOr<std::vector<std::variant<Paragraph, Grid>>> Finish();
  bool Full() const { return cell_count_ > kMaxCells || line_count_ > kMaxParagraphs; }

 private:
  struct Cell {
    size_t begin = 0;  // the first of its blocks
    size_t end = 0;    // behind the last of them
    Spans spans;
    Place place;
    bool has_grid = false;
    int heading_count = 0;
  };
  struct Row {
    size_t begin = 0;       // the first of its blocks
    size_t cell_begin = 0;  // the first of its cells in OpenTable::cells
  };
  // A table that has begun, with the rows that are not yet blocks.
  struct OpenTable {
    TableKind kind = TableKind::kTable;
    size_t rows_begin = 0;  // the first block of the rows
    bool in_row = false;
    bool in_cell = false;
    bool has_strays = false;  // a line stands between the cells of a row
    bool has_grid = false;    // some of its rows are a grid, or a table in it is
    std::vector<Row> rows;
    std::vector<Cell> cells;
  };

  // Makes a table of this kind the innermost one, ending those inside it that cannot hold a row or cell of it. False if
  // none is open.
  bool ReturnTo(TableKind kind);
  void Pop();
  void CloseCell(OpenTable& table);
  void CloseRow(OpenTable& table);
  // Turns the rows so far, whose blocks end at `end`, into a grid or paragraphs.
  void Flush(OpenTable& table, size_t end);
  Grid BuildGrid(const OpenTable& table);

  bool IsLayout(const Cell& cell) const;
  // Whether the last cell of the last row looks as if it had lost its end and swallowed what follows the table.
  bool HasSwallowed(const OpenTable& table) const;
  // The text of a cell, its lines joined.
  std::string_view TextOf(const Cell& cell) const;

  std::vector<std::variant<Paragraph, Grid>> blocks_;
  std::vector<OpenTable> open_;
  size_t too_deep_ = 0;  // tables that were not opened
  size_t cell_count_ = 0;
  size_t line_count_ = 0;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_BLOCKS_H_
