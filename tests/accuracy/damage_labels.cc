// Damage to the labels of rows and columns.
#include <algorithm>
#include <string>

#include "tests/accuracy/damage_site.h"

namespace gouji {

using generator::GridCell;
using generator::GridRow;
using generator::Merged;
using generator::RowKind;

size_t CharacterCount(const std::string& text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string WithoutCharacters(const std::string& text, size_t first, size_t count) {
  std::string kept;
  size_t character = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    character += begins && i > 0 ? 1 : 0;
    if (character < first || character >= first + count) {
      kept += text[i];
    }
  }
  return kept;
}

void ShiftLabels(DamageSite& site) {
  for (const RowPlace& place : FigureRows(site.document, 1, true)) {
    GridRow& row = RowAt(site, place);
    const size_t label = LabelOf(row);
    if (label > 0 && row.cells[label - 1].text.empty() && site.random.Chance(1, 4)) {
      row.cells[label - 1] = {row.cells[label].text, -1, Merged::kNo};
      row.cells[label] = {};
    }
  }
}

void WrapLabel(DamageSite& site) {
  const auto rows = FigureRows(site.document, 1, true);
  const RowPlace place = site.random.Pick(rows);
  GridRow& row = RowAt(site, place);
  const size_t label = LabelOf(row);
  const std::string text = row.cells[label].text;
  const size_t length = CharacterCount(text);
  if (length < 4) {
    return;
  }
  const size_t cut = 2 + site.random.Below(length - 3);
  GridRow rest = row;
  for (GridCell& cell : rest.cells) {
    cell.text.clear();
    cell.figure = -1;
  }
  row.cells[label].text = WithoutCharacters(text, cut, length);
  rest.cells[label].text = WithoutCharacters(text, 0, cut);
  // The groups that began with this row reach over the rest, too.
  for (size_t c = 0; c < label; ++c) {
    rest.cells[c].merged = Merged::kWithAbove;
  }
  auto& grid_rows = site.document.blocks[place.block].table.rows;
  grid_rows.insert(grid_rows.begin() + static_cast<std::ptrdiff_t>(place.row) + 1, rest);
}

void MisreadLabels(DamageSite& site) {
  for (const RowPlace& place : FigureRows(site.document, 1, true)) {
    GridRow& row = RowAt(site, place);
    std::string& text = row.cells[LabelOf(row)].text;
    const size_t length = CharacterCount(text);
    if (length >= 9 && site.random.Chance(1, 4)) {
      text = WithoutCharacters(text, 4 + site.random.Below(length - 4), 1);
    }
  }
}

void SwallowGroup(DamageSite& site) {
  std::vector<RowPlace> leaders;
  for (const RowPlace& place : FigureRows(site.document, 1, true)) {
    const GridRow& row = RowAt(site, place);
    if (row.leads_group && LabelOf(row) > 0 && !row.cells[LabelOf(row) - 1].text.empty()) {
      leaders.push_back(place);
    }
  }
  if (leaders.empty()) {
    return;
  }
  GridRow& row = RowAt(site, site.random.Pick(leaders));
  const size_t label = LabelOf(row);
  std::string& group = row.cells[label - 1].text;
  for (const std::string closing : {")", "）", "、"}) {
    const size_t end = group.find(closing);
    if (end != std::string::npos) {
      const std::string numeral = group.substr(0, end + closing.size());
      group.erase(0, group.find_first_not_of(' ', end + closing.size()));
      row.cells[label].text = numeral + " " + row.cells[label].text;
      return;
    }
  }
}

void SplitHeader(DamageSite& site) {
  for (generator::Block& block : site.document.blocks) {
    auto& rows = block.table.rows;
    for (size_t r = 0; r < rows.size(); ++r) {
      // The last row of a header: its words stand in two rows now, the first two characters above.
      if (rows[r].kind != RowKind::kHeader || (r + 1 < rows.size() && rows[r + 1].kind != RowKind::kFigures)) {
        continue;
      }
      GridRow below = rows[r];
      for (size_t c = 0; c < below.cells.size(); ++c) {
        const size_t length = CharacterCount(rows[r].cells[c].text);
        const bool cut = length >= 4 && length <= 8 && site.random.Chance(2, 3);
        if (cut) {
          below.cells[c].text = WithoutCharacters(rows[r].cells[c].text, 0, 2);
          rows[r].cells[c].text = WithoutCharacters(rows[r].cells[c].text, 2, length);
        } else if (below.cells[c].merged == Merged::kNo) {
          below.cells[c].text.clear();
        }
      }
      rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(r) + 1, below);
      ++r;
    }
  }
}

void LoseHeader(DamageSite& site) {
  std::vector<size_t> tables;
  for (size_t b = 0; b < site.document.blocks.size(); ++b) {
    if (!site.document.blocks[b].table.rows.empty()) {
      tables.push_back(b);
    }
  }
  auto& rows = site.document.blocks[site.random.Pick(tables)].table.rows;
  rows.erase(std::remove_if(rows.begin(), rows.end(), [](const GridRow& row) { return row.kind == RowKind::kHeader; }),
             rows.end());
}

}  // namespace gouji
