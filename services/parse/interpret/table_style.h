#ifndef GOUJI_SERVICES_PARSE_INTERPRET_TABLE_STYLE_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_TABLE_STYLE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "services/parse/interpret/row_region.h"
#include "services/report/form.h"

namespace gouji::parse {

// Whether a table prints all its cells, as far as its rows tell. kKept: most are complete, and zeros are printed.
// kDropped: many are short. A table of one row tells nothing.
enum class CellsKept : uint8_t { kUnknown, kKept, kDropped };

// What the printed rows of one table have in common: how wide they are, how far their values are indented, whether they
// leave out empty cells. A single row often fits in several ways; its like decide.
//
//   TableStyle style(form, table, regions, max_padding, empty_cells);
//   style.PaddingOf(region);     // 1: one empty cell in front of its values
//   style.MissingCells(region);  // 2: its like have two cells more
//
// Immutable after construction; keeps references to its arguments.
class TableStyle {
 public:
  TableStyle(const report::Form& form, const report::FormTable& table, const std::vector<PrintedRow>& printed,
             const std::vector<Region>& regions, int max_padding, EmptyCells empty_cells);

  // The offsets of a row's values that its own equations admit.
  struct Judged {
    std::vector<int> open;     // holding ones included
    std::vector<int> holding;  // that make an equation hold
  };
  Judged Judge(const Region& region, const Offsets& offsets) const;

  // How many empty cells stand in front of the values of a row, by its like; none when that is not known, or when its
  // values begin further in front.
  std::optional<int> PaddingOf(const Region& region) const;

  // How many cells are missing from a row, by the width of its like; 0 when none or not known.
  int MissingCells(const Region& region) const;

  // Whether a row of a table with short rows is as wide as its header, and no row is wider: it has lost nothing.
  bool IsFullWidth(const Region& region) const;

  // The place in a row at which the values begin, where all rows that leave no doubt agree.
  std::optional<int> value_place() const { return value_place_; }

  // Whether a row of the same indentation fits nowhere.
  bool IsContradicted(const Region& region) const { return contradicted_.contains(region.row_class()); }

  // Whether rows have fewer cells than columns.
  bool has_short_rows() const { return has_short_rows_; }
  // Whether the table leaves out its empty cells, so that a short row has lost nothing.
  bool drops_blanks() const { return drops_blanks_; }
  // Whether most rows of loose cells are no rows as they should be: too short or too long, unreadable or not adding up.
  // Then cells came in another order than that of the table, and what stands behind a label need not be its row.
  bool is_disorderly() const { return is_disorderly_; }
  // Whether the table prints all its cells, zeros among them, so that what a row lacks was lost: no row that is as wide
  // as its like has an empty cell among its columns. Empty cells at ends of narrower rows are then no columns.
  bool prints_all_cells() const { return prints_all_cells_; }
  // Whether a table of a document that does not print empty cells leaves none out.
  CellsKept cells_kept() const { return cells_kept_; }
  // Whether nearly all rows print something in their last column.
  bool prints_last_column() const { return prints_last_column_; }

 private:
  using RowClass = std::pair<int, int>;                // see Region::row_class
  using Votes = std::map<RowClass, std::vector<int>>;  // paddings

  void LearnStyle(EmptyCells empty_cells);
  bool LostDuplicates() const;
  bool HasLooseCellsInDisorder() const;
  void JoinGrids(const std::vector<PrintedRow>& printed);
  // The first of the grids that a row's grid goes on from.
  int GridOf(const Region& region) const { return first_grid_.at(region.grid()); }
  void LearnWidths(const std::vector<PrintedRow>& printed);
  int HeaderWidth(const std::vector<PrintedRow>& printed, int grid) const;
  void LearnWhatIsPrinted();
  void LearnPadding();
  void LearnPaddingFromOtherClasses();
  void LearnPaddingFromDoubtfulRows();
  void LearnPaddingFromLastValues();
  void LearnUnanimous(const Votes& votes, size_t least_votes);
  int LastValueOffset(const RowClass& row_class) const;
  bool LeavesLastColumnBlank() const;

  const report::Form& form_;
  const report::FormTable& table_;
  const std::vector<Region>& regions_;
  const int max_padding_;
  std::map<int, int> first_grid_;       // by grid
  std::map<int, int> grid_width_;       // by first grid
  std::map<int, int> full_width_;       // by first grid
  std::map<RowClass, int> like_width_;  // by first grid and label_end
  std::map<RowClass, int> padding_;
  std::set<RowClass> contradicted_;  // classes with a row that fits nowhere
  bool has_short_rows_ = false;
  bool has_many_short_rows_ = false;
  bool prints_last_column_ = false;
  bool drops_blanks_ = false;
  bool is_disorderly_ = false;
  std::optional<int> value_place_;
  bool prints_all_cells_ = false;
  CellsKept cells_kept_ = CellsKept::kUnknown;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_TABLE_STYLE_H_
