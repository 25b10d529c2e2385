#include "services/validate/equation_wording.h"

#include <array>
#include <string_view>

#include "fmt/format.h"

namespace gouji::validate {

using report::CellState;
using report::Form;
using report::FormCell;

namespace {

// What all operands of an equation share: a row, a group of columns in a row, a column; the operands are named by the
// rest.
enum class Shared { kRow, kGroup, kColumn, kNothing };

Shared FindShared(const Form& form, const report::Equation& equation) {
  const FormCell& first = form.cells()[equation.left.front()];
  const auto column_of = [&](const FormCell& cell) -> const report::FormColumn& {
    const report::FormTable& table = form.tables()[cell.table];
    return table.ColumnsOf(table.rows[cell.row])[cell.column];
  };
  bool same_row = true;
  bool same_column = true;
  bool same_group = !column_of(first).group_name_zh.empty();
  for (const std::vector<int>* side : {&equation.left, &equation.right}) {
    for (const int index : *side) {
      const FormCell& cell = form.cells()[index];
      same_row = same_row && cell.table == first.table && cell.row == first.row;
      same_group = same_group && same_row && column_of(cell).group_name_zh == column_of(first).group_name_zh;
      same_column = same_column && cell.table == first.table && cell.column == first.column;
    }
  }
  if (same_row) {
    return same_group ? Shared::kGroup : Shared::kRow;
  }
  return same_column ? Shared::kColumn : Shared::kNothing;
}

Wording NameOf(const Form& form, const FormCell& cell, Shared shared) {
  const report::FormTable& table = form.tables()[cell.table];
  const report::FormRow& row = table.rows[cell.row];
  switch (shared) {
    case Shared::kRow: {
      const report::FormColumn& column = table.ColumnsOf(row)[cell.column];
      return {column.name_zh, column.name_en};
    }
    case Shared::kGroup: {
      const report::FormColumn& column = table.ColumnsOf(row)[cell.column];
      return {column.short_name_zh, column.short_name_en};
    }
    case Shared::kColumn:
      return {row.name_zh, row.name_en};
    case Shared::kNothing:
      break;
  }
  return {cell.name_zh, cell.name_en};
}

struct OpenState {
  CellState state;
  std::string_view zh;
  std::string_view en;
};
constexpr std::array<OpenState, 4> kOpenStates = {{{CellState::kBlank, "空白", "blank"},
                                                   {CellState::kNotApplicable, "不适用", "not applicable"},
                                                   {CellState::kMissing, "缺失", "missing"},
                                                   {CellState::kUnreadable, "不是数字", "unreadable"}}};

Wording WordSide(const report::Report& report, const std::vector<int>& operands, Shared shared) {
  constexpr size_t kShowZerosUpTo = 2;
  const Form& form = *report.form;
  const report::CellType type = form.cells()[operands.front()].type;
  std::vector<Wording> terms;
  int64_t sum = 0;
  bool has_number = false;
  for (const int index : operands) {
    const report::Cell& cell = report.cells[index];
    if (!cell.has_value()) {
      continue;
    }
    has_number = true;
    sum += cell.value;
    if (cell.value != 0 || operands.size() <= kShowZerosUpTo) {
      const Wording name = NameOf(form, form.cells()[index], shared);
      const std::string value = FormatValue(cell.value, type);
      terms.push_back({fmt::format("{} {}", name.zh, value), fmt::format("{} {}", name.en, value)});
    }
  }
  if (terms.empty() && has_number) {
    terms.push_back({"各项 0", "all items 0"});
  }
  for (const OpenState& open : kOpenStates) {
    int count = 0;
    Wording name;
    for (const int index : operands) {
      if (report.cells[index].state == open.state) {
        ++count;
        name = NameOf(form, form.cells()[index], shared);
      }
    }
    if (count == 1) {
      terms.push_back({fmt::format("{}（{}）", name.zh, open.zh), fmt::format("{} ({})", name.en, open.en)});
    } else if (count > 1) {
      terms.push_back({fmt::format("{} 项{}", count, open.zh), fmt::format("{} {}", count, open.en)});
    }
  }
  Wording side;
  for (const Wording& term : terms) {
    side.zh += side.zh.empty() ? term.zh : " + " + term.zh;
    side.en += side.en.empty() ? term.en : " + " + term.en;
  }
  if (terms.size() > 1) {
    side.zh += " = " + FormatValue(sum, type);
    side.en += " = " + FormatValue(sum, type);
  }
  return side;
}

}  // namespace

EquationWording WordEquation(const report::Report& report, const report::Equation& equation) {
  const Form& form = *report.form;
  const Shared shared = FindShared(form, equation);
  const FormCell& first = form.cells()[equation.left.front()];
  const report::FormTable& table = form.tables()[first.table];
  EquationWording wording;
  wording.place = PlaceOf(form, first.table, shared == Shared::kRow ? first.row : -1);
  if (shared == Shared::kColumn || shared == Shared::kGroup) {
    const report::FormColumn& column = table.ColumnsOf(table.rows[first.row])[first.column];
    const bool group = shared == Shared::kGroup;
    wording.place = {fmt::format("{}“{}”", table.name_zh, group ? column.group_name_zh : column.name_zh),
                     fmt::format("{}, {}", table.name_en, group ? column.group_name_en : column.name_en)};
  }
  wording.left_side = WordSide(report, equation.left, shared);
  wording.right_side = WordSide(report, equation.right, shared);
  return wording;
}

}  // namespace gouji::validate
