#include "services/parse/interpret/form_order.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "services/parse/interpret/header_columns.h"
#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/number_grammar.h"

namespace gouji::parse {
namespace {

// A table with so many columns has no others like it.
constexpr size_t kEnoughColumns = 5;
// A header with so many of them in cells of its own is that table's; 总计 is in many.
constexpr int kEnoughOwnColumns = 5;
// So many labels of rows side by side are a header of rows.
constexpr size_t kEnoughRowLabels = 5;
// No table of a form is larger; what is larger is not turned.
constexpr size_t kMostCells = 4096;

// Whether a cell begins in this row or above it, and not on its left.
bool StandsHere(const GridCell& cell) { return cell.covered != Covered::kFromLeft; }

// A grid alone, with its labels looked up.
class LabelledGrid {
 public:
  LabelledGrid(const FormIndex& index, Grid grid) {
    document_.blocks.emplace_back(std::move(grid));
    rows_ = PrintedRows(document_);
    LookUpLabels(index, rows_);
  }
  LabelledGrid(const LabelledGrid&) = delete;
  LabelledGrid& operator=(const LabelledGrid&) = delete;

  const std::vector<PrintedRow>& rows() const { return rows_; }
  const Grid& grid() const { return std::get<Grid>(document_.blocks.front()); }

