#include "services/parse/interpret/table_style.h"

#include <algorithm>
#include <string_view>

namespace gouji::parse {
namespace {

// A row that lost more cells than this is not aligned.
constexpr int kMaxLost = 3;
// Damage takes cells of a row or two of a table. When more are short, and nothing shows their empty cells, the table
// leaves these out.
constexpr int kMostShortRows = 2;

bool Contains(const std::vector<int>& numbers, int number) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

// Whether a row prints a 0, or a marker in its place.
bool PrintsZero(const Region& region) {
  for (int token = region.first; token >= 0 && token <= region.last; ++token) {
    const CellReading& reading = region.cells.At(token, 0);
    if (reading.state == report::CellState::kNotApplicable ||
        (reading.state == report::CellState::kRead && reading.value == 0)) {
      return true;
    }
  }
  return false;
}

}  // namespace

TableStyle::TableStyle(const report::Form& form, const report::FormTable& table, const std::vector<PrintedRow>& printed,
                       const std::vector<Region>& regions, int max_padding, EmptyCells empty_cells)
    : form_(form), table_(table), regions_(regions), max_padding_(max_padding) {
  LearnStyle(empty_cells);
  is_disorderly_ = HasLooseCellsInDisorder();
  JoinGrids(printed);
  LearnWidths(printed);
  LearnWhatIsPrinted();
  LearnPadding();
  LearnPaddingFromOtherClasses();
  if (!has_many_short_rows_) {
    LearnPaddingFromDoubtfulRows();
    LearnPaddingFromLastValues();
  }
}

TableStyle::Judged TableStyle::Judge(const Region& region, const Offsets& offsets) const {
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

// How many cells the header above the first row of a grid has; 0: none.
int TableStyle::HeaderWidth(const std::vector<PrintedRow>& printed, int grid) const {
  const auto first =
      std::find_if(regions_.begin(), regions_.end(), [&](const Region& region) { return region.grid() == grid; });
  int width = 0;
  for (int i = first->match->printed - 1; i >= 0 && printed[i].table == grid && printed[i].is_header; --i) {
    width = std::max(width, static_cast<int>(printed[i].row->cells.size()));
  }
  return width;
}

// Grids behind a page break: those without a header of their own whose rows are as wide as the ones above.
void TableStyle::JoinGrids(const std::vector<PrintedRow>& printed) {
  std::map<int, int> widest;  // by grid
  for (const Region& region : regions_) {
    int& width = widest[region.grid()];
    width = std::max(width, region.row_size());
  }
  int above = -1;
  for (const Region& region : regions_) {
    const int grid = region.grid();
    if (grid == above || first_grid_.contains(grid)) {
      continue;
    }
    const bool goes_on = above > 0 && grid > 0 && widest[grid] == widest[above] && HeaderWidth(printed, grid) == 0;
    first_grid_[grid] = goes_on ? first_grid_[above] : grid;
    above = grid;
  }
}

// How many cells the rows of a grid have: of a grid whose rows are nearly all alike, their number; else that of the
// longest complete row of the same indentation. Where rows are short, all may be narrower than their header.
void TableStyle::LearnWidths(const std::vector<PrintedRow>& printed) {
  std::map<int, std::map<int, int>> seen;  // by grid: how many rows have so many cells
  for (const Region& region : regions_) {
    ++seen[GridOf(region)][region.row_size()];
    if (region.value_count == region.column_count) {
      int& width = like_width_[{GridOf(region), region.match->label_end}];
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
    const int header_width = grid == 0 || !has_short_rows_ ? 0 : HeaderWidth(printed, grid);
    if (header_width == counts.rbegin()->first) {
      full_width_[grid] = header_width;
    }
    if (all >= kEnoughRows && 5 * most.first >= 4 * all) {
      grid_width_[grid] = most.second;
      if (header_width > most.second && header_width <= most.second + kMaxLost) {
        grid_width_[grid] = header_width;
      }
    }
  }
}

void TableStyle::LearnWhatIsPrinted() {
  bool prints_zero = false;
  bool has_complete_zero = false;
  bool has_complete_row = false;
  bool has_certain_loss = false;  // a row that is short without any empty cell
  bool prints_blanks = false;
  int short_count = 0;
  for (const Region& region : regions_) {
    const bool is_complete = region.value_count == region.column_count;
    const bool has_gaps = region.empty() || region.last - region.first + 1 > region.value_count;
    prints_zero |= PrintsZero(region);
    has_complete_zero |= is_complete && PrintsZero(region);
    has_complete_row |= is_complete && region.column_count > 1;
    has_certain_loss |= region.width() < region.column_count && region.value_count == region.width();
    prints_blanks |= !is_complete && (has_gaps || (region.width() >= region.column_count && MissingCells(region) == 0));
    short_count += region.width() < region.column_count ? 1 : 0;
  }
  prints_all_cells_ = prints_zero && !prints_blanks && (has_complete_row || has_certain_loss);
  if (table_.rows.size() > 1) {
    cells_kept_ = short_count > kMostShortRows || is_disorderly_ ? CellsKept::kDropped
                  : has_complete_zero                            ? CellsKept::kKept
                                                                 : CellsKept::kUnknown;
  }
}

bool TableStyle::IsFullWidth(const Region& region) const {
  const auto full = full_width_.find(GridOf(region));
  return full != full_width_.end() && full->second == region.row_size();
}

int TableStyle::MissingCells(const Region& region) const {
  int width = 0;
  if (const auto grid = grid_width_.find(GridOf(region)); grid != grid_width_.end()) {
    width = grid->second;
  } else if (const auto like = like_width_.find({GridOf(region), region.match->label_end}); like != like_width_.end()) {
    width = like->second;
  }
  return std::max(0, width - region.row_size());
}

// The padding of rows that leave no doubt, by class. The most frequent one counts.
void TableStyle::LearnPadding() {
  std::map<std::pair<int, int>, std::map<int, int>> seen;
  for (const Region& region : regions_) {
    const Offsets offsets = WindowOffsets(region, max_padding_);
    if (!region.empty() && offsets.count() == 1 && region.value_count == region.column_count) {
      ++seen[region.row_class()][offsets.least];
    }
  }
  for (const auto& [row_class, counts] : seen) {
    padding_[row_class] = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                            return a.second < b.second;
                          })->first;
  }
}

// Where the values of all classes whose padding is plain stand in one column of the page, those of the others do, too:
// rows at several depths, the deepest among them, since tabs often leave out one place of those that a label covers.
void TableStyle::LearnPaddingFromOtherClasses() {
  // Where some row of a class has a figure in the first column and some row one in the last, there is one window.
  std::map<std::pair<int, int>, std::pair<int, int>> spans;
  for (const Region& region : regions_) {
    if (region.empty()) {
      continue;
    }
    const auto [span, is_new] = spans.try_emplace(region.row_class(), region.first, region.last);
    span->second.first = std::min(span->second.first, region.first);
    span->second.second = std::max(span->second.second, region.last);
  }
  std::map<std::pair<int, int>, int> plain = padding_;
  const int column_count = regions_.empty() ? 0 : regions_.front().column_count;
  for (const auto& [row_class, span] : spans) {
    if (span.second - span.first + 1 == column_count) {
      plain.emplace(row_class, span.first);
    }
  }
  std::set<int> columns;
  std::set<int> depths;
  for (const auto& [row_class, padding] : plain) {
    columns.insert(row_class.first + padding);
    depths.insert(row_class.second);
  }
  if (columns.size() == 1) {
    value_place_ = *columns.begin();
  }
  size_t deepest = 0;
  for (const report::FormRow& row : table_.rows) {
    deepest = std::max(deepest, row.groups.size());
  }
  if (depths.size() < 2 || !depths.contains(static_cast<int>(deepest)) || columns.size() != 1) {
    return;
  }
  for (const auto& [row_class, span] : spans) {
    const int padding = *columns.begin() - row_class.first;
    if (padding >= 0 && padding <= max_padding_) {
      padding_.emplace(row_class, padding);
    }
  }
}

void TableStyle::LearnUnanimous(const Votes& votes, size_t least_votes) {
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
void TableStyle::LearnPaddingFromDoubtfulRows() {
  Votes sure;
  Votes likely;
  std::set<std::pair<std::pair<int, int>, int>> refuted;  // (class, padding)
  for (const Region& region : regions_) {
    if (region.empty() || padding_.contains(region.row_class()) || MissingCells(region) > 0) {
      continue;
    }
    const Offsets offsets = WindowOffsets(region, max_padding_);
    const Judged judged = Judge(region, offsets);
    if (offsets.count() > 0 && judged.open.empty()) {
      contradicted_.insert(region.row_class());
    }
    for (int offset = offsets.least; offset <= offsets.most; ++offset) {
      if (!Contains(judged.open, offset)) {
        refuted.insert({region.row_class(), offset});
      }
    }
    if (judged.holding.size() == 1) {
      sure[region.row_class()].push_back(judged.holding[0]);
      likely[region.row_class()].push_back(judged.holding[0]);
    } else if (offsets.count() == 1) {
      likely[region.row_class()].push_back(offsets.least);
    }
  }
  // A row may hold by accident. So an offset must have room for the values of all rows of the class and make none of
  // them fail, and one row alone must agree with where their last values stand. Where rows lost cells or leave out
  // totals, accidents are too many for one row to be believed.
  for (Votes* votes : {&likely, &sure}) {
    std::erase_if(*votes, [&](const auto& vote) {
      const int offset = LastValueOffset(vote.first);
      return refuted.contains({vote.first, vote.second[0]}) || vote.second[0] < offset ||
             (vote.second.size() == 1 && vote.second[0] > offset);
    });
  }
  if (!has_short_rows_) {
    LearnUnanimous(likely, 2);
  }
  LearnUnanimous(sure, has_short_rows_ || LeavesLastColumnBlank() ? 2 : 1);
}

// The least offset that leaves no value of the rows of a class behind the last column.
int TableStyle::LastValueOffset(const RowClass& row_class) const {
  int offset = 0;
  for (const Region& region : regions_) {
    if (!region.empty() && region.row_class() == row_class) {
      offset = std::max(offset, region.last + 1 - region.column_count);
    }
  }
  return offset;
}

// Whether a row that can stand in one way only leaves its last column blank.
bool TableStyle::LeavesLastColumnBlank() const {
  return std::any_of(regions_.begin(), regions_.end(), [&](const Region& region) {
    const Offsets offsets = WindowOffsets(region, max_padding_);
    return !region.empty() && region.column_count > 1 && offsets.count() == 1 &&
           region.last < offsets.least + region.column_count - 1;
  });
}

// Else, where the last values of several rows stand below each other, that is the last column, unless some rows leave
// it blank.
void TableStyle::LearnPaddingFromLastValues() {
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
void TableStyle::LearnStyle(EmptyCells empty_cells) {
  int complete = 0;
  bool prints_blanks = false;
  std::vector<int> lacking;
  for (const Region& region : regions_) {
    complete += region.width() >= region.column_count ? 1 : 0;
    prints_blanks |= !region.empty() && region.last - region.first + 1 > region.value_count;
    if (region.width() < region.column_count) {
      lacking.push_back(region.column_count - region.width());
    }
  }
  const bool cut_off = !lacking.empty() && lacking[0] <= kMaxLost &&
                       std::all_of(lacking.begin(), lacking.end(), [&](int count) { return count == lacking[0]; });
  has_short_rows_ = !lacking.empty();
  const auto filled = std::count_if(regions_.begin(), regions_.end(), [](const Region& region) {
    return region.empty() || region.last >= region.column_count - 1;
  });
  prints_last_column_ = 4 * filled >= 3 * static_cast<int>(regions_.size()) || regions_.size() == 1;
  has_many_short_rows_ = has_short_rows_ && 4 * lacking.size() >= regions_.size();
  drops_blanks_ = empty_cells != EmptyCells::kKept && !prints_blanks && !cut_off &&
                  2 * complete < static_cast<int>(regions_.size()) && !LostDuplicates();
}

bool TableStyle::HasLooseCellsInDisorder() const {
  int loose = 0;
  int orderly = 0;
  for (const Region& region : regions_) {
    if (!IsLoose(*region.printed) || region.column_count == 1) {
      continue;
    }
    ++loose;
    bool is_readable = region.width() == region.column_count;
    for (int c = 0; c < region.column_count && is_readable; ++c) {
      is_readable = region.cells.At(c, c).state != report::CellState::kUnreadable;
    }
    orderly += is_readable && JudgeRow(form_, table_.rows[region.match->row], region, 0) != RowVerdict::kFails ? 1 : 0;
  }
  return 2 * orderly < loose;
}

// Whether no value of loose cells comes twice: then duplicate lines, or all figures, were taken out.
bool TableStyle::LostDuplicates() const {
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

std::optional<int> TableStyle::PaddingOf(const Region& region) const {
  const auto it = padding_.find(region.row_class());
  const bool fits = it != padding_.end() && (region.empty() || it->second <= region.first);
  return fits ? std::optional<int>(it->second) : std::nullopt;
}

}  // namespace gouji::parse
