#include "services/cli/checked/table_grid.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "fmt/format.h"

namespace gouji::cli {
namespace {

using report::FormBlock;
using report::FormColumn;
using report::FormRow;
using report::Wordings;

std::string Official(const Wordings& wordings) { return wordings.empty() ? std::string() : wordings.front(); }

// Whether two rows or columns stand below the same groups down to `level`.
template <typename Labelled>
bool ShareGroups(const Labelled& a, const Labelled& b, std::size_t level) {
  if (a.groups.size() <= level || b.groups.size() <= level) return false;
  for (std::size_t i = 0; i <= level; ++i) {
    if (Official(a.groups[i]) != Official(b.groups[i])) return false;
  }
  return true;
}

// How many items from `begin` on stand below its group on `level`.
template <typename Labelled>
int RunLength(const std::vector<const Labelled*>& items, std::size_t begin, std::size_t level) {
  std::size_t end = begin + 1;
  while (end < items.size() && ShareGroups(*items[begin], *items[end], level)) ++end;
  return static_cast<int>(end - begin);
}

template <typename Labelled>
std::size_t Depth(const std::vector<const Labelled*>& items) {
  std::size_t depth = 0;
  for (const Labelled* item : items) depth = std::max(depth, item->groups.size());
  return depth;
}

class Layout {
 public:
  Layout(const report::FormTable& table, Language language) : table_(table), language_(language) {
    std::vector<const FormRow*> rows;
    for (const FormRow& row : table.rows) rows.push_back(&row);
    const bool labelled = std::any_of(rows.begin(), rows.end(), [](const FormRow* row) { return !row->label.empty(); });
    grid_.stub_width = labelled ? static_cast<int>(Depth(rows)) + 1 : 0;
    std::size_t value_columns = 0;
    for (const FormBlock& block : table.blocks) value_columns = std::max(value_columns, block.columns.size());
    grid_.column_count = grid_.stub_width + static_cast<int>(value_columns);
  }

  TableGrid LayOut() {
    for (std::size_t block = 0; block < table_.blocks.size(); ++block) {
      AddHead(table_.blocks[block]);
      AddRows(static_cast<int>(block));
    }
    std::sort(grid_.cells.begin(), grid_.cells.end(), [](const GridCell& a, const GridCell& b) {
      return std::tie(a.row, a.column) < std::tie(b.row, b.column);
    });
    return std::move(grid_);
  }

 private:
  void Label(const Wordings& label, const std::string& name_en, GridCell* cell) const {
    cell->text = Official(label);
    if (language_ == Language::kEnglish && !name_en.empty()) cell->official = std::exchange(cell->text, name_en);
  }

  // The grid columns of a block's column: the last one takes what other blocks have more.
  std::pair<int, int> Place(const FormBlock& block, std::size_t column) const {
    const int first = grid_.stub_width + static_cast<int>(column);
    return {first, column + 1 == block.columns.size() ? grid_.column_count - first : 1};
  }

  void AddHead(const FormBlock& block) {
    if (!block.anchor.empty()) {
      grid_.cells.push_back({.row = grid_.row_count++,
                             .column_span = grid_.column_count,
                             .role = GridRole::kAnchor,
                             .text = Official(block.anchor)});
    }
    std::vector<const FormColumn*> columns;
    for (const FormColumn& column : block.columns) columns.push_back(&column);
    const std::size_t level_count = Depth(columns) + 1;
    if (grid_.stub_width > 0) {
      grid_.cells.push_back({.row = grid_.row_count,
                             .row_span = static_cast<int>(level_count),
                             .column_span = grid_.stub_width,
                             .role = GridRole::kStubHeader,
                             .text = Official(block.stub_header)});
    }
    for (std::size_t level = 0; level < level_count; ++level) {
      for (std::size_t i = 0; i < columns.size(); ++i) AddHeader(block, columns, i, level, level_count);
    }
    grid_.row_count += static_cast<int>(level_count);
  }

  void AddHeader(const FormBlock& block, const std::vector<const FormColumn*>& columns, std::size_t i,
                 std::size_t level, std::size_t level_count) {
    const FormColumn& column = *columns[i];
    if (level > column.groups.size()) return;
    if (i > 0 && ShareGroups(*columns[i - 1], column, level)) return;
    const auto [first, span] = Place(block, i);
    GridCell cell{.row = grid_.row_count + static_cast<int>(level),
                  .column = first,
                  .column_span = span,
                  .role = GridRole::kHeader};
    if (level == column.groups.size()) {
      cell.row_span = static_cast<int>(level_count - level);
      Label(column.label, column.short_name_en, &cell);
      // The unit that all outputs give, whatever the document printed.
      if (report::IsMoney(column.type)) cell.text += Choose(language_, "（万元）", " (10 000 yuan)");
    } else {
      const std::size_t last = i + static_cast<std::size_t>(RunLength(columns, i, level)) - 1;
      cell.column_span = Place(block, last).first + Place(block, last).second - first;
      cell.text = Official(column.groups[level]);
    }
    grid_.cells.push_back(std::move(cell));
  }

  void AddRows(int block) {
    std::vector<const FormRow*> rows;
    for (const FormRow& row : table_.rows) {
      if (row.block == block) rows.push_back(&row);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      AddLabels(rows, i);
      const FormBlock& definition = table_.blocks[block];
      for (std::size_t column = 0; column < definition.columns.size(); ++column) {
        const auto [first, span] = Place(definition, column);
        grid_.cells.push_back({.row = grid_.row_count,
                               .column = first,
                               .column_span = span,
                               .role = GridRole::kValue,
                               .cell = rows[i]->first_cell + static_cast<int>(column)});
      }
      ++grid_.row_count;
    }
  }

  void AddLabels(const std::vector<const FormRow*>& rows, std::size_t i) {
    if (grid_.stub_width == 0) return;
    const FormRow& row = *rows[i];
    for (std::size_t level = 0; level < row.groups.size(); ++level) {
      if (i > 0 && ShareGroups(*rows[i - 1], row, level)) continue;
      grid_.cells.push_back({.row = grid_.row_count,
                             .column = static_cast<int>(level),
                             .row_span = RunLength(rows, i, level),
                             .role = GridRole::kRowGroup,
                             .text = Official(row.groups[level])});
    }
    const int column = static_cast<int>(row.groups.size());
    GridCell label{.row = grid_.row_count,
                   .column = column,
                   .column_span = grid_.stub_width - column,
                   .role = GridRole::kRowLabel};
    Label(row.label, row.name_en, &label);
    grid_.cells.push_back(std::move(label));
  }

  const report::FormTable& table_;
  const Language language_;
  TableGrid grid_;
};

}  // namespace

TableGrid LayOutTable(const report::Form& form, const report::FormTable& table, Language language) {
  TableGrid grid = Layout(table, language).LayOut();
  grid.title = Choose(language, table.name_zh, table.name_en);
  for (const report::FormSection& section : form.sections()) {
    if (section.number == table.section) grid.title += fmt::format("  {}", Official(section.heading));
  }
  return grid;
}

}  // namespace gouji::cli