 private:
  Document document_;
  std::vector<PrintedRow> rows_;
};

// Columns and rows change places.
std::optional<Grid> Transposed(const Grid& grid) {
  const size_t width = grid.rows.empty() ? 0 : grid.rows.front().cells.size();
  if (width == 0 || width * grid.rows.size() > kMostCells ||
      std::any_of(grid.rows.begin(), grid.rows.end(), [&](const GridRow& row) { return row.cells.size() != width; })) {
    return std::nullopt;
  }
  Grid turned{.rows = std::vector<GridRow>(width), .has_row_ends = grid.has_row_ends};
  for (const GridRow& row : grid.rows) {
    for (size_t c = 0; c < width; ++c) {
      GridCell cell = row.cells[c];
      cell.covered = cell.covered == Covered::kFromLeft    ? Covered::kFromAbove
                     : cell.covered == Covered::kFromAbove ? Covered::kFromLeft
                                                           : Covered::kNo;
      turned.rows[c].cells.push_back(cell);
    }
  }
  return turned;
}

// Where a header names each of some labels, by their keys, once; empty when it does not.
std::vector<size_t> PlacesOf(const PrintedRow& header, const std::vector<std::vector<std::u32string>>& labels) {
  std::vector<size_t> places;
  for (const std::vector<std::u32string>& keys : labels) {
    std::vector<size_t> found;
    for (size_t c = 0; c < header.keys.size(); ++c) {
      if (StandsHere(header.row->cells[c]) && std::find(keys.begin(), keys.end(), header.keys[c]) != keys.end()) {
        found.push_back(c);
      }
    }
    if (found.size() != 1) {
      return {};
    }
    places.push_back(found.front());
  }
  return places;
}

// Whether the figures of a row stand below its header: it is as wide, has labels only in front of the places, and no
// label or merged cell in them.
bool FitsBelow(const PrintedRow& header, const PrintedRow& row, const std::vector<size_t>& places) {
  const std::vector<GridCell>& cells = row.row->cells;
  const size_t first = *std::min_element(places.begin(), places.end());
  if (cells.size() != header.row->cells.size()) {
    return false;
  }
  for (size_t c = 0; c < first; ++c) {
    if (row.keys[c].empty() && !cells[c].text.empty()) {
      return false;
    }
  }
  return std::all_of(places.begin(), places.end(),
                     [&](size_t place) { return row.keys[place].empty() && cells[place].covered == Covered::kNo; });
}

// Whether a row of figures contradicts the relations within a row of a table: its header may stand askew above it.
bool Contradicts(const report::Form& form, const report::FormTable& table, const std::vector<GridCell>& cells) {
  const int first = table.rows.front().first_cell;
  const auto in_row = [&](int cell) { return cell >= first && cell < first + static_cast<int>(cells.size()); };
  std::vector<int64_t> values;
  for (const GridCell& cell : cells) {
    const CellReading reading = ReadCell(cell.text, report::CellType::kCount);
    if (!report::HasValue(reading.state)) {
      return false;
    }
    values.push_back(reading.value);
  }
  const auto sum = [&](const std::vector<int>& side) {
    int64_t total = 0;
    for (const int cell : side) {
      total += values[static_cast<size_t>(cell - first)];
    }
    return total;
  };
  return std::any_of(form.equations().begin(), form.equations().end(), [&](const report::Equation& equation) {
    return !equation.left.empty() && std::all_of(equation.left.begin(), equation.left.end(), in_row) &&
           std::all_of(equation.right.begin(), equation.right.end(), in_row) &&
           sum(equation.left) != sum(equation.right);
  });
}

// The cells of a row in front of the places, and those in the places.
GridRow Picked(const GridRow& row, const std::vector<size_t>& places) {
  const auto first = static_cast<std::ptrdiff_t>(*std::min_element(places.begin(), places.end()));
  GridRow picked{.cells = {row.cells.begin(), row.cells.begin() + first}};
  for (const size_t place : places) {
    picked.cells.push_back(row.cells[place]);
    picked.cells.back().covered = Covered::kNo;
  }
  return picked;
}

// A table whose rows have labels, its columns put in the order of the form below the header that names them. Rows of
// the header above that are left out: they name groups.
std::optional<Grid> WithColumnsInOrder(const FormIndex& index, int table, const LabelledGrid& labelled) {
  const std::vector<PrintedRow>& rows = labelled.rows();
  std::vector<std::vector<std::u32string>> names;
  for (size_t c = 0; c < index.form().tables()[table].blocks.front().columns.size(); ++c) {
    names.push_back(index.ColumnKeys(table, 0, static_cast<int>(c)));
  }
  const report::Form& form = index.form();
  Grid ordered{.rows = {}, .has_row_ends = labelled.grid().has_row_ends};
  std::vector<bool> is_header;  // of the rows of `ordered`
  std::vector<size_t> places;
  const PrintedRow* header = nullptr;
  for (const PrintedRow& row : rows) {
    if (std::vector<size_t> found = row.has_values ? std::vector<size_t>() : PlacesOf(row, names); !found.empty()) {
      while (!is_header.empty() && is_header.back()) {
        ordered.rows.pop_back();
        is_header.pop_back();
      }
      places = std::move(found);
      header = &row;
    } else if (header != nullptr && row.is_header) {
      header = nullptr;  // another table begins, or this one goes on below its header printed again
    } else if (header != nullptr && row.has_values && !FitsBelow(*header, row, places)) {
      return std::nullopt;
    }
    const bool is_wide = header != nullptr && row.row->cells.size() == header->row->cells.size();
    ordered.rows.push_back(is_wide ? Picked(*row.row, places) : *row.row);
    is_header.push_back(row.is_header);
    if (is_wide && row.has_values) {
      const std::vector<GridCell>& cells = ordered.rows.back().cells;
      if (Contradicts(form, form.tables()[table],
                      {cells.end() - static_cast<std::ptrdiff_t>(places.size()), cells.end()})) {
        return std::nullopt;
      }
    }
  }
  return places.empty() ? std::nullopt : std::optional<Grid>(std::move(ordered));
}

// The wordings of the inmost group above each column, and of the labels below one group, each once.
struct GroupedColumns {
  std::vector<std::vector<std::u32string>> groups;
  std::vector<std::vector<std::u32string>> labels;
};

// The columns of a table with the same columns in each of its groups; none when they differ.
std::optional<GroupedColumns> Grouped(const FormIndex& index, int table) {
  const auto& columns = index.form().tables()[table].blocks.front().columns;
  GroupedColumns grouped;
  for (size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].groups.empty()) {
      return std::nullopt;
    }
    std::vector<std::u32string> group;
    for (const std::string& wording : columns[c].groups.back()) {
      group.push_back(LabelKey(wording));
    }
    if (grouped.groups.empty() || grouped.groups.back() != group) {
      grouped.groups.push_back(group);
    }
    const std::vector<std::u32string>& label = index.ColumnKeys(table, 0, static_cast<int>(c));
    if (grouped.groups.size() == 1) {
      grouped.labels.push_back(label);
    } else if (label != grouped.labels[c % grouped.labels.size()]) {
      return std::nullopt;
    }
  }
  return columns.size() == grouped.groups.size() * grouped.labels.size() ? std::optional(std::move(grouped))
                                                                         : std::nullopt;
}

