#include "tests/generator/table_grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace gouji::generator {
namespace {

using report::CellType;
using report::FormBlock;
using report::FormColumn;
using report::FormRow;
using report::FormTable;
using report::Wordings;

std::string ChineseNumeral(int number) {
  static constexpr std::array<std::string_view, 10> kNumerals = {"一", "二", "三", "四", "五",
                                                                 "六", "七", "八", "九", "十"};
  return number >= 1 && number <= 10 ? std::string(kNumerals[number - 1]) : fmt::format("{}", number);
}

std::string Numbered(Numbering numbering, int depth, int number, std::string_view label) {
  if (depth == 0) {
    return fmt::format("{}、{}", ChineseNumeral(number), label);
  }
  const std::string_view space = numbering == Numbering::kAsciiSpaced ? " " : "";
  if (depth == 1) {
    return numbering == Numbering::kFullWidth ? fmt::format("（{}）{}", ChineseNumeral(number), label)
                                              : fmt::format("({}){}{}", ChineseNumeral(number), space, label);
  }
  return fmt::format("{}.{}{}", number, space, label);
}

int StubWidth(const FormTable& table) {
  size_t width = 0;
  for (const FormRow& row : table.rows) {
    width = std::max(width, row.label.empty() ? 0 : row.groups.size() + 1);
  }
  return static_cast<int>(width);
}

bool StandsBelow(const FormRow& row, const std::vector<Wordings>& groups) {
  return row.groups.size() >= groups.size() && std::equal(groups.begin(), groups.end(), row.groups.begin());
}

// Makes the rows of one table.
class TableLayout {
 public:
  TableLayout(const FormTable& table, const std::vector<std::string>& texts, const GridWording& wording,
              RandomSource& random)
      : table_(table), texts_(texts), wording_(wording), random_(random) {}

  TableGrid Make() {
    grid_.stub_width = StubWidth(table_);
    for (const FormBlock& block : table_.blocks) {
      grid_.width = std::max(grid_.width, grid_.stub_width + static_cast<int>(block.columns.size()));
    }
    counters_.assign(grid_.stub_width + 1, 0);
    int block_index = -1;
    for (size_t index = 0; index < table_.rows.size(); ++index) {
      for (; block_index < table_.rows[index].block; ++block_index) {
        AppendHead(table_.blocks[block_index + 1]);
      }
      AppendFigures(index);
    }
    return std::move(grid_);
  }

 private:
  // A wording of a label: mostly the official one.
  const std::string& Word(const Wordings& wordings) {
    const bool vary = wording_.variants_of_100 > 0 && wordings.size() > 1 &&
                      random_.Chance(static_cast<uint64_t>(wording_.variants_of_100), 100);
    return vary ? wordings[1 + random_.Below(wordings.size() - 1)] : wordings.front();
  }

  GridRow NewRow(RowKind kind) const {
    GridRow row;
    row.kind = kind;
    row.cells.resize(grid_.width);
    return row;
  }

  static void MergeRight(GridRow& row, size_t begin, size_t end) {
    for (size_t c = begin + 1; c < end; ++c) {
      row.cells[c].merged = Merged::kWithLeft;
    }
  }

  // Where the column of a block begins and ends: the last one reaches to the table's right edge.
  size_t ColumnBegin(size_t column) const { return grid_.stub_width + column; }
  size_t ColumnEnd(const FormBlock& block, size_t column) const {
    return column + 1 == block.columns.size() ? grid_.width : ColumnBegin(column) + 1;
  }

  // The anchor and the header rows of a block. A column's label stands below its groups and reaches to the figures.
  void AppendHead(const FormBlock& block) {
    if (!block.anchor.empty()) {
      GridRow anchor = NewRow(RowKind::kAnchor);
      anchor.cells[0].text = Word(block.anchor);
      MergeRight(anchor, 0, anchor.cells.size());
      grid_.rows.push_back(anchor);
    }
    size_t depth = 1;
    for (const FormColumn& column : block.columns) {
      depth = std::max(depth, column.groups.size() + 1);
    }
    std::vector<GridRow> rows(depth, NewRow(RowKind::kHeader));
    const auto stub_width = static_cast<size_t>(grid_.stub_width);
    for (size_t level = 0; level < depth && stub_width > 0; ++level) {
      MergeRight(rows[level], 0, stub_width);
      for (size_t c = 0; c < stub_width && level > 0; ++c) {
        rows[level].cells[c].merged = Merged::kWithAbove;
      }
    }
    if (stub_width > 0 && !block.stub_header.empty()) {
      // What is longer than a word is a remark, and stands in brackets.
      const std::string& text = Word(block.stub_header);
      rows[0].cells[0].text = stub_width > 1 ? fmt::format("({})", text) : text;
    }
    for (size_t column = 0; column < block.columns.size(); ++column) {
      AppendColumnHead(block, column, rows);
    }
    grid_.rows.insert(grid_.rows.end(), rows.begin(), rows.end());
  }

