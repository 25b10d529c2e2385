// Damage to figures: lost, blank, padded.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "tests/accuracy/damage_site.h"

namespace gouji {
namespace {

using generator::GridRow;

// Takes a figure; those behind it move up.
void Erase(GridRow& row, size_t place) { row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(place)); }

std::string FullWidth(const std::string& digits) {
  std::string wide;
  for (const char c : digits) {
    if (c >= '0' && c <= '9') {
      wide += "\xEF\xBC";
      wide += static_cast<char>(0x90 + (c - '0'));
    } else {
      wide += c;
    }
  }
  return wide;
}

}  // namespace

void DropCells(DamageSite& site) {
  const auto rows = FigureRows(site.document, 3, false);
  GridRow& row = RowAt(site, site.random.Pick(rows));
  for (uint64_t drops = 1 + site.random.Below(2); drops > 0; --drops) {
    const std::vector<size_t> figures = FiguresOf(row);
    Erase(row, site.random.Pick(figures));
  }
}

void DropTotal(DamageSite& site) {
  const auto rows = FigureRows(site.document, 3, true);
  GridRow& row = RowAt(site, site.random.Pick(rows));
  Erase(row, FiguresOf(row).back());
}

void ClipColumns(DamageSite& site) {
  // One page's share of the rows loses its right-most columns.
  const auto rows = FigureRows(site.document, 5, true);
  if (rows.empty()) {
    return;
  }
  const size_t begin = site.random.Below(rows.size());
  const size_t end = std::min<size_t>(rows.size(), begin + 1 + site.random.Below(12));
  const size_t lost = 1 + site.random.Below(2);
  for (size_t i = begin; i < end; ++i) {
    std::vector<generator::GridCell>& cells = RowAt(site, rows[i]).cells;
    cells.resize(cells.size() - lost);
  }
}

void NarrowRows(DamageSite& site) {
  for (const RowPlace& place : FigureRows(site.document, 5, true)) {
    GridRow& row = RowAt(site, place);
    row.cells.resize(FiguresOf(row).back());
  }
}

void BlankCells(DamageSite& site) {
  for (const RowPlace& place : FigureRows(site.document, 1, false)) {
    GridRow& row = RowAt(site, place);
    for (const size_t figure : FiguresOf(row)) {
      if (site.random.Chance(1, 20)) {
        row.cells[figure].text.clear();
      }
    }
  }
}

void PadFigures(DamageSite& site) {
  for (const RowPlace& place : FigureRows(site.document, 1, false)) {
    GridRow& row = RowAt(site, place);
    for (const size_t figure : FiguresOf(row)) {
      std::string& text = row.cells[figure].text;
      const bool is_count = text.find_first_not_of("0123456789") == std::string::npos;
      switch (site.random.Below(8)) {
        case 0:
          text.insert(0, "\u00A0");
          break;
        case 1:
          text = FullWidth(text);
          break;
        case 2:
          text += is_count ? "件" : "";
          break;
        case 3:
          text += "\u3000";
          break;
        default:
          break;
      }
    }
  }
}

}  // namespace gouji