// The only row of a table, of whose figures each group is printed in a row of its own: header and row as in the form,
// between the rows above the printed header and those below the last group.
std::optional<Grid> WithGroupsSideBySide(const FormIndex& index, int table, const LabelledGrid& labelled) {
  const std::optional<GroupedColumns> columns = Grouped(index, table);
  const std::vector<PrintedRow>& rows = labelled.rows();
  size_t header = 0;
  std::vector<size_t> places;
  while (columns.has_value() && header < rows.size() && places.empty()) {
    places = rows[header].has_values ? std::vector<size_t>() : PlacesOf(rows[header], columns->labels);
    header += places.empty() ? 1 : 0;
  }
  if (places.empty()) {
    return std::nullopt;
  }
  const std::vector<GridRow>& printed = labelled.grid().rows;
  std::vector<GridRow> made(3);
  size_t last = header;
  for (const std::vector<std::u32string>& group : columns->groups) {
    const PrintedRow* row_of_group = nullptr;
    size_t label = 0;
    for (size_t r = header + 1; r < rows.size(); ++r) {
      for (size_t c = 0; c < rows[r].keys.size(); ++c) {
        if (!IsOwn(rows[r], static_cast<int>(c)) ||
            std::find(group.begin(), group.end(), rows[r].keys[c]) == group.end()) {
          continue;
        }
        if (row_of_group != nullptr || !FitsBelow(rows[header], rows[r], places)) {
          return std::nullopt;
        }
        row_of_group = &rows[r];
        label = c;
        last = std::max(last, r);
      }
    }
    if (row_of_group == nullptr) {
      return std::nullopt;
    }
    for (const size_t place : places) {
      made[0].cells.push_back(row_of_group->row->cells[label]);
      made[1].cells.push_back(printed[header].cells[place]);
      made[1].cells.back().covered = Covered::kNo;
      made[2].cells.push_back(row_of_group->row->cells[place]);
    }
  }
  if (Contradicts(index.form(), index.form().tables()[table], made[2].cells)) {
    return std::nullopt;
  }
  Grid side_by_side{.rows = {printed.begin(), printed.begin() + static_cast<std::ptrdiff_t>(header)},
                    .has_row_ends = labelled.grid().has_row_ends};
  side_by_side.rows.insert(side_by_side.rows.end(), made.begin(), made.end());
  side_by_side.rows.insert(side_by_side.rows.end(), printed.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                           printed.end());
  return side_by_side;
}

bool HasLabels(const report::FormTable& table) { return !table.rows.front().label.empty(); }

// Whether many labels of rows of the form stand side by side in a row.
bool HasRowLabelsSideBySide(int table, const PrintedRow& row) {
  if (row.uses.size() < kEnoughRowLabels) {
    return false;
  }
  std::set<int> labels;
  for (const LabelUses* uses : row.uses) {
    for (const LabelUse& use : *uses) {
      if (use.role == LabelRole::kRow && use.table == table) {
        labels.insert(use.index);
        break;
      }
    }
  }
  return labels.size() >= kEnoughRowLabels;
}

// Whether a row shows that its table may be arranged in another way than in the form.
bool MayBeArrangedOtherwise(const FormIndex& index, int table, const PrintedRow& row) {
  if (HasLabels(index.form().tables()[table])) {
    const bool has_row_labels = HasRowLabelsSideBySide(table, row);  // 其他 and 总计 among them are also columns
    if (has_row_labels || !row.is_header) {
      return has_row_labels;
    }
    const HeaderColumns columns = ReadHeaderColumns(index, table, row, HeaderDetail::kOrder);
    return columns.is_out_of_order && columns.known_count >= kEnoughOwnColumns;
  }
  // Labels of its columns, or of their groups, in front of figures; 总计 is also a row of another table.
  return row.has_values && !row.is_header && std::any_of(row.uses.begin(), row.uses.end(), [&](const LabelUses* uses) {
           return uses->IsOfColumns(table) && !uses->Has(LabelRole::kRow);
         });
}

// A grid in the arrangement of the form; none when it cannot be put into that.
std::optional<Grid> InFormOrder(const FormIndex& index, int table, const Grid& grid) {
  const auto arrange = [&](const LabelledGrid& labelled) {
    return HasLabels(index.form().tables()[table]) ? WithColumnsInOrder(index, table, labelled)
                                                   : WithGroupsSideBySide(index, table, labelled);
  };
  if (auto ordered = arrange(LabelledGrid(index, grid))) {
    return ordered;
  }
  std::optional<Grid> turned = Transposed(grid);
  return turned.has_value() ? arrange(LabelledGrid(index, *std::move(turned))) : std::nullopt;
}

}  // namespace

std::optional<Document> PutInFormOrder(const FormIndex& index, const Document& document,
                                       const std::vector<PrintedRow>& printed) {
  std::optional<Document> ordered;
  const auto& tables = index.form().tables();
  for (size_t t = 0; t < tables.size(); ++t) {
    if (tables[t].blocks.size() != 1 || tables[t].blocks.front().columns.size() < kEnoughColumns) {
      continue;
    }
    size_t last_block = document.blocks.size();  // that was looked at
    for (const PrintedRow& row : printed) {
      if (IsLoose(row) || row.block == last_block || !MayBeArrangedOtherwise(index, static_cast<int>(t), row)) {
        continue;
      }
      last_block = row.block;
      std::optional<Grid> grid = InFormOrder(index, static_cast<int>(t), std::get<Grid>(document.blocks[row.block]));
      if (!grid.has_value()) {
        continue;
      }
      if (!ordered.has_value()) {
        ordered.emplace();
        ordered->remarks = document.remarks;
        ordered->page_title = document.page_title;
        ordered->second_readings = document.second_readings;
        ordered->blocks = document.blocks;
      }
      ordered->blocks[row.block] = *std::move(grid);
    }
  }
  return ordered;
}

}  // namespace gouji::parse
