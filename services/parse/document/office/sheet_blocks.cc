#include "services/parse/document/office/sheet_blocks.h"

#include <algorithm>
#include <utility>

#include "services/parse/document/white_space.h"

namespace gouji::parse {
namespace {

// In a run of rows that is wider, columns without any text or border are left out.
constexpr int kMaxRunColumns = 256;

// A cell of a printed row, over the visible columns `first` to `last`.
struct Part {
  int first;
  int last;
  std::string_view text;
  bool has_border;
  bool from_above;
  bool reaches_down;  // the next row has a part of it
};

struct PrintedRow {
  std::vector<Part> parts;  // by ascending columns
};

// The columns of a sheet that are printed, renumbered from 1 without gaps.
class VisibleColumns {
 public:
  VisibleColumns(int last_column, const std::vector<SheetRange>& hidden)
      : visible_up_to_(static_cast<size_t>(last_column) + 1, 0) {
    std::vector<bool> is_hidden(visible_up_to_.size(), false);
    for (const SheetRange& range : hidden) {
      for (int c = std::max(range.first_column, 1); c <= std::min(range.last_column, last_column) && !is_hidden[c];
           ++c) {
        is_hidden[c] = true;
      }
    }
    for (int c = 1; c <= last_column; ++c) {
      visible_up_to_[c] = visible_up_to_[c - 1] + (is_hidden[c] ? 0 : 1);
    }
  }

  // The new numbers of the columns from `first` to `last`: an empty range (first > last) if none is visible.
  std::pair<int, int> Map(int first, int last) const {
    const int end = static_cast<int>(visible_up_to_.size()) - 1;
    return {visible_up_to_[std::min(first, end + 1) - 1] + 1, visible_up_to_[std::min(last, end)]};
  }

 private:
  std::vector<int> visible_up_to_;  // how many columns up to each are visible
};

class SheetLayout {
 public:
  SheetLayout(const Sheet& sheet, size_t cell_limit)
      : sheet_(sheet), columns_(LastColumn(sheet), sheet.hidden_columns), cell_limit_(cell_limit) {
    for (const SheetRow& row : sheet.rows) {
      has_borders_ |= std::any_of(row.cells.begin(), row.cells.end(), [](const SheetCell& c) { return c.has_border; });
    }
    PlaceMerged();
  }

  bool has_borders() const { return has_borders_; }
  bool full() const { return full_; }

  bool IsHidden(const SheetRow& row) const {
    return std::binary_search(sheet_.hidden_rows.begin(), sheet_.hidden_rows.end(), row.number);
  }

  // What is printed in a row, the `index`-th of the sheet.
  PrintedRow Print(size_t index) const {
    PrintedRow printed;
    std::vector<Part> merged = merged_[index];
    const auto by_column = [](const Part& a, const Part& b) { return a.first < b.first; };
    std::sort(merged.begin(), merged.end(), by_column);
    auto over = merged.begin();
    for (const SheetCell& cell : sheet_.rows[index].cells) {
      const auto [first, last] = columns_.Map(cell.column, cell.column);
      if (first > last) {
        continue;
      }
      while (over != merged.end() && over->last < first) {
        printed.parts.push_back(*over++);
      }
      if (over != merged.end() && over->first <= first) {
        over->has_border |= cell.has_border;  // what a merged cell covers is not printed
      } else if (printed.parts.empty() || printed.parts.back().last < first) {
        printed.parts.push_back({.first = first,
                                 .last = last,
                                 .text = cell.text,
                                 .has_border = cell.has_border,
                                 .from_above = false,
                                 .reaches_down = false});
      }
    }
    printed.parts.insert(printed.parts.end(), over, merged.end());
    // Ranges that overlap are damage: the first counts.
    int end = 0;
    std::erase_if(printed.parts, [&](const Part& part) {
      const bool overlaps = part.first <= end;
      end = overlaps ? end : part.last;
      return overlaps;
    });
    return printed;
  }

 private:
  static int LastColumn(const Sheet& sheet) {
    int last = 0;
    for (const SheetRow& row : sheet.rows) {
      last = row.cells.empty() ? last : std::max(last, row.cells.back().column);
    }
    return last;
  }

  std::string_view TextAt(int row_number, int column) const {
    const auto row = std::lower_bound(sheet_.rows.begin(), sheet_.rows.end(), row_number,
                                      [](const SheetRow& r, int number) { return r.number < number; });
    if (row == sheet_.rows.end() || row->number != row_number) {
      return "";
    }
    const auto cell = std::lower_bound(row->cells.begin(), row->cells.end(), column,
                                       [](const SheetCell& c, int number) { return c.column < number; });
    return cell == row->cells.end() || cell->column != column ? std::string_view() : cell->text;
  }

  void PlaceMerged() {
    merged_.resize(sheet_.rows.size());
    size_t part_count = 0;
    for (const SheetRange& range : sheet_.merged) {
      const auto [first, last] = columns_.Map(range.first_column, range.last_column);
      const std::string_view text = TextAt(range.first_row, range.first_column);
      if (first > last) {
        continue;
      }
      auto row = std::lower_bound(sheet_.rows.begin(), sheet_.rows.end(), range.first_row,
                                  [](const SheetRow& r, int number) { return r.number < number; });
      Part* above = nullptr;
      for (; row != sheet_.rows.end() && row->number <= range.last_row; ++row) {
        if (IsHidden(*row)) {
          continue;
        }
        if (++part_count > cell_limit_) {
          full_ = true;
          return;
        }
        if (above != nullptr) {
          above->reaches_down = true;
        }
        std::vector<Part>& parts = merged_[row - sheet_.rows.begin()];
        parts.push_back({.first = first,
                         .last = last,
                         .text = text,
                         .has_border = false,
                         .from_above = above != nullptr,
                         .reaches_down = false});
        above = &parts.back();
      }
    }
  }

