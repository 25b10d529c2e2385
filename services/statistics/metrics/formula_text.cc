#include "services/statistics/metrics/formula_text.h"

#include <algorithm>
#include <string_view>

namespace gouji::statistics {
namespace {

using report::Equation;
using report::Form;
using report::FormCell;
using report::FormRow;

enum class Tongue { kChinese, kEnglish };

constexpr std::string_view kOpen = "（";
constexpr std::string_view kClose = "）";

const FormRow& RowOf(const Form& form, const FormCell& cell) { return form.tables()[cell.table].rows[cell.row]; }

// Whether a cell is the sum of its row, by a relation of the form.
bool IsRowTotal(const Form& form, int index) {
  const FormCell& cell = form.cells()[index];
  const std::vector<int>& equations = form.EquationsOf(index);
  return std::any_of(equations.begin(), equations.end(), [&](int number) {
    const Equation& equation = form.equations()[number];
    return equation.right == std::vector<int>{index} &&
           std::all_of(equation.left.begin(), equation.left.end(), [&](int part) {
             return form.cells()[part].table == cell.table && form.cells()[part].row == cell.row;
           });
  });
}

class FormulaWriter {
 public:
  FormulaWriter(const FormMeasure& measure, Tongue tongue)
      : form_(*measure.form), tongue_(tongue), rows_suffice_(OnlyRowTotals(measure)) {}

  std::string Write(const MeasureQuantity& quantity) const {
    if (quantity.terms.empty()) return std::string(QualityName(quantity.quality));
    std::string text;
    for (const int factor : {1, -1}) {
      for (const MeasureTerm& term : quantity.terms) {
        if (term.factor != factor) continue;
        if (!text.empty() || factor < 0) text += factor < 0 ? " - " : " + ";
        text += CellName(term.cell);
      }
    }
    return text;
  }

  // With brackets around a sum.
  std::string WriteOperand(const MeasureQuantity& quantity) const {
    std::string text = Write(quantity);
    if (quantity.terms.size() < 2) return text;
    return tongue_ == Tongue::kEnglish ? "(" + text + ")" : std::string(kOpen) + text + std::string(kClose);
  }

 private:
  static bool OnlyRowTotals(const FormMeasure& measure) {
    const auto suffices = [&](const MeasureQuantity& quantity) {
      return std::all_of(quantity.terms.begin(), quantity.terms.end(), [&](const MeasureTerm& term) {
        return RowOf(*measure.form, measure.form->cells()[term.cell]).label.empty() ||
               IsRowTotal(*measure.form, term.cell);
      });
    };
    return suffices(measure.numerator) && (!measure.denominator.has_value() || suffices(*measure.denominator));
  }

  std::string_view CellName(int index) const {
    const FormCell& cell = form_.cells()[index];
    const FormRow& row = RowOf(form_, cell);
    if (rows_suffice_ && !row.label.empty()) return tongue_ == Tongue::kChinese ? row.name_zh : row.name_en;
    return tongue_ == Tongue::kChinese ? cell.name_zh : cell.name_en;
  }

  std::string_view QualityName(v1::Quality quality) const {
    const bool is_chinese = tongue_ == Tongue::kChinese;
    switch (quality) {
      case v1::QUALITY_REPORT:
        return is_chinese ? "报告数" : "reports";
      case v1::QUALITY_WITHOUT_ERROR:
        return is_chinese ? "没有错误的报告数" : "reports without errors";
      case v1::QUALITY_FINDINGS:
        return is_chinese ? "错误和警告数" : "errors and warnings";
      case v1::QUALITY_ON_TIME:
        return is_chinese ? "按期公布的报告数" : "reports issued in time";
      default:
        return "";
    }
  }

  const Form& form_;
  const Tongue tongue_;
  const bool rows_suffice_;
};

}  // namespace

std::string FormulaZh(const Measure& measure) {
  const FormMeasure& newest = measure.forms.front();
  const FormulaWriter writer(newest, Tongue::kChinese);
  if (!newest.denominator.has_value()) return writer.Write(newest.numerator);
  const std::string numerator = writer.WriteOperand(newest.numerator);
  const std::string denominator = writer.WriteOperand(*newest.denominator);
  return numerator + (numerator.ends_with(kClose) ? "÷" : " ÷") + (denominator.starts_with(kOpen) ? "" : " ") +
         denominator + (measure.unit == v1::METRIC_UNIT_PER_HUNDRED ? " × 100" : "");
}

std::string FormulaEn(const Measure& measure) {
  const FormMeasure& newest = measure.forms.front();
  const FormulaWriter writer(newest, Tongue::kEnglish);
  if (!newest.denominator.has_value()) return writer.Write(newest.numerator);
  return writer.WriteOperand(newest.numerator) + " / " + writer.WriteOperand(*newest.denominator) +
         (measure.unit == v1::METRIC_UNIT_PER_HUNDRED ? " * 100" : "");
}

}  // namespace gouji::statistics
