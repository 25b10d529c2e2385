#include "tests/accuracy/damage.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "tests/accuracy/damage_site.h"
#include "tests/accuracy/reference_solver.h"

namespace gouji {
namespace {

using generator::Block;
using generator::GridCell;
using generator::GridRow;
using generator::PrintedDocument;

struct Kind {
  std::string_view name;
  void (*apply)(DamageSite& site);
};

void LeaveAlone(DamageSite& site) { static_cast<void>(site); }

constexpr std::array<Kind, 21> kKinds = {{{"none", LeaveAlone},
                                          {"cell-dropped", DropCells},
                                          {"total-dropped", DropTotal},
                                          {"column-clipped", ClipColumns},
                                          {"rows-narrowed", NarrowRows},
                                          {"row-lost", LoseRow},
                                          {"table-end-lost", LoseTableEnd},
                                          {"cell-blanked", BlankCells},
                                          {"label-shifted", ShiftLabels},
                                          {"label-wrapped", WrapLabel},
                                          {"label-misread", MisreadLabels},
                                          {"group-swallowed", SwallowGroup},
                                          {"page-broken", BreakPages},
                                          {"header-repeated", RepeatHeader},
                                          {"header-split", SplitHeader},
                                          {"header-lost", LoseHeader},
                                          {"row-added", AddRow},
                                          {"column-added", AddColumn},
                                          {"empty-rows", AddEmptyRows},
                                          {"padded-figures", PadFigures},
                                          {"date-damaged", DamageDate}}};
static_assert(kKinds.size() == std::size(kAllDamages));

// What of a document's cells can be seen on its pages.
struct Seen {
  std::vector<bool> in_place;  // by cell: its place is there, with or without text
  std::vector<bool> with_text;
  std::vector<std::vector<int>> rows;  // the cells in each printed row
};

Seen See(const PrintedDocument& document, size_t cell_count) {
  Seen seen{std::vector<bool>(cell_count), std::vector<bool>(cell_count), {}};
  for (const Block& block : document.blocks) {
    for (const GridRow& row : block.table.rows) {
      seen.rows.emplace_back();
      for (const GridCell& cell : row.cells) {
        if (cell.figure >= 0) {
          seen.in_place[cell.figure] = true;
          seen.with_text[cell.figure] = !cell.text.empty();
          seen.rows.back().push_back(cell.figure);
        }
      }
    }
  }
  return seen;
}

// The cells of the row of a form that holds a cell.
std::vector<int> RowOf(const report::Form& form, int cell) {
  const report::FormCell& place = form.cells()[cell];
  const report::FormTable& table = form.tables()[place.table];
  std::vector<int> cells(table.ColumnsOf(table.rows[place.row]).size());
  for (size_t c = 0; c < cells.size(); ++c) {
    cells[c] = table.rows[place.row].first_cell + static_cast<int>(c);
  }
  return cells;
}

void DetermineLost(const report::Form& form, const Seen& seen, DamagedDocument& damaged) {
  const std::vector<generator::PrintedCell>& cells = damaged.document.cells;
  KnownFigures known(cells.size());
  for (size_t c = 0; c < cells.size(); ++c) {
    if (damaged.fates[c] == Fate::kPrinted) {
      known[c] = cells[c].figure;
    }
  }
  std::vector<ShortRow> short_rows;
  for (const std::vector<int>& row : seen.rows) {
    if (row.empty()) {
      continue;
    }
    const std::vector<int> whole = RowOf(form, row.front());
    if (row.size() == whole.size()) {
      continue;
    }
    ShortRow short_row{whole, {}};
    for (const int cell : row) {
      damaged.fates[cell] = damaged.fates[cell] == Fate::kPrinted ? Fate::kUnclear : damaged.fates[cell];
      if (cells[cell].kind == generator::Printed::kFigure) {
        short_row.figures.push_back(cells[cell].figure);
      }
    }
    for (const int cell : whole) {
      known[cell].reset();
    }
    short_rows.push_back(short_row);
  }
  const Determination determination = Determine(form, known, short_rows);
  damaged.determined = determination.determined;
  damaged.openness_known = determination.exhaustive;
}

}  // namespace

std::string_view DamageName(Damage damage) { return kKinds[static_cast<size_t>(damage)].name; }

DamagedDocument ApplyDamage(PrintedDocument document, const report::Form& form, const generator::Layout& layout,
                            Damage damage, generator::RandomSource& random) {
  DamagedDocument damaged;
  damaged.document = std::move(document);
  DamageSite site{damaged.document, random};
  kKinds[static_cast<size_t>(damage)].apply(site);
  const size_t count = damaged.document.cells.size();
  const Seen seen = See(damaged.document, count);
  const bool unclear = damage == Damage::kHeaderLost || generator::LosesFigures(layout);
  bool any_lost = false;
  for (size_t c = 0; c < count; ++c) {
    Fate fate = unclear ? Fate::kUnclear : Fate::kPrinted;
    if (!seen.in_place[c]) {
      fate = Fate::kLost;
      any_lost = true;
    } else if (!seen.with_text[c] || damaged.document.cells[c].kind != generator::Printed::kFigure) {
      fate = Fate::kBlank;
    }
    damaged.fates.push_back(fate);
  }
  damaged.determined.assign(count, false);
  if (any_lost && !unclear) {
    DetermineLost(form, seen, damaged);
  }
  damaged.date_unclear = damage == Damage::kDateDamaged;
  return damaged;
}

}  // namespace gouji
