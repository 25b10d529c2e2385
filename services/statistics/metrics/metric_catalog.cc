#include "services/statistics/metrics/metric_catalog.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "fmt/format.h"
#include "fmt/ranges.h"
#include "services/report/error.h"
#include "services/report/near_ids.h"
#include "services/report/sha256.h"
#include "services/statistics/metrics/formula_text.h"
#include "services/statistics/metrics/metric_compiler.h"

namespace gouji::statistics {
namespace {

constexpr size_t kMaxShownIdLength = 100;
constexpr size_t kVersionLength = 16;

std::string VersionOf(const std::vector<MetricSource>& sources) {
  std::string text;
  for (const MetricSource& source : sources) text += fmt::format("{}:{}", source.text.size(), source.text);
  return report::Sha256Hex(text).substr(0, kVersionLength);
}

}  // namespace

absl::StatusOr<MetricCatalog> MetricCatalog::BuiltIn(const report::FormCatalog& forms) {
  return Create(forms, BuiltInMetrics());
}

absl::StatusOr<MetricCatalog> MetricCatalog::Create(const report::FormCatalog& forms,
                                                    const std::vector<MetricSource>& sources) {
  MetricCatalog result(forms);
  result.version_ = VersionOf(sources);
  std::unordered_set<std::string> pack_ids;
  std::unordered_set<std::string> metric_ids;
  for (const MetricSource& source : sources) {
    const absl::StatusOr<MetricPack> pack = MetricPack::Read(source);
    if (!pack.ok()) return pack.status();
    const std::string& pack_id = pack->definition().id();
    if (!pack_ids.insert(pack_id).second) {
      return report::Error(
          absl::StatusCode::kInvalidArgument, report::Reason::kInvalidMetricPack,
          fmt::format("metric pack {}: another pack has the id {} too; give it its own", source.name, pack_id),
          fmt::format("指标文件 {}：另一个指标文件的 id 也是 {}，请改用别的 id", source.name, pack_id));
    }
    for (int i = 0; i < pack->definition().metrics_size(); ++i) {
      const v1::Metric& metric = pack->definition().metrics(i);
      if (!metric_ids.insert(metric.id()).second || !result.FormsWithCell(metric.id()).empty()) {
        return pack->Refuse(i, MetricError("id", "another metric, or a cell, has the same id; give it its own",
                                           "另一个指标或单元格的编号与此相同，请改用别的编号"));
      }
      absl::StatusOr<Measure> measure = CompileMetric(metric, forms);
      if (!measure.ok()) return pack->Refuse(i, measure.status());
      v1::MetricDescription& description = result.descriptions_.emplace_back();
      *description.mutable_metric() = metric;
      description.set_formula_zh(FormulaZh(*measure));
      description.set_formula_en(FormulaEn(*measure));
      result.measures_.push_back(*std::move(measure));
    }
  }
  return result;
}

std::vector<FormMeasure> MetricCatalog::FormsWithCell(std::string_view path) const {
  std::vector<FormMeasure> found;
  for (const report::Form& form : forms_->forms()) {
    const std::optional<int> cell = form.FindCell(path);
    if (cell.has_value()) found.push_back({.form = &form, .numerator = {.terms = {{*cell, 1}}}});
  }
  return found;
}

absl::StatusOr<Measure> MetricCatalog::Resolve(std::string_view id) const {
  const auto metric =
      std::find_if(measures_.begin(), measures_.end(), [&](const Measure& measure) { return measure.id == id; });
  if (metric != measures_.end()) return *metric;
  std::vector<FormMeasure> forms = FormsWithCell(id);
  if (!forms.empty()) {
    const report::FormCell& cell = forms.front().form->cells()[forms.front().numerator.terms.front().cell];
    return Measure{.id = cell.path,
                   .name_zh = cell.name_zh,
                   .name_en = cell.name_en,
                   .unit = report::IsMoney(cell.type) ? v1::METRIC_UNIT_FEN : v1::METRIC_UNIT_PIECES,
                   .forms = std::move(forms)};
  }
  std::vector<std::string_view> ids;
  for (const Measure& measure : measures_) ids.push_back(measure.id);
  for (const report::Form& form : forms_->forms()) {
    for (const report::FormCell& cell : form.cells()) {
      // What several forms share is named once.
      if (std::find(ids.begin(), ids.end(), cell.path) == ids.end()) ids.push_back(cell.path);
    }
  }
  const std::vector<std::string_view> near = report::NearIds(id, ids);
  const std::string shown = id.empty()                      ? "no measure is given"
                            : id.size() > kMaxShownIdLength ? "there is no such measure"
                                                            : fmt::format("there is no measure \"{}\"", id);
  const std::string shown_zh = id.empty()                      ? "未给出指标"
                               : id.size() > kMaxShownIdLength ? "没有这个指标"
                                                               : fmt::format("没有“{}”这个指标", id);
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                       near.empty() ? shown + "; give the id of a metric (ListMetrics) or the path of a cell"
                                    : fmt::format("{}; did you mean {}?", shown, fmt::join(near, ", ")),
                       near.empty() ? shown_zh + "，请给出指标编号（ListMetrics）或单元格路径"
                                    : fmt::format("{}，是否为 {}？", shown_zh, fmt::join(near, "、")));
}

v1::MetricDescription MetricCatalog::Describe(const Measure& measure) const {
  for (const v1::MetricDescription& description : descriptions_) {
    if (description.metric().id() == measure.id) return description;
  }
  v1::MetricDescription description;
  v1::Metric& metric = *description.mutable_metric();
  metric.set_id(measure.id);
  metric.set_name_zh(measure.name_zh);
  metric.set_name_en(measure.name_en);
  metric.set_unit(measure.unit);
  metric.mutable_numerator()->add_plus(measure.id);
  for (const FormMeasure& form : measure.forms) metric.add_forms(form.form->id());
  metric.set_version(1);
  description.set_formula_zh(measure.name_zh);
  description.set_formula_en(measure.name_en);
  return description;
}

}  // namespace gouji::statistics
