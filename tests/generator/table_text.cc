#include "tests/generator/table_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

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

Cells Concat(Cells stub, const Cells& figures) {
  stub.insert(stub.end(), figures.begin(), figures.end());
  return stub;
}

// A header cell of four characters, broken by a space as narrow columns break it: 结果 维持.
std::string BrokenInTheMiddle(const std::string& text) {
  constexpr size_t kFourCharacters = 12;  // in UTF-8
  return text.size() == kFourCharacters ? text.substr(0, kFourCharacters / 2) + " " + text.substr(kFourCharacters / 2)
                                        : text;
}

// Which quirks one table has.
struct TableQuirks {
  bool broken_headers = false;
  bool lone_total = false;        // a total row without its empty cell
  bool padded_total = false;      // a total row with its empty cell behind the label
  uint64_t lost_tabs_of_100 = 0;  // how many of the last rows of groups lose their leading tabs
  uint64_t moved_of_100 = 0;      // how many groups move one column to the left
  uint64_t breaks_of_100 = 0;     // before how many rows a page ends
};

TableQuirks DrawQuirks(Quirks quirks, RandomSource& random) {
  TableQuirks drawn;
  if (quirks == Quirks::kRandom) {
    drawn.broken_headers = random.Chance(1, 2);
    drawn.lone_total = random.Chance(1, 3);
    drawn.padded_total = !drawn.lone_total && random.Chance(1, 2);
    drawn.lost_tabs_of_100 = random.Below(60);
    drawn.moved_of_100 = random.Below(40);
    drawn.breaks_of_100 = random.Below(6);
  }
  return drawn;
}

bool LeadsItsGroup(const GridRow& row) { return row.stub.size() > 1 && !row.stub[row.stub.size() - 2].empty(); }

// The label cells of a row between tabs. A label that does not reach to the innermost column is merged with the next
// one, and its row is filled up at the end.
Cells TabStub(const GridRow& row, int stub_width, const TableQuirks& quirks, RandomSource& random) {
  const auto width = static_cast<size_t>(stub_width);
  if (row.header || row.stub.size() < 2) {
    Cells stub = row.stub;
    const bool is_anchor = row.header && row.figures.empty();
    if (width > 2 && !is_anchor) {
      stub.resize(width - 1);
    }
    return stub;
  }
  const std::string& label = row.stub.back();
  if (!row.last_of_group || LeadsItsGroup(row)) {
    return row.stub;
  }
  if (row.label_depth == 1) {
    if (quirks.lone_total) {
      return {label};
    }
    return quirks.padded_total ? Cells{label, ""} : row.stub;
  }
  return random.Chance(quirks.lost_tabs_of_100, 100) ? Cells{label, ""} : row.stub;
}

std::string TabLines(const TableGrid& grid, const TableQuirks& quirks, RandomSource& random) {
  std::string text;
  bool after_header = true;
  bool moved = false;
  for (const GridRow& row : grid.rows) {
    if (!row.header && !after_header && random.Chance(quirks.breaks_of_100, 100)) {
      text += "\n";
    }
    Cells figures = row.figures;
    if (row.header && quirks.broken_headers) {
      std::transform(figures.begin(), figures.end(), figures.begin(), BrokenInTheMiddle);
    }
    Cells stub = TabStub(row, grid.stub_width, quirks, random);
    if (row.label_depth < 2) {
      moved = false;
    } else if (LeadsItsGroup(row)) {
      moved = random.Chance(quirks.moved_of_100, 100);
    }
    if (moved && stub.front().empty()) {
      stub.erase(stub.begin());
    }
    Cells cells = Concat(stub, figures);
    cells.resize(std::max(cells.size(), static_cast<size_t>(grid.width)));
    text += Join(cells, "\t") + "\n";
    after_header = row.header;
  }
  return text;
}

std::string TrailingPipeLines(const TableGrid& grid) {
  std::string text;
  for (const GridRow& row : grid.rows) {
    Cells cells = Concat(row.stub, row.figures);
    cells.erase(std::remove(cells.begin(), cells.end(), ""), cells.end());
    text += Join(cells, " | ") + " |\n";
  }
  return text;
}

std::string FramedPipeLines(const TableGrid& grid) {
  std::string text;
  for (const GridRow& row : grid.rows) {
    Cells stub = row.stub;
    stub.resize(std::max(stub.size(), static_cast<size_t>(grid.stub_width)));
    Cells cells = Concat(stub, row.figures);
    cells.resize(std::max(cells.size(), static_cast<size_t>(grid.width)));
    text += "| " + Join(cells, " | ") + " |\n";
  }
  return text;
}

}  // namespace

std::string TableText(const TableGrid& grid, const Layout& layout, RandomSource& random) {
  switch (layout.tables) {
    case TableStyle::kTabs:
      return TabLines(grid, DrawQuirks(layout.quirks, random), random);
    case TableStyle::kTrailingPipes:
      return TrailingPipeLines(grid);
    case TableStyle::kFramedPipes:
      return FramedPipeLines(grid);
  }
  return "";
}

}  // namespace gouji::generator
