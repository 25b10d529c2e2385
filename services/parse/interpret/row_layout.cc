#include "services/parse/interpret/row_layout.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

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
              const std::vector<MatchedRow>& matched)
      : form_(index.form()), table_(form_.tables()[table]), max_padding_(std::max(1, index.StubWidth(table) - 1)) {
    regions_.reserve(matched.size());
    for (const MatchedRow& match : matched) {
      regions_.push_back(MakeRegion(index, table, match, printed));
    }
    ShareCellsOfSeveralRows();
    LearnStyle();
    LearnWidths();
    LearnPadding();
    if (!has_many_short_rows_) {
      LearnPaddingFromDoubtfulRows();
      LearnPaddingFromLastValues();
    }
  }

  std::vector<RowLayout> LayOut() const {
    std::vector<RowLayout> layouts;
    layouts.reserve(regions_.size());
    for (const Region& region : regions_) {
      layouts.push_back(LayOutRow(region));
    }
    return layouts;
  }

 private:
  // The offsets of a row's values that its own equations admit.
  struct Judged {
    std::vector<int> open;     // holding ones included
    std::vector<int> holding;  // that make an equation hold
  };

  Judged Judge(const Region& region, const Offsets& offsets) const {
    Judged judged;
    for (int offset = offsets.least; offset <= offsets.most; ++offset) {
      const RowVerdict verdict = JudgeRow(form_, table_.rows[region.match->row], region, offset);
      if (verdict != RowVerdict::kFails) {
        judged.open.push_back(offset);
      }
      if (verdict == RowVerdict::kHolds) {
        judged.holding.push_back(offset);
      }
    }
    return judged;
  }

  // A merged cell that reaches down from the values of one row of the form into those of another belongs to neither.
  void ShareCellsOfSeveralRows() {
    std::map<std::pair<int, int>, Region*> region_of;  // by grid and row
    for (Region& region : regions_) {
      region_of[{region.grid(), region.printed->number}] = &region;
    }
    for (const Region& region : regions_) {
      for (int c = 0; c < region.width(); ++c) {
        const size_t column = static_cast<size_t>(region.match->label_end + region.cells.PlaceOf(c));
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

  // How many cells the rows of a grid have: of a grid whose rows are nearly all alike, their number; else that of the
  // longest complete row of the same indentation.
  void LearnWidths() {
    std::map<int, std::map<int, int>> seen;  // by grid: how many rows have so many cells
    for (const Region& region : regions_) {
      ++seen[region.grid()][region.row_size()];
      if (region.value_count() == region.column_count) {
        int& width = like_width_[{region.grid(), region.match->label_end}];
        width = std::max(width, region.row_size());
      }
    }
    static constexpr int kEnoughRows = 4;
    for (const auto& [grid, counts] : seen) {
      int all = 0;
      std::pair<int, int> most;  // rows, width
      for (const auto& [width, count] : counts) {
        all += count;
        most = std::max(most, {count, width});
      }
      if (all >= kEnoughRows && 5 * most.first >= 4 * all) {
        grid_width_[grid] = most.second;
      }
    }
  }

  // How many cells are missing from a row, by the width of its like; 0 when none or not known.
  int MissingCells(const Region& region) const {
    int width = 0;
    if (const auto grid = grid_width_.find(region.grid()); grid != grid_width_.end()) {
      width = grid->second;
    } else if (const auto like = like_width_.find({region.grid(), region.match->label_end});
               like != like_width_.end()) {
      width = like->second;
    }
    return std::max(0, width - region.row_size());
  }

  // The padding of rows that leave no doubt, by class. The most frequent one counts.
  void LearnPadding() {
    std::map<std::pair<int, int>, std::map<int, int>> seen;
    for (const Region& region : regions_) {
      const Offsets offsets = WindowOffsets(region, max_padding_);
      if (!region.empty() && offsets.count() == 1 && region.value_count() == region.column_count) {
        ++seen[region.row_class()][offsets.least];
      }
    }
    for (const auto& [row_class, counts] : seen) {
      padding_[row_class] = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                              return a.second < b.second;
                            })->first;
    }
  }

  using Votes = std::map<std::pair<int, int>, std::vector<int>>;  // paddings, by class

  void LearnUnanimous(const Votes& votes, size_t least_votes) {
    for (const auto& [row_class, paddings] : votes) {
      const int first = paddings.front();
      if (paddings.size() >= least_votes && !contradicted_.contains(row_class) &&
          std::all_of(paddings.begin(), paddings.end(), [first](int padding) { return padding == first; })) {
        padding_[row_class] = first;
      }
    }
  }

  // Where no row of a class leaves no doubt: what all of its rows agree on that fit in one way only, or that make an
  // equation hold in one way only. A row that makes its equation fail in every way says that its class has lost cells:
  // nothing is learned.
  void LearnPaddingFromDoubtfulRows() {
    Votes sure;
    Votes likely;
    for (const Region& region : regions_) {
      if (region.empty() || padding_.contains(region.row_class()) || MissingCells(region) > 0) {
        continue;
      }
      const Offsets offsets = WindowOffsets(region, max_padding_);
      const Judged judged = Judge(region, offsets);
      if (offsets.count() > 0 && judged.open.empty()) {
        contradicted_.insert(region.row_class());
      }
      if (judged.holding.size() == 1) {
        sure[region.row_class()].push_back(judged.holding[0]);
        likely[region.row_class()].push_back(judged.holding[0]);
      } else if (offsets.count() == 1) {
        likely[region.row_class()].push_back(offsets.least);
      }
    }
    // A row may hold by accident. So an offset must have room for the values of all rows of the class, and one row
    // alone must agree with where their last values stand.
    for (Votes* votes : {&likely, &sure}) {
      std::erase_if(*votes, [&](const auto& vote) {
        const int offset = LastValueOffset(vote.first);
        return vote.second[0] < offset || (vote.second.size() == 1 && vote.second[0] > offset);
      });
    }
    if (!has_short_rows_) {
      LearnUnanimous(likely, 2);
    }
    LearnUnanimous(sure, 1);
  }

  // The least offset that leaves no value of the rows of a class behind the last column.
  int LastValueOffset(const std::pair<int, int>& row_class) const {
    int offset = 0;
    for (const Region& region : regions_) {
      if (!region.empty() && region.row_class() == row_class) {
        offset = std::max(offset, region.last + 1 - region.column_count);
      }
    }
    return offset;
  }

  // Whether a row that can stand in one way only leaves its last column blank.
  bool LeavesLastColumnBlank() const {
    return std::any_of(regions_.begin(), regions_.end(), [&](const Region& region) {
      const Offsets offsets = WindowOffsets(region, max_padding_);
      return !region.empty() && region.column_count > 1 && offsets.count() == 1 &&
             region.last < offsets.least + region.column_count - 1;
    });
  }

  // Else, where the last values of several rows stand below each other, that is the last column, unless some rows leave
  // it blank.
  void LearnPaddingFromLastValues() {
    if (LeavesLastColumnBlank()) {
      return;
    }
    Votes votes;
    for (const Region& region : regions_) {
      // Where the last value stands further in front, the last column is blank.
      const int padding = region.last + 1 - region.column_count;
      if (!region.empty() && padding >= 0 && !padding_.contains(region.row_class()) && MissingCells(region) == 0) {
        votes[region.row_class()].push_back(padding);
      }
    }
    LearnUnanimous(votes, 2);
  }

  // A table drops its empty cells if most of its rows are short, not all by the same few cells (a column was cut off),
  // and none prints an empty cell between values.
  void LearnStyle() {
    int complete = 0;
    bool prints_blanks = false;
    std::vector<int> lacking;
    for (const Region& region : regions_) {
      complete += region.width() >= region.column_count ? 1 : 0;
      prints_blanks |= !region.empty() && region.last - region.first + 1 > region.value_count();
      if (region.width() < region.column_count) {
        lacking.push_back(region.column_count - region.width());
      }
    }
    const bool cut_off = !lacking.empty() && lacking[0] <= kMaxLost &&
                         std::all_of(lacking.begin(), lacking.end(), [&](int count) { return count == lacking[0]; });
    has_short_rows_ = !lacking.empty();
    has_many_short_rows_ = has_short_rows_ && 4 * lacking.size() >= regions_.size();
    drops_blanks_ = !prints_blanks && !cut_off && 2 * complete < static_cast<int>(regions_.size()) && !LostDuplicates();
  }

  // Whether no value of loose cells comes twice: then duplicate lines, or all figures, were taken out.
  bool LostDuplicates() const {
    std::set<std::string_view> seen;
    for (const Region& region : regions_) {
      if (!IsLoose(*region.printed)) {
        return false;
      }
      const std::vector<GridCell>& cells = region.printed->row->cells;
      for (size_t c = region.match->label_end; c < cells.size(); ++c) {
        if (!seen.insert(cells[c].text).second) {
          return false;
        }
      }
    }
    return true;
  }

  std::optional<int> PaddingOf(const Region& region) const {
    const auto it = padding_.find(region.row_class());
    const bool fits = it != padding_.end() && (region.empty() || it->second <= region.first);
    return fits ? std::optional<int>(it->second) : std::nullopt;
  }

  RowLayout LayOutRow(const Region& region) const {
    RowLayout layout{.printed = region.printed,
                     .row = region.match->row,
                     .first_token = region.match->label_end,
                     .tokens = region.cells,
                     .alternatives = {},
                     .shortness = Shortness::kNone};
    if (!region.empty() && region.last - region.first + 1 > region.column_count) {
      return layout;  // more values than columns
    }
    const std::optional<int> padding = PaddingOf(region);
    layout.alternatives = Windows(region, padding);
    if (layout.alternatives.empty()) {
      layout.shortness = drops_blanks_ ? Shortness::kDropped : Shortness::kLost;
      // Loose cells cannot print a blank: what is not there may have been one.
      const int filler = drops_blanks_ ? kDroppedPlace : IsLoose(*region.printed) ? kGapPlace : kLostPlace;
      layout.alternatives = ShortAlignments(region, padding.value_or(0), 0, filler);
      return layout;
    }
    // Where its like are indented, a row that is only wide enough without the indentation may have lost a cell; so may
    // any row of a table with short rows.
    const bool in_doubt = padding.has_value() ? !region.empty() && region.width() - *padding < region.column_count
                                              : has_short_rows_ || contradicted_.contains(region.row_class());
    if (!drops_blanks_ && (in_doubt || MissingCells(region) > 0) && HasBlank(region, layout.alternatives[0])) {
      AddLosses(region, padding, layout);
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
      // The empty cells that its like have behind their values.
      const int blanks_behind = region.width() - 1 - region.last;
      const int behind = std::max(0, region.width() + MissingCells(region) - front - region.column_count);
      for (Alignment& alignment : ShortAlignments(region, front, std::min(behind, blanks_behind), kLostPlace)) {
        if (Contains(alignment, kLostPlace)) {
          layout.alternatives.push_back(std::move(alignment));
          layout.shortness = Shortness::kLost;
        }
      }
    }
  }

  // The windows that the row's own equations admit; of several, the one that its like have, unless the equations speak
  // for another.
  std::vector<Alignment> Windows(const Region& region, std::optional<int> padding) const {
    const Offsets offsets = WindowOffsets(region, max_padding_);
    std::vector<int> chosen;
    if (offsets.count() == 1) {
      chosen = {offsets.least};
    } else if (offsets.count() > 1) {
      Judged judged = Judge(region, offsets);
      if (padding.has_value() && Contains(judged.open, *padding)) {
        if (judged.holding.empty() || Contains(judged.holding, *padding)) {
          chosen = {*padding};
        } else {
          chosen = std::move(judged.holding);
          chosen.push_back(*padding);
        }
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

  const report::Form& form_;
  const report::FormTable& table_;
  const int max_padding_;
  std::vector<Region> regions_;
  std::map<int, int> grid_width_;                  // by grid
  std::map<std::pair<int, int>, int> like_width_;  // by grid and label_end
  std::map<std::pair<int, int>, int> padding_;     // by class
  std::set<std::pair<int, int>> contradicted_;     // classes with a row that fits nowhere
  bool has_short_rows_ = false;
  bool has_many_short_rows_ = false;
  bool drops_blanks_ = false;
};

}  // namespace

std::vector<RowLayout> LayOutTable(const FormIndex& index, int table, const std::vector<PrintedRow>& printed,
                                   const std::vector<MatchedRow>& matched) {
  return TableLayout(index, table, printed, matched).LayOut();
}

}  // namespace gouji::parse
