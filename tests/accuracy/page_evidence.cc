#include "tests/accuracy/page_evidence.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "tests/accuracy/reference_solver.h"

namespace gouji {
namespace {

using generator::Block;
using generator::GridCell;
using generator::GridRow;
using generator::Layout;
using generator::Printed;
using generator::PrintedDocument;

// A row of figures as it stands on the page.
struct SeenRow {
  int table = 0;           // of the form
  std::vector<int> whole;  // all cells of the form's row
  std::vector<int> there;  // those whose place is there, with or without text
  std::vector<int> shown;  // those that can be seen: in a layout that drops empty cells, those with text
  bool has_zero = false;   // a figure is 0, or a marker stands for it

  bool is_filled_up = false;

  bool is_short() const { return shown.size() < whole.size(); }
};

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

bool HidesRowEnds(const Layout& layout) {
  return layout.format == generator::Format::kCsv ||
         (layout.format == generator::Format::kXlsx && layout.xlsx == generator::XlsxStyle::kNoBorders);
}

// Whether a row is filled up at its end, because its label stands in front of places of further labels that are not
// printed.
bool IsFilledUp(const Layout& layout, const generator::TableGrid& grid, const GridRow& row) {
  return layout.format == generator::Format::kText && layout.tables == generator::TextTables::kTabs && row.has_label &&
         (layout.quirks == generator::Quirks::kRandom || row.label_depth + 1 < grid.stub_width);
}

class Pages {
 public:
  Pages(const PrintedDocument& document, const report::Form& form, const Layout& layout)
      : document_(document),
        form_(form),
        layout_(layout),
        with_text_(document.cells.size()),
        prints_blanks_(form.tables().size()),
        keeps_cells_(form.tables().size(), true) {
    for (const Block& block : document.blocks) {
      for (const GridRow& row : block.table.rows) {
        See(block.table, row);
      }
    }
    if (generator::DropsEmptyCells(layout)) {
      LearnWhatTablesKeep();
    }
  }

  PageEvidence Judge(bool nothing_certain) const {
    const size_t count = document_.cells.size();
    PageEvidence evidence{std::vector<Fate>(count, Fate::kLost), std::vector<bool>(count), std::vector<bool>(count)};
    for (const SeenRow& row : rows_) {
      const bool unclear = nothing_certain || row.is_short();
      for (const int cell : row.there) {
        evidence.fates[cell] = FateOf(cell, row, unclear);
      }
    }
    const bool any_lost = std::find(evidence.fates.begin(), evidence.fates.end(), Fate::kLost) != evidence.fates.end();
    if (any_lost && !nothing_certain) {
      DetermineLost(evidence);
    }
    return evidence;
  }

 private:
  void See(const generator::TableGrid& grid, const GridRow& row) {
    SeenRow seen;
    seen.is_filled_up = IsFilledUp(layout_, grid, row);
    for (const GridCell& cell : row.cells) {
      if (cell.figure < 0) {
        continue;
      }
      with_text_[cell.figure] = !cell.text.empty();
      seen.there.push_back(cell.figure);
      if (!cell.text.empty() || !generator::DropsEmptyCells(layout_)) {
        seen.shown.push_back(cell.figure);
      }
      seen.has_zero = seen.has_zero || (with_text_[cell.figure] && document_.cells[cell.figure].figure == 0);
    }
    if (!seen.there.empty()) {
      seen.table = form_.cells()[seen.there.front()].table;
      seen.whole = RowOf(form_, seen.there.front());
      prints_blanks_[seen.table] =
          prints_blanks_[seen.table] ||
          std::any_of(seen.there.begin(), seen.there.end(), [&](int cell) { return !with_text_[cell]; });
      rows_.push_back(seen);
    }
  }

  bool IsFigure(int cell) const { return with_text_[cell] && document_.cells[cell].kind == Printed::kFigure; }

  void LearnWhatTablesKeep() {
    std::vector<int> row_counts(keeps_cells_.size());
    std::vector<int> short_counts(keeps_cells_.size());
    std::vector<bool> has_zero(keeps_cells_.size());
    for (const SeenRow& row : rows_) {
      ++row_counts[row.table];
      short_counts[row.table] += row.is_short() ? 1 : 0;
      has_zero[row.table] = has_zero[row.table] || (row.has_zero && !row.is_short());
    }
    bool others_keep = false;
    bool others_drop = false;
    for (size_t t = 0; t < keeps_cells_.size(); ++t) {
      keeps_cells_[t] = short_counts[t] <= kMostShortRows && has_zero[t];
      others_keep = others_keep || keeps_cells_[t];
      others_drop = others_drop || short_counts[t] > kMostShortRows;
    }
    for (size_t t = 0; t < keeps_cells_.size(); ++t) {
      if (form_.tables()[t].rows.size() == 1 && short_counts[t] > 0) {
        keeps_cells_[t] = others_keep && !others_drop;
      }
    }
  }

  Fate FateOf(int cell, const SeenRow& row, bool unclear) const {
    if (!with_text_[cell]) {
      return generator::DropsEmptyCells(layout_) && keeps_cells_[row.table] ? Fate::kLost : Fate::kBlank;
    }
    if (document_.cells[cell].kind != Printed::kFigure) {
      return Fate::kBlank;
    }
    return unclear ? Fate::kUnclear : Fate::kPrinted;
  }

  void DetermineLost(PageEvidence& evidence) const {
    KnownFigures known(document_.cells.size());
    std::vector<ShortRow> short_rows;
    std::vector<bool> never_told(document_.cells.size());  // lost or empty, and nothing tells which
    bool all_placed = true;
    for (const SeenRow& row : rows_) {
      if (!row.is_short()) {
        for (const int cell : row.shown) {
          known[cell] = IsFigure(cell) ? std::optional(document_.cells[cell].figure) : std::nullopt;
        }
      } else if (keeps_cells_[row.table]) {
        ShortRow& short_row = short_rows.emplace_back();
        short_row.cells = row.whole;
        short_row.may_end_blank = HidesRowEnds(layout_) || (row.is_filled_up && prints_blanks_[row.table]);
        for (const int cell : row.shown) {
          short_row.figures.push_back(IsFigure(cell) ? std::optional(document_.cells[cell].figure) : std::nullopt);
        }
      } else {
        all_placed = false;
        for (const int cell : row.whole) {
          never_told[cell] = true;
        }
      }
    }
    const Determination determination = Determine(form_, known, short_rows);
    for (size_t c = 0; c < known.size(); ++c) {
      evidence.determined[c] = determination.determined[c] && !never_told[c];
      evidence.open[c] = never_told[c] || (determination.exhaustive && all_placed && !determination.determined[c]);
    }
  }

  const PrintedDocument& document_;
  const report::Form& form_;
  const Layout& layout_;
  std::vector<bool> with_text_;      // by cell
  std::vector<bool> prints_blanks_;  // by table: whether it has empty cells
  std::vector<bool> keeps_cells_;    // by table: whether the page shows that a short row lost something
  std::vector<SeenRow> rows_;
};

}  // namespace

PageEvidence JudgePages(const PrintedDocument& document, const report::Form& form, const Layout& layout,
                        bool nothing_certain) {
  return Pages(document, form, layout).Judge(nothing_certain || generator::LosesFigures(layout));
}

}  // namespace gouji