  void AppendColumnHead(const FormBlock& block, size_t index, std::vector<GridRow>& rows) {
    const FormColumn& column = block.columns[index];
    const size_t begin = ColumnBegin(index);
    for (size_t level = 0; level < column.groups.size(); ++level) {
      const bool continues = index > 0 && level < block.columns[index - 1].groups.size() &&
                             std::equal(column.groups.begin(), column.groups.begin() + static_cast<int>(level) + 1,
                                        block.columns[index - 1].groups.begin());
      if (continues) {
        rows[level].cells[begin].merged = Merged::kWithLeft;
      } else {
        rows[level].cells[begin].text = Word(column.groups[level]);
      }
    }
    for (size_t level = column.groups.size(); level < rows.size(); ++level) {
      const bool first = level == column.groups.size();
      rows[level].cells[begin].merged = first ? Merged::kNo : Merged::kWithAbove;
      MergeRight(rows[level], begin, ColumnEnd(block, index));
      if (first) {
        const std::string& label = Word(column.label);
        const bool needs_unit = column.type == CellType::kMoneyWanYuan && label.find("万元") == std::string::npos;
        rows[level].cells[begin].text = label + (needs_unit ? "（单位：万元）" : "");
      }
    }
  }

  void AppendFigures(size_t index) {
    const FormRow& row = table_.rows[index];
    GridRow printed = NewRow(RowKind::kFigures);
    if (!row.label.empty()) {
      AppendLabels(row, printed);
    }
    const FormBlock& block = table_.blocks[row.block];
    for (size_t column = 0; column < block.columns.size(); ++column) {
      GridCell& cell = printed.cells[ColumnBegin(column)];
      cell.figure = row.first_cell + static_cast<int>(column);
      cell.text = texts_[cell.figure];
      MergeRight(printed, ColumnBegin(column), ColumnEnd(block, column));
    }
    printed.last_of_group =
        !row.groups.empty() && (index + 1 == table_.rows.size() || !StandsBelow(table_.rows[index + 1], row.groups));
    grid_.rows.push_back(printed);
  }

  // The groups that begin with a row or reach into it, and its label.
  void AppendLabels(const FormRow& row, GridRow& printed) {
    printed.has_label = true;
    printed.label_depth = static_cast<int>(row.groups.size());
    bool same = true;
    for (size_t depth = 0; depth < row.groups.size(); ++depth) {
      same = same && depth < groups_.size() && groups_[depth] == row.groups[depth];
      if (same) {
        printed.cells[depth].merged = Merged::kWithAbove;
      } else {
        printed.cells[depth].text = Number(depth, Word(row.groups[depth]));
      }
    }
    printed.leads_group = !row.groups.empty() && !same;
    const size_t column = row.groups.size();
    const std::string& label = Word(row.label);
    printed.cells[column].text = grid_.stub_width == 1 ? label : Number(column, label);
    MergeRight(printed, column, grid_.stub_width);
    groups_ = row.groups;
  }

  std::string Number(size_t depth, std::string_view label) {
    std::fill(counters_.begin() + static_cast<int>(depth) + 1, counters_.end(), 0);
    return Numbered(wording_.numbering, static_cast<int>(depth), ++counters_[depth], label);
  }

  const FormTable& table_;
  const std::vector<std::string>& texts_;
  const GridWording wording_;
  RandomSource& random_;
  TableGrid grid_;
  std::vector<int> counters_;
  std::vector<Wordings> groups_;
};

}  // namespace

TableGrid LayOutTable(const FormTable& table, const std::vector<std::string>& texts, const GridWording& wording,
                      RandomSource& random) {
  return TableLayout(table, texts, wording, random).Make();
}

Span SpanOf(const TableGrid& grid, size_t row, size_t column) {
  Span span;
  const std::vector<GridCell>& cells = grid.rows[row].cells;
  for (size_t c = column + 1; c < cells.size() && cells[c].merged == Merged::kWithLeft; ++c) {
    ++span.columns;
  }
  for (size_t r = row + 1; r < grid.rows.size(); ++r) {
    const std::vector<GridCell>& below = grid.rows[r].cells;
    if (column >= below.size() || below[column].merged != Merged::kWithAbove) {
      break;
    }
    ++span.rows;
  }
  return span;
}

void CutMergesAbove(GridRow& row) {
  for (GridCell& cell : row.cells) {
    if (cell.merged == Merged::kWithAbove) {
      cell.merged = Merged::kNo;
    }
  }
}

}  // namespace gouji::generator
