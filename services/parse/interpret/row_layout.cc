#include "services/parse/interpret/row_layout.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "services/parse/interpret/header_columns.h"
#include "services/parse/interpret/row_region.h"

namespace gouji::parse {
namespace {

// More alignments of one row than this are not tried; its cells stay open.
constexpr size_t kMaxAlignments = 500;
// A row that lost more cells than this is not aligned.
constexpr int kMaxLost = 3;

Alignment Window(int offset, int column_count) {
  Alignment alignment(column_count);
  for (int c = 0; c < column_count; ++c) {
    alignment[c] = offset + c;
  }
  return alignment;
}

bool Contains(const std::vector<int>& numbers, int number) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

class TableLayout {
 public:
  TableLayout(const FormIndex& index, int table, const std::vector<PrintedRow>& printed,
              const std::vector<MatchedRow>& matched, EmptyCells empty_cells, CellsKept others)
      : index_(index),
        form_(index.form()),
        number_(table),
        table_(form_.tables()[table]),
        printed_(printed),
        max_padding_(std::max(1, index.StubWidth(table) - 1)),
        empty_cells_(empty_cells),
        regions_(MakeRegions(index, table, printed, matched, empty_cells_)),
        style_(form_, table_, printed, regions_, max_padding_, empty_cells_),
        cells_kept_(table_.rows.size() > 1 ? style_.cells_kept() : others) {
    TableHeaders headers(index, table, printed);
    for (const MatchedRow& match : matched) {
      further_columns_.push_back(headers.FurtherColumnsAbove(match.printed, match.label_end));
    }
  }

  // The regions give away their cells: to be called once.
  TableLayouts LayOut() && {
    TableLayouts layouts{.rows = {}, .cells_kept = style_.cells_kept()};
    layouts.rows.reserve(regions_.size());
    const bool totals_in_front = TotalsStandInFront();
    for (size_t r = 0; r < regions_.size(); ++r) {
      layouts.rows.push_back(further_columns_[r] != FurtherColumns::kNone
                                 ? LayOutAmongOthers(regions_[r], further_columns_[r])
                                 : LayOutRow(regions_[r]));
      if (totals_in_front && IsLoose(*regions_[r].printed)) {
        layouts.rows.back().alternatives.clear();
        layouts.rows.back().shortness = Shortness::kNone;
      }
    }
    for (size_t r = 0; r < regions_.size(); ++r) {
      layouts.rows[r].tokens = std::move(regions_[r].cells);
    }
    return layouts;
  }

 private:
  static std::vector<Region> MakeRegions(const FormIndex& index, int table, const std::vector<PrintedRow>& printed,
                                         const std::vector<MatchedRow>& matched, EmptyCells empty_cells) {
    std::vector<Region> regions;
    regions.reserve(matched.size());
    for (const MatchedRow& match : matched) {
      regions.push_back(MakeRegion(index, table, match, printed, empty_cells));
    }
    ShareCellsOfSeveralRows(regions);
    return regions;
  }

  // A merged cell that reaches down from the values of one row of the form into those of another belongs to neither.
  static void ShareCellsOfSeveralRows(std::vector<Region>& regions) {
    const bool has_merged = std::any_of(regions.begin(), regions.end(), [](const Region& region) {
      const std::vector<GridCell>& cells = region.printed->row->cells;
      return std::any_of(cells.begin(), cells.end(),
                         [](const GridCell& cell) { return cell.covered == Covered::kFromAbove; });
    });
    if (!has_merged) {
      return;
    }
    std::map<std::pair<int, int>, Region*> region_of;  // by grid and row
    for (Region& region : regions) {
      region_of[{region.grid(), region.printed->number}] = &region;
    }
    for (const Region& region : regions) {
      for (int c = 0; c < region.width(); ++c) {
        const size_t column =
            static_cast<size_t>(region.match->label_end) + static_cast<size_t>(region.cells.PlaceOf(c));
        // `row` points into the rows of its grid, which follow one another.
        const GridRow* row = region.printed->row;
        int number = region.printed->number;
        while (number > 1 && column < row->cells.size() && row->cells[column].covered == Covered::kFromAbove) {
          --row;
          --number;
          const auto above = region_of.find({region.grid(), number});
          const int token =
              above == region_of.end()
                  ? -1
                  : above->second->cells.TokenAt(static_cast<int>(column) - above->second->match->label_end);
          if (token >= 0) {
            above->second->cells.Share(token);
          }
        }
      }
    }
  }

