#include "services/parse/interpret/row_region.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>

namespace gouji::parse {
namespace {

using report::CellState;

struct Side {
  int64_t sum = 0;
  bool has_unknown = false;
};

// Whether a merged cell that spans columns stands in this place.
bool IsMergedAcross(const std::vector<GridCell>& cells, size_t c) {
  return cells[c].covered == Covered::kFromLeft ||
         (cells[c].covered == Covered::kNo && c + 1 < cells.size() && cells[c + 1].covered == Covered::kFromLeft);
}

// Whether a printed key names a column of a block. A header may say more than the official words.
bool NamesColumn(const FormIndex& index, int table, int block, int column, std::u32string_view key) {
  const std::vector<std::u32string>& labels = index.ColumnKeys(table, block, column);
  return std::any_of(labels.begin(), labels.end(),
                     [&](const std::u32string& label) { return key.find(label) != std::u32string_view::npos; });
}

// The nearest row above that names a column of the block; null when there is none near by. Rows of the same block may
// stand between.
const PrintedRow* HeaderAbove(const FormIndex& index, int table, int block, const MatchedRow& match,
                              const std::vector<PrintedRow>& printed) {
  static constexpr int kMaxDistance = 6;
  const int column_count = static_cast<int>(index.form().tables()[table].blocks[block].columns.size());
  for (int i = match.printed - 1; i >= 0 && i >= match.printed - kMaxDistance; --i) {
    for (const std::u32string& key : printed[i].keys) {
      for (int column = 0; !key.empty() && column < column_count; ++column) {
        if (NamesColumn(index, table, block, column, key)) {
          return &printed[i];
        }
      }
    }
  }
  return nullptr;
}

// The units of money that a header prints, by column of the block.
std::vector<MoneyUnit> HeaderUnits(const FormIndex& index, int table, int block, const PrintedRow& header) {
  std::vector<MoneyUnit> units(index.form().tables()[table].blocks[block].columns.size(), MoneyUnit::kNotPrinted);
  for (size_t column = 0; column < units.size(); ++column) {
    for (size_t c = 0; c < header.keys.size(); ++c) {
      if (!header.keys[c].empty() && NamesColumn(index, table, block, static_cast<int>(column), header.keys[c])) {
        units[column] = UnitOfHeader(TextOf(header, c));
        break;
      }
    }
  }
  return units;
}

// The unit of money that a row prints itself, in its label or in a cell of its own (收费 | 元 | 500).
MoneyUnit UnitOfRow(const PrintedRow& printed) {
  MoneyUnit unit = MoneyUnit::kNotPrinted;
  for (size_t c = 0; c < printed.keys.size(); ++c) {
    const MoneyUnit own = printed.keys[c].empty() ? MoneyUnit::kNotPrinted : UnitOfHeader(TextOf(printed, c));
    if (own != MoneyUnit::kNotPrinted) {
      unit = unit == MoneyUnit::kNotPrinted || unit == own ? own : MoneyUnit::kOther;
    }
  }
  return unit;
}

// The unit of money in a line above the table that says units, in its grid or in front of it.
MoneyUnit UnitAbove(const std::vector<PrintedRow>& printed, int row) {
  static constexpr int kMaxDistance = 20;
  for (int i = row; i >= 0 && i >= row - kMaxDistance && printed[i].block == printed[row].block; --i) {
    for (size_t c = 0; c < printed[i].uses.size(); ++c) {
      if (printed[i].uses[c]->empty() && IsUnitNote(TextOf(printed[i], c))) {
        return UnitOfHeader(TextOf(printed[i], c));
      }
    }
  }
  return UnitOfHeader(printed[row].unit_note);
}

// The units of money of a row, by column of the block: those of its header and its own, which must not differ; else
// that of a line above the table.
std::vector<MoneyUnit> UnitsOf(const FormIndex& index, int table, int block, const PrintedRow* header,
                               const std::vector<PrintedRow>& rows, int row) {
  std::vector<MoneyUnit> units(index.form().tables()[table].blocks[block].columns.size(), MoneyUnit::kNotPrinted);
  if (header != nullptr) {
    units = HeaderUnits(index, table, block, *header);
  }
  if (const MoneyUnit own = UnitOfRow(rows[row]); own != MoneyUnit::kNotPrinted) {
    for (MoneyUnit& unit : units) {
      unit = unit == MoneyUnit::kNotPrinted || unit == own ? own : MoneyUnit::kOther;
    }
  }
  std::replace(units.begin(), units.end(), MoneyUnit::kNotPrinted, UnitAbove(rows, row));
  return units;
}

// Whether a place belongs to the same merged cell as the place on its left; the cell may begin in a row above.
bool ContinuesCell(const std::vector<GridCell>& cells, size_t c) {
  return cells[c].covered == Covered::kFromLeft ||
         (c > 0 && cells[c].covered == Covered::kFromAbove && cells[c - 1].covered == Covered::kFromAbove &&
          !cells[c].text.empty() && cells[c].text == cells[c - 1].text);
}

// Whether the cells of a row behind its label are merged across as those of its header are. (A page break may have made
// two grids of them.)
bool IsMergedAlike(const PrintedRow& header, const PrintedRow& row, int label_end) {
  const std::vector<GridCell>& above = header.row->cells;
  const std::vector<GridCell>& cells = row.row->cells;
  if (above.size() != cells.size()) {
    return false;
  }
  for (size_t c = label_end; c < cells.size(); ++c) {
    if (ContinuesCell(above, c) != (cells[c].covered == Covered::kFromLeft)) {
      return false;
    }
  }
  return true;
}

// Whether a row is wider than the rows above and below it in its grid, so that one of its cells claims too many
// columns.
bool IsWiderThanOthers(const std::vector<PrintedRow>& printed, int row) {
  bool has_other = false;
  for (const int i : {row - 1, row + 1}) {
    if (i >= 0 && i < static_cast<int>(printed.size()) && printed[i].block == printed[row].block) {
      has_other = true;
      if (printed[i].row->cells.size() >= printed[row].row->cells.size()) {
        return false;
      }
    }
  }
  return has_other;
}

// The cell with the label of a row that stands below groups; -1 for none.
int CellOfGroupedRow(const FormIndex& index, const PrintedRow& printed) {
  for (int c = static_cast<int>(printed.uses.size()) - 1; c >= 0; --c) {
    for (const LabelUse& use : *printed.uses[c]) {
      if (use.role == LabelRole::kRow && IsOwn(printed, c)) {
        return index.form().tables()[use.table].rows[use.index].groups.empty() ? -1 : c;
      }
    }
  }
  return -1;
}

bool HasEmptyCellBetweenFigures(const PrintedRow& printed) {
  const std::vector<GridCell>& cells = printed.row->cells;
  bool after_figure = false;
  bool after_empty = false;
  for (size_t c = 0; c < cells.size(); ++c) {
    if (cells[c].text.empty()) {
      after_empty = after_figure;
    } else if (printed.keys[c].empty()) {
      if (after_empty) {
        return true;
      }
      after_figure = true;
    }
  }
  return false;
}

// Judges a row whose columns stand where `token_of` says, by index in the row.
template <typename TokenOf>
RowVerdict Judge(const report::Form& form, const report::FormRow& row, const Region& region, const TokenOf& token_of) {
  const int end = row.first_cell + region.column_count;
  RowVerdict verdict = RowVerdict::kOpen;
  const auto add_up = [&](const std::vector<int>& cells) {
    Side side;
    for (const int cell : cells) {
      const CellReading& token = region.cells.At(token_of(cell - row.first_cell), cell - row.first_cell);
      side.sum += report::HasValue(token.state) ? token.value : 0;
      side.has_unknown |= !report::HasValue(token.state);
    }
    return side;
  };
  const auto in_row = [&](int cell) { return cell >= row.first_cell && cell < end; };
  for (int cell = row.first_cell; cell < end; ++cell) {
    for (const int e : form.EquationsOf(cell)) {
      const report::Equation& equation = form.equations()[e];
      if (equation.left.empty() || equation.left[0] != cell ||
          !std::all_of(equation.left.begin(), equation.left.end(), in_row) ||
          !std::all_of(equation.right.begin(), equation.right.end(), in_row)) {
        continue;
      }
      const Side left = add_up(equation.left);
      const Side right = add_up(equation.right);
      const bool open = equation.has_signed && (left.has_unknown || right.has_unknown);
      if (!open && ((left.sum > right.sum && !right.has_unknown) || (right.sum > left.sum && !left.has_unknown))) {
        return RowVerdict::kFails;
      }
      verdict = left.sum == right.sum && left.sum > 0 ? RowVerdict::kHolds : verdict;
    }
  }
  return verdict;
}

}  // namespace

EmptyCells StyleOfEmptyCells(const FormIndex& index, const std::vector<PrintedRow>& printed) {
  static constexpr int kEnoughRows = 8;
  int without_place = 0;
  for (const PrintedRow& row : printed) {
    if (row.is_header || IsLoose(row)) {
      continue;
    }
    const int cell = CellOfGroupedRow(index, row);
    if (cell > 0 && (row.row->cells[cell - 1].text.empty() || !IsOwn(row, cell - 1))) {
      return EmptyCells::kKept;
    }
    if (row.has_values && HasEmptyCellBetweenFigures(row)) {
      return EmptyCells::kKept;
    }
    without_place += cell == 0 ? 1 : 0;
  }
  return without_place >= kEnoughRows ? EmptyCells::kLeftOut : EmptyCells::kUnknown;
}

Region MakeRegion(const FormIndex& index, int table, const MatchedRow& match, const std::vector<PrintedRow>& printed,
                  EmptyCells empty_cells) {
  const PrintedRow& printed_row = printed[match.printed];
  const report::FormTable& form_table = index.form().tables()[table];
  const report::FormRow& row = form_table.rows[match.row];
  const std::vector<report::FormColumn>& columns = form_table.ColumnsOf(row);
  const std::vector<GridCell>& cells = printed_row.row->cells;
  const bool has_money = std::any_of(columns.begin(), columns.end(),
                                     [](const report::FormColumn& column) { return report::IsMoney(column.type); });
  bool has_merged = false;
  for (size_t c = match.label_end; c < cells.size(); ++c) {
    has_merged |= cells[c].covered == Covered::kFromLeft;
  }
  const PrintedRow* header =
      has_money || (has_merged && columns.size() > 1) ? HeaderAbove(index, table, row.block, match, printed) : nullptr;
  Region region{.match = &match,
                .printed = &printed_row,
                .cells = RowTokens(columns, has_money ? UnitsOf(index, table, row.block, header, printed, match.printed)
                                                      : std::vector<MoneyUnit>()),
                .column_count = static_cast<int>(columns.size()),
                .depth = static_cast<int>(row.groups.size())};
  // A merged cell is one column where the header is merged alike; the places that it covers are no cells.
  const bool merged_alike =
      columns.size() == 1 || (header != nullptr && IsMergedAlike(*header, printed_row, match.label_end));
  // Behind a cell that claims too many columns no figure is in the column that it seems to be in.
  const bool may_be_moved = has_merged && !merged_alike && IsWiderThanOthers(printed, match.printed);
  bool is_moved = false;
  region.cells.Reserve(cells.size() - match.label_end);
  for (size_t c = match.label_end; c < cells.size(); ++c) {
    const int place = static_cast<int>(c) - match.label_end;
    if (merged_alike && cells[c].covered == Covered::kFromLeft) {
      if (columns.size() == 1) {
        region.cells.AddBlank(place);
      }
      continue;
    }
    if (empty_cells == EmptyCells::kLeftOut && ReadCell(cells[c].text, columns[0].type).state == CellState::kBlank) {
      continue;
    }
    region.cells.Add(cells[c].text, place);
    const int token = region.width() - 1;
    const bool is_run = printed_row.is_run && columns.size() > 1;
    is_moved |= may_be_moved && IsMergedAcross(cells, c);
    if (is_run || is_moved || (!merged_alike && IsMergedAcross(cells, c)) || cells[c].covered == Covered::kFromAbove) {
      region.cells.Share(token);
    }
    if (!region.cells.IsBlank(token)) {
      ++region.value_count;
      region.last = token;
      region.first = region.first < 0 ? token : region.first;
    }
  }
  return region;
}

Offsets WindowOffsets(const Region& region, int max_padding) {
  if (region.empty()) {
    return {.least = 0, .most = region.width() >= region.column_count ? 0 : -1};
  }
  Offsets offsets{.least = std::max(0, region.last + 1 - region.column_count),
                  .most = std::min(region.first, region.width() - region.column_count)};
  if (offsets.least <= max_padding) {
    offsets.most = std::min(offsets.most, max_padding);
  }
  return offsets;
}

RowVerdict JudgeRow(const report::Form& form, const report::FormRow& row, const Region& region, int offset) {
  return Judge(form, row, region, [offset](int column) { return offset + column; });
}

RowVerdict JudgeWithTotalsInFront(const report::Form& form, const report::FormRow& row, const Region& region) {
  std::vector<int> token_of(region.column_count);
  std::iota(token_of.begin(), token_of.end(), 0);
  for (int column = 0; column < region.column_count; ++column) {
    for (const int e : form.EquationsOf(row.first_cell + column)) {
      const report::Equation& equation = form.equations()[e];
      const bool is_total_left = equation.left.size() == 1;
      const std::vector<int>& total = is_total_left ? equation.left : equation.right;
      const std::vector<int>& parts = is_total_left ? equation.right : equation.left;
      const int part_count = static_cast<int>(parts.size());
      // A total directly behind its parts.
      if (total.size() != 1 || total[0] != row.first_cell + column || part_count < 2 ||
          parts.front() != total[0] - part_count || parts.back() != total[0] - 1) {
        continue;
      }
      token_of[column] = column - part_count;
      for (int part = column - part_count; part < column; ++part) {
        token_of[part] = part + 1;
      }
    }
  }
  return Judge(form, row, region, [&](int column) { return token_of[column]; });
}

}  // namespace gouji::parse
