#include "services/statistics/metrics/metric_compiler.h"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "fmt/ranges.h"
#include "services/report/near_ids.h"
#include "services/report/value_range.h"
#include "services/statistics/metrics/metric_pack.h"

namespace gouji::statistics {
namespace {

using report::Equation;
using report::Form;

absl::Status UnknownCell(std::string_view field, std::string_view path, const Form& form) {
  std::vector<std::string_view> paths;
  for (const report::FormCell& cell : form.cells()) paths.push_back(cell.path);
  const std::vector<std::string_view> near = report::NearIds(path, paths);
  return MetricError(field,
                     fmt::format("form {} has no cell \"{}\"{}", form.id(), path,
                                 near.empty() ? "" : fmt::format("; did you mean {}?", fmt::join(near, ", "))),
                     fmt::format("格式 {} 没有单元格“{}”{}", form.id(), path,
                                 near.empty() ? "" : fmt::format("，是否为 {}？", fmt::join(near, "、"))));
}

// The cells that contain a cell: the totals of the equations of which it is a summand, and their totals in turn. An
// equation with several cells on both sides has no total.
std::vector<bool> TotalsAbove(const Form& form, int cell) {
  std::vector<bool> above(form.cells().size(), false);
  std::vector<int> open = {cell};
  while (!open.empty()) {
    const int part = open.back();
    open.pop_back();
    for (const int index : form.EquationsOf(part)) {
      const Equation& equation = form.equations()[index];
      const bool has_total = equation.right.size() == 1 && equation.left.size() > 1;
      if (!has_total || equation.right.front() == part || above[equation.right.front()]) continue;
      above[equation.right.front()] = true;
      open.push_back(equation.right.front());
    }
  }
  return above;
}

// Compiles the quantities of one field ("numerator") of a metric or variant for one form.
class QuantityCompiler {
 public:
  QuantityCompiler(const Form& form, std::string field) : form_(form), field_(std::move(field)) {}

  absl::StatusOr<MeasureQuantity> Compile(const v1::Quantity& definition) {
    const bool has_cells = definition.plus_size() + definition.minus_size() > 0;
    if (has_cells == (definition.quality() != v1::QUALITY_UNSPECIFIED)) {
      return MetricError(field_, "give either cells to add or a quality", "应给出相加的单元格或 quality，且只给其一");
    }
    MeasureQuantity quantity;
    if (!has_cells) {
      if (!v1::Quality_IsValid(definition.quality())) {
        return MetricError(field_ + ".quality", "unknown", "没有这种 quality");
      }
      quantity.quality = definition.quality();
      return quantity;
    }
    if (absl::Status status = AddTerms(definition.plus(), "plus", 1, quantity); !status.ok()) return status;
    if (absl::Status status = AddTerms(definition.minus(), "minus", -1, quantity); !status.ok()) return status;
    std::sort(quantity.terms.begin(), quantity.terms.end(),
              [](const MeasureTerm& a, const MeasureTerm& b) { return a.cell < b.cell; });
    return quantity;
  }

 private:
  template <typename Paths>
  absl::Status AddTerms(const Paths& paths, std::string_view side, int factor, MeasureQuantity& quantity) {
    const size_t first = quantity.terms.size();
    for (int i = 0; i < paths.size(); ++i) {
      const std::string field = fmt::format("{}.{}[{}]", field_, side, i);
      const std::optional<int> cell = form_.FindCell(paths[i]);
      if (!cell.has_value()) return UnknownCell(field, paths[i], form_);
      if (absl::Status status = CheckTerm(field, *cell, quantity.terms); !status.ok()) return status;
      quantity.terms.push_back({*cell, factor});
    }
    for (size_t i = first; i < quantity.terms.size(); ++i) {
      const std::vector<bool> above = TotalsAbove(form_, quantity.terms[i].cell);
      for (size_t j = first; j < quantity.terms.size(); ++j) {
        if (!above[quantity.terms[j].cell]) continue;
        const std::string& part = form_.cells()[quantity.terms[i].cell].path;
        const std::string& total = form_.cells()[quantity.terms[j].cell].path;
        return MetricError(fmt::format("{}.{}[{}]", field_, side, j - first),
                           fmt::format("{} contains {} already; a total and its parts are never added", total, part),
                           fmt::format("{} 已包含 {}，总计与其各项不能相加", total, part));
      }
    }
    return absl::OkStatus();
  }

  absl::Status CheckTerm(const std::string& field, int cell, const std::vector<MeasureTerm>& terms) {
    const report::FormCell& definition = form_.cells()[cell];
    for (const MeasureTerm& other : terms) {
      if (other.cell == cell) {
        return MetricError(field, fmt::format("{} stands twice; leave one out", definition.path),
                           fmt::format("{} 重复，请删去一处", definition.path));
      }
      if (report::IsMoney(form_.cells()[other.cell].type) != report::IsMoney(definition.type)) {
        return MetricError(field,
                           fmt::format("{} and the cells before it: money is not added to counts", definition.path),
                           fmt::format("{} 与前面的单元格：金额与件数不能相加", definition.path));
      }
    }
    const int64_t largest = report::MaxValueOf(definition.type);
    if (largest > std::numeric_limits<int64_t>::max() - largest_sum_) {
      return MetricError(field, "so many cells of this size might not fit into 64 bits; make two metrics of it",
                         "单元格过多，合计可能超出 64 位整数，请分为两个指标");
    }
    largest_sum_ += largest;
    return absl::OkStatus();
  }