  // Whether the loose rows of the table add up with totals in front of their parts, and not behind them. The header
  // does not tell: where the lines of a header follow one another, its total stands in front of the parts anyway.
  bool TotalsStandInFront() const {
    int in_front = 0;
    int behind = 0;
    for (const Region& region : regions_) {
      if (!IsLoose(*region.printed) || region.width() != region.column_count) {
        continue;
      }
      const report::FormRow& row = table_.rows[region.match->row];
      const RowVerdict as_printed = JudgeRow(form_, row, region, 0);
      const RowVerdict other = JudgeWithTotalsInFront(form_, row, region);
      in_front += other == RowVerdict::kHolds && as_printed == RowVerdict::kFails ? 1 : 0;
      behind += as_printed == RowVerdict::kHolds && other == RowVerdict::kFails ? 1 : 0;
    }
    return in_front > behind;
  }

  RowLayout LayOutRow(const Region& region) const {
    RowLayout layout{.printed = region.printed,
                     .row = region.match->row,
                     .first_token = region.match->label_end,
                     .tokens = {},
                     .alternatives = {},
                     .shortness = Shortness::kNone};
    if (!region.empty() && region.last - region.first + 1 > region.column_count) {
      return layout;  // more values than columns
    }
    if (style_.is_disorderly() && region.column_count > 1 && region.width() >= region.column_count &&
        JudgeRow(form_, table_.rows[region.match->row], region, 0) != RowVerdict::kHolds) {
      layout.shortness = Shortness::kLost;
      return layout;
    }
    if (HasLost(region)) {
      layout.shortness = Shortness::kLost;
      layout.alternatives = ShortAlignments(region, region.first, region.width() - 1 - region.last, kLostPlace);
      return layout;
    }
    if (const int covered = CoveredByLabel(region); covered > 0) {
      Alignment alignment(region.column_count, kGapPlace);
      for (int c = covered; c < region.column_count && c - covered < region.width(); ++c) {
        alignment[c] = c - covered;
      }
      layout.alternatives = {std::move(alignment)};
      return layout;
    }
    const std::optional<int> padding = style_.PaddingOf(region);
    layout.alternatives = Windows(region, padding);
    if (layout.alternatives.empty()) {
      layout.shortness = style_.drops_blanks() ? Shortness::kDropped : Shortness::kLost;
      // Loose cells, and documents that leave out empty ones, cannot print a blank: what is not there may have been
      // one.
      const bool may_be_blank = LeavesOutEmptyCells(region) && cells_kept_ != CellsKept::kKept;
      const int filler = style_.drops_blanks() ? kDroppedPlace : may_be_blank ? kGapPlace : kLostPlace;
      const int most_padding = region.empty() || filler == kDroppedPlace ? 0 : std::min(region.first, max_padding_);
      for (int front = padding.value_or(0); front <= padding.value_or(most_padding); ++front) {
        const int most_behind = filler == kLostPlace ? MostEmptyBehind(region, front) : 0;
        for (int behind = 0; behind <= most_behind; ++behind) {
          std::vector<Alignment> aligned = ShortAlignments(region, front, behind, filler);
          layout.alternatives.insert(layout.alternatives.end(), aligned.begin(), aligned.end());
        }
      }
      return layout;
    }
    // Where its like are indented, a row that is only wide enough without the indentation may have lost a cell; so may
    // any row of a table with short rows.
    const bool in_doubt =
        padding.has_value() ? !region.empty() && region.width() - *padding < region.column_count
                            : (style_.has_short_rows() && !style_.IsFullWidth(region)) || style_.IsContradicted(region);
    if (!style_.drops_blanks() && (in_doubt || style_.MissingCells(region) > 0) &&
        HasBlank(region, layout.alternatives[0])) {
      AddLosses(region, padding, layout);
    }
    if (!style_.drops_blanks() && (layout.alternatives.size() == 1 || !region.printed->has_end)) {
      const size_t window_count = layout.alternatives.size();
      for (size_t w = 0; w < window_count; ++w) {
        if (!Contains(layout.alternatives[w], kLostPlace) && MayHaveMovedUp(region, layout.alternatives[w])) {
          AddMovesUp(region, Alignment(layout.alternatives[w]), layout);
        }
      }
    }
    return layout;
  }

  bool LeavesOutEmptyCells(const Region& region) const {
    return IsLoose(*region.printed) || empty_cells_ == EmptyCells::kLeftOut;
  }

  // Whether a row for certain lacks what it has not: its table prints all cells, and it is narrower than its like by as
  // many.
  bool HasLost(const Region& region) const {
    const int lacking = region.column_count - region.value_count;
    return style_.prints_all_cells() && !LeavesOutEmptyCells(region) && !region.empty() && lacking > 0 &&
           (region.width() < region.column_count || lacking <= style_.MissingCells(region));
  }

