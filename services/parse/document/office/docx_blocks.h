#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_BLOCKS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_BLOCKS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "services/parse/document/document.h"

namespace gouji::parse {

// Puts the lines, tables and text boxes of a word processor's document in order, and decides which tables are data and
// which only lay out the page:
//   - a row with a table in one of its cells, or whose only cell holds prose or a heading, is layout: its cells become
//     paragraphs and grids, in printed order; the rows above and below it form two grids;
//   - a table in which no row has more than one text is layout too: paragraphs;
//   - every other run of rows is a grid, the lines of a cell joined by one space;
//   - neighbouring lines with tabs form a grid; a tab in a line alone is a space;
//   - what stands in a text box comes behind the line that it is anchored to.
// Not thread-safe.
class DocxBlocks {
 public:
  // How a cell is merged with a neighbour: it begins a merged cell or continues one.
  enum class Merge : uint8_t { kNone, kBegins, kContinues };
  struct CellProperties {
    int column_span = 1;
    Merge vertical = Merge::kNone;
    Merge horizontal = Merge::kNone;  // of old writers; new ones have column_span
  };

  // Tables and text boxes stand in each other at most so deep; what is deeper makes it Full().
  static constexpr size_t kMaxNesting = 64;
  static constexpr int kMaxColumnSpan = 1000;

  // `document` gets the texts and, at last, the blocks. It must outlive this.
  explicit DocxBlocks(Document& document);

  // Adds a line to the innermost cell, text box or the page. A line without text is nothing.
  void AddLine(std::string text, int heading_level);

  void BeginTable();
  void EndTable();
  // `columns_before`: places in front of the first cell that the row leaves out.
  void BeginRow(int columns_before);
  void EndRow();
  void BeginCell(const CellProperties& properties);
  void EndCell();

  void BeginBox();
  void EndBox();

  // Whether a limit is reached: kMaxCells, kMaxParagraphs or kMaxNesting.
  bool Full() const { return full_; }

  // Puts the blocks into the document.
  void Finish();

 private:
  using Item = std::variant<Paragraph, Grid>;
  struct Flow {
    std::vector<Item> items;
    std::vector<Item> behind_line;  // what stands in text boxes that are anchored to the line to come
  };
  struct Cell {
    CellProperties properties;
    std::vector<Item> items;
  };
  struct Row {
    int columns_before = 0;
    std::vector<Cell> cells;
  };
  // Merged cells that reach down from the row above, by the column that they begin in.
  using Hanging = std::unordered_map<size_t, GridCell>;

  std::string_view Keep(std::string text);
  void PushFlow();
  std::vector<Item> PopFlow();
  static void Append(std::vector<Item> items, std::vector<Item>& to);
  // The lines of a cell in one.
  std::string_view TextOf(const Cell& cell);
  static bool IsLayout(const Row& row);
  // Makes a grid, or lines, of rows that hold no tables.
  void AddRows(std::vector<Row*>& rows, std::vector<Item>& to);
  GridRow LayOut(const Row& row, Hanging& hanging);
  // Makes grids of neighbouring lines with tabs.
  void FoldTabs(std::vector<Item>& items);
  GridRow SplitAtTabs(std::string_view line);
  void CountCells(size_t count);

  Document& document_;
  std::vector<Flow> flows_;
  std::vector<std::vector<Row>> tables_;  // those that are open
  size_t cell_count_ = 0;
  size_t line_count_ = 0;
  bool full_ = false;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_BLOCKS_H_