  const Form& form_;
  const std::string field_;
  int64_t largest_sum_ = 0;
};

absl::Status CheckTexts(const v1::Metric& metric) {
  if (metric.name_zh().empty()) return MetricError("name_zh", "missing", "缺少该字段");
  if (metric.name_en().empty()) return MetricError("name_en", "missing", "缺少该字段");
  if (metric.caveat_zh().empty() != metric.caveat_en().empty()) {
    return MetricError(metric.caveat_zh().empty() ? "caveat_zh" : "caveat_en",
                       "missing, as there is the other language", "缺少该字段，另一种语言已有说明");
  }
  if (metric.version() < 1) return MetricError("version", "missing; versions count from 1", "缺少该字段，版本从 1 起");
  if (metric.unit() == v1::METRIC_UNIT_UNSPECIFIED || !v1::MetricUnit_IsValid(metric.unit())) {
    return MetricError("unit", "missing or unknown", "缺少该字段，或没有这种单位");
  }
  return absl::OkStatus();
}

// Money is given in FEN and nothing else is; quantities of shares may be either.
absl::Status CheckMoney(const std::string& field, const v1::Metric& metric, const FormMeasure& measure) {
  if (NeedsDenominator(metric.unit())) return absl::OkStatus();
  const std::vector<MeasureTerm>& terms = measure.numerator.terms;
  const bool is_money = !terms.empty() && report::IsMoney(measure.form->cells()[terms.front().cell].type);
  if (is_money == (metric.unit() == v1::METRIC_UNIT_FEN)) return absl::OkStatus();
  return MetricError(field,
                     is_money ? "these cells are money; the unit must be METRIC_UNIT_FEN"
                              : "these cells are counts; the unit must not be METRIC_UNIT_FEN",
                     is_money ? "单元格为金额，单位应为 METRIC_UNIT_FEN" : "单元格为件数，单位不应为 METRIC_UNIT_FEN");
}

// Compiles for the forms that a metric or one of its variants names; `prefix` is the path of the variant with its
// point.
template <typename Definition>
absl::Status AddForms(const Definition& definition, const std::string& prefix, const v1::Metric& metric,
                      const report::FormCatalog& catalog, Measure& measure) {
  if (definition.forms().empty()) {
    return MetricError(prefix + "forms", "missing; name the forms that have its cells",
                       "缺少该字段，请列出具有这些单元格的格式");
  }
  if (definition.has_denominator() != NeedsDenominator(metric.unit())) {
    return definition.has_denominator()
               ? MetricError(prefix + "denominator", "the unit has none; leave it out", "该单位没有分母，请删去")
               : MetricError(prefix + "denominator", "missing; the unit needs one", "缺少该字段，该单位需要分母");
  }
  for (int i = 0; i < definition.forms_size(); ++i) {
    const std::string field = fmt::format("{}forms[{}]", prefix, i);
    const Form* form = catalog.Find(definition.forms(i));
    if (form == nullptr) {
      return MetricError(field, fmt::format("unknown form \"{}\"", definition.forms(i)),
                         fmt::format("没有“{}”这种格式", definition.forms(i)));
    }
    if (measure.Of(*form) != nullptr) {
      return MetricError(field, fmt::format("form {} stands twice; leave one out", form->id()),
                         fmt::format("格式 {} 重复，请删去一处", form->id()));
    }
    absl::StatusOr<MeasureQuantity> numerator =
        QuantityCompiler(*form, prefix + "numerator").Compile(definition.numerator());
    if (!numerator.ok()) return numerator.status();
    FormMeasure compiled{.form = form, .numerator = *std::move(numerator)};
    if (definition.has_denominator()) {
      absl::StatusOr<MeasureQuantity> denominator =
          QuantityCompiler(*form, prefix + "denominator").Compile(definition.denominator());
      if (!denominator.ok()) return denominator.status();
      compiled.denominator = *std::move(denominator);
    }
    if (absl::Status status = CheckMoney(prefix + "numerator", metric, compiled); !status.ok()) return status;
    measure.forms.push_back(std::move(compiled));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Measure> CompileMetric(const v1::Metric& metric, const report::FormCatalog& catalog) {
  if (absl::Status status = CheckTexts(metric); !status.ok()) return status;
  Measure measure{
      .id = metric.id(), .name_zh = metric.name_zh(), .name_en = metric.name_en(), .unit = metric.unit(), .forms = {}};
  if (absl::Status status = AddForms(metric, "", metric, catalog, measure); !status.ok()) return status;
  for (int i = 0; i < metric.variants_size(); ++i) {
    absl::Status status = AddForms(metric.variants(i), fmt::format("variants[{}].", i), metric, catalog, measure);
    if (!status.ok()) return status;
  }
  // Forms lie in the catalogue one behind the other.
  std::sort(measure.forms.begin(), measure.forms.end(),
            [](const FormMeasure& a, const FormMeasure& b) { return a.form < b.form; });
  return measure;
}

}  // namespace gouji::statistics