  // How many columns the label of a row reaches over: some programs let a long text run into the empty cells behind it.
  int CoveredByLabel(const Region& region) const {
    const std::optional<int> begin = style_.value_place();
    int label = region.match->label_end - 1;
    if (!begin.has_value() || label < *begin || IsLoose(*region.printed)) {
      return 0;
    }
    while (label > 0 && !IsOwn(*region.printed, label)) {
      --label;
    }
    return label < *begin ? std::min(region.match->label_end - *begin, region.column_count) : 0;
  }

  // Whether the empty cells at the end of a row may be those that figures left when one of them was lost and the others
  // moved up: its like print their last column, and there are figures. Where nothing marks the end of a row, a 0 that
  // is not in its place counts, too.
  bool MayHaveMovedUp(const Region& region, const Alignment& window) const {
    if (region.empty() || IsLoose(*region.printed) || !region.cells.IsBlank(window.back()) ||
        !style_.prints_last_column()) {
      return false;
    }
    if (!region.printed->has_end) {
      return true;
    }
    for (int token = region.first; token <= region.last; ++token) {
      if (region.cells.At(token, 0).value != 0) {
        return true;
      }
    }
    return false;
  }

  // Adds the alignments in which figures moved up to a window of a row. Not those in which none did: what they lack is
  // blank as it is printed. Where rows have ends, nothing but an empty cell shows a loss, and the last figure is there;
  // else the row is longer than it was by as many cells as it lost.
  void AddMovesUp(const Region& region, const Alignment& window, RowLayout& layout) const {
    const int blanks_behind = region.width() - 1 - region.last;
    const int behind_window = region.width() - 1 - window.back();
    const bool has_end = region.printed->has_end;
    const int most = has_end ? blanks_behind : std::min(blanks_behind, behind_window + kMaxLost);
    for (int behind = has_end ? blanks_behind : behind_window + 1; behind <= most; ++behind) {
      for (Alignment& alignment : ShortAlignments(region, window.front(), behind, kLostPlace)) {
        if (HasMoved(alignment, window) && (alignment.back() >= 0 || !has_end)) {
          layout.alternatives.push_back(std::move(alignment));
        }
      }
    }
  }

  // Whether any printed figure stands in another column than in a window.
  static bool HasMoved(const Alignment& alignment, const Alignment& window) {
    for (size_t c = 0; c < alignment.size(); ++c) {
      if (alignment[c] >= 0 && alignment[c] != window[c]) {
        return true;
      }
    }
    return false;
  }

  // Lays out a row whose table has further columns, so that figures of it may be of no column of the form. Only where
  // rows of its class make an equation hold, all in one window, and none fails in it, that is the window of all.
  RowLayout LayOutAmongOthers(const Region& region, FurtherColumns further) const {
    RowLayout layout{.printed = region.printed,
                     .row = region.match->row,
                     .first_token = region.match->label_end,
                     .tokens = {},
                     .alternatives = {},
                     .shortness = Shortness::kNone};
    static constexpr int kMostFurtherColumns = 2;
    if (further == FurtherColumns::kBetween ||
        (!region.empty() && region.last - region.first + 1 > region.column_count + kMostFurtherColumns)) {
      return layout;
    }
    const int most = region.width() - region.column_count;
    std::vector<bool> fails(std::max(0, most + 1));
    std::set<int> holding;
    std::set<int> holding_widths;
    for (const Region& like : regions_) {
      if (like.row_class() != region.row_class()) {
        continue;
      }
      for (int offset = 0; offset <= std::min(most, like.width() - like.column_count); ++offset) {
        const RowVerdict verdict = JudgeRow(form_, table_.rows[like.match->row], like, offset);
        if (verdict == RowVerdict::kHolds && !like.cells.IsBlank(offset + like.column_count - 1)) {
          holding.insert(offset);
          holding_widths.insert(like.width());
        }
        fails[offset] = fails[offset] || verdict == RowVerdict::kFails;
      }
    }
    std::erase_if(holding, [&](int offset) { return fails[offset]; });
    // Loose cells have no places: a row that has fewer of them than those that add up may lack any. So may one without
    // a cell more than the form has columns that does not add up.
    if (IsLoose(*region.printed) ? holding.size() != 1 || !holding_widths.contains(region.width())
                                 : most == 0 && fails[0]) {
      return layout;
    }
    for (int offset = 0; offset <= most; ++offset) {
      if (holding.size() != 1 || holding.contains(offset)) {
        layout.alternatives.push_back(Window(offset, region.column_count));
      }
    }
    return layout;
  }

  static bool HasBlank(const Region& region, const Alignment& window) {
    return std::any_of(window.begin(), window.end(), [&](int token) { return region.cells.IsBlank(token); });
  }

