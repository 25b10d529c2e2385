#include "tests/generator/tab_rows.h"

#include <algorithm>
#include <vector>

namespace gouji::generator {
namespace {

using Cells = std::vector<std::string>;

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

// The label cells of a row. A label that does not reach to the innermost column leaves out one place of those it
// covers.
Cells Stub(const GridRow& row, int stub_width, const TableQuirks& quirks, RandomSource& random) {
  const auto width = std::min(static_cast<size_t>(stub_width), row.cells.size());
  Cells stub;
  for (size_t c = 0; c < width; ++c) {
    stub.push_back(row.cells[c].text);
  }
  if (!row.has_label) {
    stub.resize(width > 2 && row.kind == RowKind::kHeader ? width - 1 : width);
    return stub;
  }
  const auto depth = static_cast<size_t>(row.label_depth);
  if (depth >= stub.size()) {
    return stub;
  }
  const std::string label = stub[depth];
  if (width > 1) {
    stub.resize(std::max(depth + 1, width - 1));
  }
  if (depth == 0 || !row.last_of_group || row.leads_group) {
    return stub;
  }
  if (depth == 1) {
    if (quirks.lone_total) {
      return {label};
    }
    return quirks.padded_total ? Cells{label, ""} : stub;
  }
  return random.Chance(quirks.lost_tabs_of_100, 100) ? Cells{label, ""} : stub;
}

}  // namespace

std::string TabRows(const TableGrid& grid, Quirks kind, RandomSource& random) {
  const TableQuirks quirks = DrawQuirks(kind, random);
  std::string text;
  bool after_header = true;
  bool moved = false;
  for (const GridRow& row : grid.rows) {
    if (row.kind == RowKind::kFigures && !after_header && random.Chance(quirks.breaks_of_100, 100)) {
      text += "\n";
    }
    Cells cells = Stub(row, grid.stub_width, quirks, random);
    if (row.label_depth < 2) {
      moved = false;
    } else if (row.leads_group) {
      moved = random.Chance(quirks.moved_of_100, 100);
    }
    if (moved && cells.front().empty()) {
      cells.erase(cells.begin());
    }
    for (size_t c = static_cast<size_t>(grid.stub_width); c < row.cells.size(); ++c) {
      const std::string& figure = row.cells[c].text;
      cells.push_back(row.kind == RowKind::kHeader && quirks.broken_headers ? BrokenInTheMiddle(figure) : figure);
    }
    // What damage took from a row makes it shorter; what is merged does not.
    const size_t lost = static_cast<size_t>(grid.width) - std::min(static_cast<size_t>(grid.width), row.cells.size());
    cells.resize(std::max(cells.size(), static_cast<size_t>(grid.width) - lost));
    for (size_t c = 0; c < cells.size(); ++c) {
      text += c == 0 ? "" : "\t";
      text += cells[c];
    }
    text += "\n";
    after_header = row.kind != RowKind::kFigures;
  }
  return text;
}

}  // namespace gouji::generator
