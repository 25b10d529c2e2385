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

const std::string& Official(const Wordings& wordings) { return wordings.front(); }

std::string ChineseNumeral(int number) {
  static constexpr std::array<std::string_view, 10> kNumerals = {"一", "二", "三", "四", "五",
                                                                 "六", "七", "八", "九", "十"};
  return number >= 1 && number <= 10 ? std::string(kNumerals[number - 1]) : fmt::format("{}", number);
}

std::string Numbered(int depth, int number, std::string_view label) {
  switch (depth) {
    case 0:
      return fmt::format("{}、{}", ChineseNumeral(number), label);
    case 1:
      return fmt::format("({}) {}", ChineseNumeral(number), label);
    default:
      return fmt::format("{}. {}", number, label);
  }
}

int StubWidth(const FormTable& table) {
  size_t width = 0;
  for (const FormRow& row : table.rows) {
    width = std::max(width, row.label.empty() ? 0 : row.groups.size() + 1);
  }
  return static_cast<int>(width);
}

// The header rows of a block: a label stands as deep as there are groups above it, a group over its first column.
void AppendHeader(const FormBlock& block, int stub_width, std::vector<GridRow>* rows) {
  size_t depth = 1;
  for (const FormColumn& column : block.columns) {
    depth = std::max(depth, column.groups.size() + 1);
  }
  for (size_t level = 0; level < depth; ++level) {
    GridRow header;
    header.header = true;
    header.stub.assign(stub_width, "");
    if (level == 0 && stub_width > 0 && !block.stub_header.empty()) {
      // What is longer than a word is a remark, and stands in brackets.
      const std::string& text = Official(block.stub_header);
      header.stub[0] = stub_width > 1 ? fmt::format("({})", text) : text;
    }
    const FormColumn* previous = nullptr;
    for (const FormColumn& column : block.columns) {
      std::string text;
      if (level < column.groups.size()) {
        const bool continues =
            previous != nullptr && level < previous->groups.size() &&
            std::equal(column.groups.begin(), column.groups.begin() + level + 1, previous->groups.begin());
        text = continues ? "" : Official(column.groups[level]);
      } else if (level == column.groups.size()) {
        text = Official(column.label) + (column.type == CellType::kMoneyWanYuan ? "（单位：万元）" : "");
      }
      header.figures.push_back(text);
      previous = &column;
    }
    rows->push_back(header);
  }
}

bool StandsBelow(const FormRow& row, const std::vector<Wordings>& groups) {
  return row.groups.size() >= groups.size() && std::equal(groups.begin(), groups.end(), row.groups.begin());
}

// Numbers the labels of a table's rows as they come.
class Stub {
 public:
  explicit Stub(int width) : width_(width), counters_(width + 1, 0) {}

  // The label cells of the next row: the groups that begin with it, and its label.
  std::vector<std::string> Next(const FormRow& row) {
    if (row.label.empty()) {
      return {};
    }
    if (width_ == 1) {
      return {Official(row.label)};
    }
    std::vector<std::string> cells;
    bool same = true;
    for (size_t depth = 0; depth < row.groups.size(); ++depth) {
      same = same && depth < groups_.size() && groups_[depth] == row.groups[depth];
      cells.push_back(same ? "" : Number(depth, Official(row.groups[depth])));
    }
    cells.push_back(Number(row.groups.size(), Official(row.label)));
    groups_ = row.groups;
    return cells;
  }

 private:
  std::string Number(size_t depth, std::string_view label) {
    std::fill(counters_.begin() + static_cast<int>(depth) + 1, counters_.end(), 0);
    return Numbered(static_cast<int>(depth), ++counters_[depth], label);
  }

  int width_;
  std::vector<int> counters_;
  std::vector<Wordings> groups_;
};

}  // namespace

TableGrid LayOutTable(const FormTable& table, const std::vector<std::string>& texts) {
  TableGrid grid;
  grid.stub_width = StubWidth(table);
  for (const FormBlock& block : table.blocks) {
    grid.width = std::max(grid.width, grid.stub_width + static_cast<int>(block.columns.size()));
  }
  Stub stub(grid.stub_width);
  int block_index = -1;
  for (size_t index = 0; index < table.rows.size(); ++index) {
    const FormRow& row = table.rows[index];
    for (; block_index < row.block; ++block_index) {
      const FormBlock& block = table.blocks[block_index + 1];
      if (!block.anchor.empty()) {
        GridRow anchor;
        anchor.header = true;
        anchor.stub = {Official(block.anchor)};
        grid.rows.push_back(anchor);
      }
      AppendHeader(block, grid.stub_width, &grid.rows);
    }
    GridRow printed;
    printed.stub = stub.Next(row);
    const auto first = texts.begin() + row.first_cell;
    printed.figures.assign(first, first + static_cast<int>(table.ColumnsOf(row).size()));
    printed.label_depth = static_cast<int>(row.groups.size());
    printed.last_of_group =
        !row.groups.empty() && (index + 1 == table.rows.size() || !StandsBelow(table.rows[index + 1], row.groups));
    grid.rows.push_back(printed);
  }
  return grid;
}

}  // namespace gouji::generator