  // Adds the alignments of a row that has empty cells and may have lost others.
  void AddLosses(const Region& region, std::optional<int> padding, RowLayout& layout) const {
    const int most_padding = region.empty() ? 0 : std::min(region.first, max_padding_);
    for (int front = padding.value_or(0); front <= padding.value_or(most_padding); ++front) {
      for (int behind = 0; behind <= MostEmptyBehind(region, front); ++behind) {
        for (Alignment& alignment : ShortAlignments(region, front, behind, kLostPlace)) {
          if (Contains(alignment, kLostPlace)) {
            layout.alternatives.push_back(std::move(alignment));
            layout.shortness = Shortness::kLost;
          }
        }
      }
    }
  }

  // How many empty cells at the end of a row, with `front` in front of its values, may be those that its like have
  // behind their values.
  int MostEmptyBehind(const Region& region, int front) const {
    const int behind = std::max(0, region.width() + style_.MissingCells(region) - front - region.column_count);
    return region.empty() ? 0 : std::min(behind, region.width() - 1 - region.last);
  }

  // The windows that the row's own equations admit; of several, the one that its like have, unless the equations speak
  // for another.
  std::vector<Alignment> Windows(const Region& region, std::optional<int> padding) const {
    const Offsets offsets = WindowOffsets(region, max_padding_);
    std::vector<int> chosen;
    if (offsets.count() == 1) {
      chosen = {offsets.least};
    } else if (offsets.count() > 1) {
      TableStyle::Judged judged = style_.Judge(region, offsets);
      if (padding.has_value() && Contains(judged.open, *padding)) {
        if (judged.holding.empty() || Contains(judged.holding, *padding)) {
          chosen = {*padding};
        } else {
          chosen = std::move(judged.holding);
          chosen.push_back(*padding);
        }
      } else if (const std::optional<int> below = OffsetBelowHeader(region);
                 below.has_value() && Contains(judged.open, *below)) {
        chosen = {*below};
      } else if (!judged.open.empty()) {
        chosen = std::move(judged.open);
      } else if (padding.has_value() && *padding >= offsets.least && *padding <= offsets.most) {
        chosen = {*padding};  // the document contradicts itself
      } else {
        for (int offset = offsets.least; offset <= offsets.most; ++offset) {
          chosen.push_back(offset);
        }
      }
    }
    std::vector<Alignment> windows;
    windows.reserve(chosen.size());
    for (const int offset : chosen) {
      windows.push_back(Window(offset, region.column_count));
    }
    return windows;
  }

  // Where the header of a row's grid has the columns, if it has as many cells as the row.
  std::optional<int> OffsetBelowHeader(const Region& region) const {
    for (int i = region.match->printed - 1; i >= 0 && printed_[i].table == region.grid() && !IsLoose(printed_[i]);
         --i) {
      if (!printed_[i].is_header || static_cast<int>(printed_[i].row->cells.size()) != region.row_size()) {
        continue;
      }
      if (const auto place = PlaceOfColumns(index_, number_, table_.rows[region.match->row].block, printed_[i])) {
        return *place - region.match->label_end;
      }
    }
    return std::nullopt;
  }

  // The alignments of a row with fewer cells than columns, `padding` in front and `behind` not counted; `filler` stands
  // where no cell does.
  std::vector<Alignment> ShortAlignments(const Region& region, int padding, int behind, int filler) const {
    const int token_count = std::max(0, std::min(region.width() - padding - behind, region.column_count));
    const int missing_count = region.column_count - token_count;
    if (filler == kLostPlace && missing_count > kMaxLost) {
      return {};
    }
    std::vector<Alignment> alignments = AllAlignments(token_count, region.column_count, filler, kMaxAlignments);
    for (Alignment& alignment : alignments) {
      for (int& place : alignment) {
        place += place >= 0 ? padding : 0;
      }
    }
    return alignments;
  }

  const FormIndex& index_;
  const report::Form& form_;
  const int number_;
  const report::FormTable& table_;
  const std::vector<PrintedRow>& printed_;
  const int max_padding_;
  const EmptyCells empty_cells_;
  std::vector<Region> regions_;
  const TableStyle style_;
  const CellsKept cells_kept_;
  std::vector<FurtherColumns> further_columns_;  // of each region
};

}  // namespace

TableLayouts LayOutTable(const FormIndex& index, int table, const std::vector<PrintedRow>& printed,
                         const std::vector<MatchedRow>& matched, EmptyCells empty_cells, CellsKept others) {
  return TableLayout(index, table, printed, matched, empty_cells, others).LayOut();
}

}  // namespace gouji::parse
