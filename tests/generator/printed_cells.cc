#include "tests/generator/printed_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "tests/generator/random_source.h"

namespace gouji::generator {
namespace {

using report::Equation;
using report::Form;

// Whether an equation within the cell's own row has the cell on its left, and its total therefore explains a blank.
bool ExplainedByItsRow(const Form& form, int cell) {
  const auto in_row = [&](int other) {
    return form.cells()[other].table == form.cells()[cell].table && form.cells()[other].row == form.cells()[cell].row;
  };
  const std::vector<int>& equations = form.EquationsOf(cell);
  return std::any_of(equations.begin(), equations.end(), [&](int index) {
    const Equation& equation = form.equations()[index];
    return equation.right.size() == 1 && equation.right[0] != cell && in_row(equation.right[0]) &&
           std::all_of(equation.left.begin(), equation.left.end(), in_row);
  });
}

// Whether a cell is the total of its row and one of the summands of another total.
bool IsPartialTotal(const Form& form, int cell) {
  bool is_total = false;
  bool is_part = false;
  for (const int index : form.EquationsOf(cell)) {
    const Equation& equation = form.equations()[index];
    is_total = is_total || (equation.right.size() == 1 && equation.right[0] == cell);
    is_part = is_part || (equation.right.size() == 1 && equation.right[0] != cell);
  }
  return is_total && is_part;
}

constexpr std::array<std::string_view, 4> kMarkers = {"/", "-", "—", "无"};

}  // namespace

std::vector<PrintedCell> PrintedCells(const GeneratedReport& report, const Layout& layout) {
  RandomSource random(report.seed, report.index, "zeros");
  const std::string marker(random.Pick(kMarkers));
  std::vector<PrintedCell> printed;
  for (int cell = 0; cell < report.form->cell_count(); ++cell) {
    const int64_t figure = report.cells[cell];
    const report::CellType type = report.form->cells()[cell].type;
    PrintedCell print{Printed::kFigure, figure, PrintedText(type, figure)};
    const bool is_blank = (layout.zeros == ZeroStyle::kBlank && figure == 0 && ExplainedByItsRow(*report.form, cell) &&
                           random.Chance(9, 10)) ||
                          (layout.zeros == ZeroStyle::kBlankTotals && IsPartialTotal(*report.form, cell));
    if (is_blank) {
      print = {Printed::kBlank, 0, ""};
    } else if (layout.zeros == ZeroStyle::kMarker && figure == 0) {
      print = {Printed::kNotApplicable, 0, marker};
    }
    printed.push_back(print);
  }
  return printed;
}

std::string PrintedText(report::CellType type, int64_t figure) {
  if (!report::IsMoney(type)) {
    return fmt::format("{}", figure);
  }
  constexpr int64_t kFenPerWanYuan = 1'000'000;
  std::string text = fmt::format("{}.{:06}", figure / kFenPerWanYuan, figure % kFenPerWanYuan);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') {
    text.pop_back();
  }
  return type == report::CellType::kMoneyPrintedUnit ? text + "万元" : text;
}

}  // namespace gouji::generator
