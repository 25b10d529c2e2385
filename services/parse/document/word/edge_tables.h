#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_EDGE_TABLES_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_EDGE_TABLES_H_

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/document/office/docx_blocks.h"

namespace gouji::parse {

// A cell as old word processors define it: by where it begins and ends, in twips (1/1440 inch) from the margin.
struct CellEdges {
  int left = 0;
  int right = 0;
  DocxBlocks::Merge vertical = DocxBlocks::Merge::kNone;
  DocxBlocks::Merge horizontal = DocxBlocks::Merge::kNone;  // what continues a merged cell is not printed
};

// Builds a document from a flow of lines, as .doc and RTF have it: each line belongs to a depth of nested tables, the
// ends of cells and rows are marks in the flow, and what the cells of a row are is only said at its end.
//
//   EdgeTables flow(document);
//   flow.AddLine("行政许可", 0, 1);
//   flow.EndCell(1);
//   flow.AddLine("12", 0, 1);
//   flow.EndCell(1);
//   flow.EndRow(1, {{.left = 0, .right = 2000}, {.left = 2000, .right = 4000}});
//   flow.Finish();
//
// The columns of a table are the edges of all its rows; edges that lie so close that nobody could print a figure
// between them are one. Which tables are data is decided by DocxBlocks. Not thread-safe.
class EdgeTables {
 public:
  // Deeper tables are taken as part of the cell that they stand in.
  static constexpr int kMaxDepth = 16;

  // The document must outlive this.
  explicit EdgeTables(Document& document) : blocks_(document) {}

  // Adds a line to the open cell of the tables at `depth`; 0 is the page.
  void AddLine(std::string text, int heading_level, int depth);
  void EndCell(int depth);
  // `edges` of as many cells as are known; a row without any has those of the row above if they fit.
  void EndRow(int depth, const std::vector<CellEdges>& edges);

  // Whether a limit on lines or cells is reached.
  bool Full() const { return full_ || blocks_.Full(); }

  // Ends everything and puts the blocks into the document.
  void Finish();

 private:
  struct Line {
    std::string text;
    int heading_level = 0;
  };
  struct Table;
  using Item = std::variant<Line, std::unique_ptr<Table>>;
  struct Cell {
    std::vector<Item> items;
  };
  struct Row {
    std::vector<Cell> cells;
    std::vector<CellEdges> edges;  // one for each cell
  };
  struct Table {
    std::vector<Row> rows;
    Row open;        // cells that have ended
    Cell open_cell;  // the cell that has not
  };

  // Closes tables below a depth and opens those down to it. Returns the depth that was reached.
  size_t Enter(int depth);
  void CloseTable();
  void FitEdges(Row& row, const std::vector<CellEdges>& given, const Table& table) const;
  // Hands a table to the blocks. Calls itself for tables in cells, at most kMaxDepth deep.
  void Emit(Table& table);
  // `hanging` are the columns, from and up to, of the cells of the row above that may reach down.
  using ColumnRange = std::pair<size_t, size_t>;
  void EmitRow(Row& row, const std::vector<int>& columns, std::vector<ColumnRange>& hanging);

  DocxBlocks blocks_;
  std::vector<std::unique_ptr<Table>> open_;  // from the outermost inwards
  size_t line_count_ = 0;
  size_t cell_count_ = 0;
  bool full_ = false;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_EDGE_TABLES_H_