  const Sheet& sheet_;
  VisibleColumns columns_;
  size_t cell_limit_;
  bool has_borders_ = false;
  bool full_ = false;
  std::vector<std::vector<Part>> merged_;  // by the index of the row
};

// The only text of a row that is printed there; null if there is another number of them.
const Part* LoneText(const PrintedRow& row) {
  const Part* lone = nullptr;
  for (const Part& part : row.parts) {
    if (part.text.empty()) {
      continue;
    }
    if (lone != nullptr || part.from_above) {
      return nullptr;
    }
    lone = &part;
  }
  return lone;
}

bool HasText(const PrintedRow& row) {
  return std::any_of(row.parts.begin(), row.parts.end(), [](const Part& part) { return !part.text.empty(); });
}

// Whether a row whose only text is `lone` may be a row of a table with blank cells. `above` is the row of a table that
// it stands directly below; null for none.
bool MayBeTableRow(const PrintedRow& row, const Part& lone, bool has_borders, const PrintedRow* above) {
  if (lone.reaches_down && lone.first == lone.last) {
    return true;  // a label for several rows
  }
  if (has_borders) {
    return std::any_of(row.parts.begin(), row.parts.end(),
                       [&](const Part& part) { return &part != &lone && part.has_border; });
  }
  // Below a cell that is merged alike and has others in front of it, it is the next line of that cell's column.
  return above != nullptr &&
         (lone.first == lone.last || std::any_of(above->parts.begin(), above->parts.end(), [&](const Part& part) {
            return part.first == lone.first && part.last == lone.last && above->parts.front().first < part.first;
          }));
}

// The columns of a run of rows, in ascending order.
std::vector<int> ColumnsOf(const std::vector<PrintedRow>& run) {
  int first = 0;
  int last = 0;
  std::vector<int> used;
  for (const PrintedRow& row : run) {
    for (const Part& part : row.parts) {
      first = first == 0 ? part.first : std::min(first, part.first);
      last = std::max(last, part.last);
      used.push_back(part.first);
    }
  }
  if (last - first < kMaxRunColumns) {
    used.clear();
    for (int column = first; column <= last; ++column) {
      used.push_back(column);
    }
    return used;
  }
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  return used;
}

// With borders a row ends with its last cell; without, all rows of a run are as long as the longest (`pad`). What
// comes from above begins anew in the first row of a grid.
GridRow LayOut(const PrintedRow& row, const std::vector<int>& columns, bool pad, bool is_first) {
  GridRow out;
  auto part = row.parts.begin();
  for (const int column : columns) {
    while (part != row.parts.end() && part->last < column) {
      ++part;
    }
    if (part == row.parts.end() && !pad) {
      break;
    }
    GridCell& cell = out.cells.emplace_back();
    if (part != row.parts.end() && part->first <= column) {
      cell.text = part->text;
      cell.covered = part->from_above && !is_first ? Covered::kFromAbove
                     : part->first == column       ? Covered::kNo
                                                   : Covered::kFromLeft;
    }
  }
  return out;
}

}  // namespace

void SheetBlocks::Add(const Sheet& sheet) {
  const SheetLayout layout(sheet, kMaxCells - std::min(cell_count_, kMaxCells));
  if (layout.full()) {
    cell_count_ = kMaxCells + 1;
    return;
  }
  std::vector<PrintedRow> run;
  const auto end_run = [&] {
    if (run.empty()) {
      return;
    }
    Grid grid;
    grid.has_row_ends = layout.has_borders();
    const std::vector<int> columns = ColumnsOf(run);
    for (const PrintedRow& row : run) {
      if (Full()) {
        break;
      }
      grid.rows.push_back(LayOut(row, columns, !layout.has_borders(), grid.rows.empty()));
      cell_count_ += grid.rows.back().cells.size();
    }
    run.clear();
    document_.blocks.emplace_back(std::move(grid));
  };
  int last_row = 0;
  for (size_t i = 0; i < sheet.rows.size() && !Full(); ++i) {
    if (sheet.rows[i].number > last_row + 1) {
      end_run();
    }
    last_row = sheet.rows[i].number;
    if (layout.IsHidden(sheet.rows[i])) {
      continue;
    }
    PrintedRow row = layout.Print(i);
    if (!HasText(row)) {
      end_run();
      continue;
    }
    const bool only_from_above = std::all_of(row.parts.begin(), row.parts.end(),
                                             [](const Part& part) { return part.text.empty() || part.from_above; });
    if (only_from_above && run.empty()) {
      continue;  // a title merged over several rows
    }
    const Part* lone = LoneText(row);
    if (lone == nullptr || MayBeTableRow(row, *lone, layout.has_borders(), run.empty() ? nullptr : &run.back())) {
      run.push_back(std::move(row));
      continue;
    }
    end_run();
    for (std::string_view rest = lone->text; !rest.empty();) {
      const size_t line_end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = TrimSpace(rest.substr(0, line_end));
      if (!line.empty() && ++paragraph_count_ <= kMaxParagraphs) {
        document_.blocks.emplace_back(Paragraph{.text = line, .place = {}, .heading_level = 0});
      }
      rest.remove_prefix(std::min(line_end + 1, rest.size()));
    }
  }
  end_run();
}

}  // namespace gouji::parse
