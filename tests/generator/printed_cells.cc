#include "tests/generator/printed_cells.h"

#include <fmt/format.h>

#include <algorithm>

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

}  // namespace

std::vector<std::optional<int64_t>> PrintedCells(const GeneratedReport& report, const Layout& layout) {
  std::vector<std::optional<int64_t>> printed(report.cells.begin(), report.cells.end());
  if (layout.zeros == ZeroStyle::kDigit || layout.tables == TableStyle::kTrailingPipes) {
    return printed;
  }
  RandomSource random(report.seed, report.index, "zeros");
  for (int cell = 0; cell < report.form->cell_count(); ++cell) {
    if (report.cells[cell] == 0 && ExplainedByItsRow(*report.form, cell) && random.Chance(9, 10)) {
      printed[cell].reset();
    }
  }
  return printed;
}

std::string PrintedText(report::CellType type, std::optional<int64_t> figure) {
  if (!figure.has_value()) {
    return "";
  }
  if (type == report::CellType::kCount) {
    return fmt::format("{}", *figure);
  }
  constexpr int64_t kFenPerWanYuan = 1'000'000;
  std::string text = fmt::format("{}.{:06}", *figure / kFenPerWanYuan, *figure % kFenPerWanYuan);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') {
    text.pop_back();
  }
  return text;
}

}  // namespace gouji::generator
