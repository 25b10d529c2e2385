#include "tests/generator/table_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "tests/generator/tab_rows.h"

namespace gouji::generator {
namespace {

using Cells = std::vector<std::string>;

std::string Join(const Cells& cells, std::string_view separator) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    line += i == 0 ? "" : separator;
    line += cells[i];
  }
  return line;
}

// The texts of a row: every place of it, with the covered ones empty.
Cells Places(const GridRow& row) {
  Cells cells;
  for (const GridCell& cell : row.cells) {
    cells.push_back(cell.text);
  }
  return cells;
}

Cells WithoutEmpty(Cells cells) {
  cells.erase(std::remove(cells.begin(), cells.end(), ""), cells.end());
  return cells;
}

// One cell a line, with `behind` each cell, and `end` behind the row.
std::string CellLines(const TableGrid& grid, std::string_view before_row, std::string_view behind,
                      std::string_view end) {
  std::string text;
  for (const GridRow& row : grid.rows) {
    text += before_row;
    for (const std::string& cell : WithoutEmpty(Places(row))) {
      text += cell;
      text += behind;
    }
    text += end;
  }
  return text;
}

std::string Rows(const TableGrid& grid, std::string_view begin, std::string_view separator, std::string_view end,
                 bool keep_empty) {
  std::string text;
  for (const GridRow& row : grid.rows) {
    const Cells cells = Places(row);
    text += begin;
    text += Join(keep_empty ? cells : WithoutEmpty(cells), separator);
    text += end;
  }
  return text;
}

// "a | b |||": a pipe for each place that a merged cell covers, behind the row.
std::string PaddedPipes(const TableGrid& grid) {
  std::string text;
  for (const GridRow& row : grid.rows) {
    const Cells cells = WithoutEmpty(Places(row));
    text += Join(cells, " | ") + " |" + (cells.size() < row.cells.size() ? " " : "");
    text += std::string(row.cells.size() - cells.size(), '|') + "\n";
  }
  return text;
}

std::string Markdown(const TableGrid& grid) {
  const std::string rows = Rows(grid, "| ", " | ", " |\n", true);
  const size_t first = rows.find('\n') + 1;
  std::string dashes = "|";
  for (int c = 0; c < grid.width; ++c) {
    dashes += "---|";
  }
  return rows.substr(0, first) + dashes + "\n" + rows.substr(first);
}

std::string LabelsOnly(const TableGrid& grid) {
  std::string text;
  for (const GridRow& row : grid.rows) {
    for (const GridCell& cell : row.cells) {
      text += cell.figure < 0 && !cell.text.empty() ? cell.text + "\n" : "";
    }
  }
  return text;
}

}  // namespace

std::string TableText(const TableGrid& grid, const Layout& layout, RandomSource& random) {
  switch (layout.tables) {
    case TextTables::kTabs:
      return TabRows(grid, layout.quirks, random);
    case TextTables::kTabsFull:
      return Rows(grid, "", "\t", "\n", true);
    case TextTables::kTrailingPipes:
      return Rows(grid, "", " | ", " |\n", false);
    case TextTables::kPaddedPipes:
      return PaddedPipes(grid);
    case TextTables::kFramedPipes:
      return Rows(grid, "| ", " | ", " |\n", true);
    case TextTables::kMarkdown:
      return Markdown(grid);
    case TextTables::kPipeLines:
      return CellLines(grid, "", " |\n", "|||\n");
    case TextTables::kLonePipeLines:
      return CellLines(grid, "", "\n|\n", "\n");
    case TextTables::kLeadingPipe:
      return CellLines(grid, "|\n", " |\n", "");
    case TextTables::kIndentedPipes:
      return CellLines(grid, "", " | \n\t\t\t", "\n");
    case TextTables::kBlankLineCells:
      return CellLines(grid, "", "\n\n", "");
    case TextTables::kLineCells:
      return CellLines(grid, "", "\n", "");
    case TextTables::kSpaces:
      return Rows(grid, "", " ", "\n", false);
    case TextTables::kGlued:
      return CellLines(grid, "", "", "") + "\n";
    case TextTables::kOneLine:
      return CellLines(grid, "", " ", "") + "\n";
    case TextTables::kLabelsOnly:
      return LabelsOnly(grid);
    case TextTables::kNoTables:
      return "";
  }
  return "";
}

}  // namespace gouji::generator
