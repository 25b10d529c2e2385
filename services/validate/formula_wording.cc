#include "services/validate/formula_wording.h"

#include <algorithm>

#include "fmt/format.h"

namespace gouji::validate {
namespace {

using report::Form;
using report::FormCell;

// The type of the numbers of a comparison: of its first cell.
report::CellType TypeOf(const Comparison& comparison, const Form& form) {
  for (const std::vector<Term>* side : {&comparison.left, &comparison.right}) {
    for (const Term& term : *side) {
      if (term.cell >= 0) {
        return form.cells()[term.cell].type;
      }
    }
  }
  return report::CellType::kCount;
}

const report::Cell* FindCell(const Term& term, const FormulaInput& input) {
  const Form& form = *input.report.form;
  if (term.kind == Term::Kind::kCell) {
    return &input.report.cells[term.cell];
  }
  const std::optional<int> cell = input.previous->form->FindCell(form.cells()[term.cell].path);
  return cell.has_value() ? &input.previous->cells[*cell] : nullptr;
}

Wording WordTerm(const Term& term, const FormulaInput& input, report::CellType type) {
  if (term.kind == Term::Kind::kConstant) {
    const std::string value = FormatValue(std::abs(term.factor), type);
    return {value, value};
  }
  if (term.kind == Term::Kind::kYear) {
    return {fmt::format("年度 {}", input.report.year), fmt::format("year {}", input.report.year)};
  }
  const FormCell& form_cell = input.report.form->cells()[term.cell];
  const bool previous = term.kind == Term::Kind::kPreviousCell;
  const report::Cell* cell = FindCell(term, input);
  const bool has_value = cell != nullptr && cell->has_value();
  const int64_t factor = std::abs(term.factor);
  const std::string times = factor == 1 ? "" : fmt::format("{} × ", factor);
  const std::string value = has_value ? FormatValue(cell->value, type) : "";
  return {
      fmt::format("{}{}{} {}", times, previous ? "上年报告" : "", form_cell.name_zh, has_value ? value : "（无数字）"),
      fmt::format("{}{}{} {}", times, previous ? "last year's report, " : "", form_cell.name_en,
                  has_value ? value : "(no number)")};
}

Wording WordSide(const std::vector<Term>& terms, const SideValue& value, const FormulaInput& input,
                 report::CellType type) {
  Wording side;
  for (const Term& term : terms) {
    const Wording word = WordTerm(term, input, type);
    const char* sign = term.factor < 0 ? (side.zh.empty() ? "−" : " − ") : (side.zh.empty() ? "" : " + ");
    side.zh += sign + word.zh;
    side.en += sign + word.en;
  }
  if (terms.size() > 1 && value.has_number) {
    side.zh += " = " + FormatValue(value.sum, type);
    side.en += " = " + FormatValue(value.sum, type);
  }
  return side;
}

Wording PlaceOfCells(const Form& form, const std::vector<int>& cells) {
  if (cells.empty()) {
    return {};
  }
  const FormCell& first = form.cells()[cells.front()];
  const bool same_row = std::all_of(cells.begin(), cells.end(), [&](int cell) {
    return form.cells()[cell].table == first.table && form.cells()[cell].row == first.row;
  });
  return PlaceOf(form, first.table, same_row ? first.row : -1);
}

// The cells of all comparisons with their numbers, each once.
Wording WordValues(const Formula& formula, const FormulaInput& input) {
  Wording values;
  const Form& form = *input.report.form;
  for (const int cell : formula.cells()) {
    const Wording word =
        WordTerm({.kind = Term::Kind::kCell, .factor = 1, .cell = cell}, input, form.cells()[cell].type);
    values.zh += (values.zh.empty() ? "" : "、") + word.zh;
    values.en += (values.en.empty() ? "" : ", ") + word.en;
  }
  return values;
}

}  // namespace

Wording WordSum(const std::vector<Term>& terms, const FormulaInput& input, report::CellType type) {
  return WordSide(terms, EvaluateSide(terms, input, *input.report.form), input, type);
}

FormulaWording WordFormula(const Formula& formula, const FormulaInput& input) {
  const Form& form = *input.report.form;
  FormulaWording wording;
  const Wording place = PlaceOfCells(form, formula.cells());
  const Wording values = WordValues(formula, input);
  wording.zh = {{"place", place.zh}, {"values", values.zh}};
  wording.en = {{"place", place.en}, {"values", values.en}};
  for (const Comparison& comparison : formula.comparisons()) {
    for (const std::vector<Term>* side : {&comparison.left, &comparison.right}) {
      for (const Term& term : *side) {
        if (term.kind == Term::Kind::kPreviousCell) {
          const report::Cell* cell = FindCell(term, input);
          const bool has_value = cell != nullptr && cell->has_value();
          wording.subject +=
              fmt::format("{}={}\n", form.cells()[term.cell].path, has_value ? fmt::format("{}", cell->value) : "");
        }
      }
    }
  }
  if (!formula.is_relation()) {
    return wording;
  }
  const Comparison& comparison = formula.comparisons().front();
  const report::CellType type = TypeOf(comparison, form);
  const SideValue left = EvaluateSide(comparison.left, input, form);
  const SideValue right = EvaluateSide(comparison.right, input, form);
  const Wording left_side = WordSide(comparison.left, left, input, type);
  const Wording right_side = WordSide(comparison.right, right, input, type);
  const std::string difference = FormatValue(std::abs(left.sum - right.sum), type);
  for (auto* message : {&wording.zh, &wording.en}) {
    const bool zh = message == &wording.zh;
    message->emplace_back("left_side", zh ? left_side.zh : left_side.en);
    message->emplace_back("right_side", zh ? right_side.zh : right_side.en);
    message->emplace_back("left", FormatValue(left.sum, type));
    message->emplace_back("right", FormatValue(right.sum, type));
    message->emplace_back("difference", difference);
  }
  if (left.has_number) {
    wording.left = left.sum;
  }
  if (right.has_number) {
    wording.right = right.sum;
  }
  return wording;
}

}  // namespace gouji::validate
