#include "services/statistics/metrics/metric_pack.h"

#include <utility>

#include "fmt/format.h"
#include "services/report/error.h"

namespace gouji::statistics::metrics {

// Defined by the embedded files.
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();

}  // namespace gouji::statistics::metrics

namespace gouji::statistics {
namespace {

absl::Status PackError(std::string_view problem_en, std::string_view problem_zh) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kInvalidMetricPack, problem_en, problem_zh);
}

}  // namespace

std::vector<MetricSource> BuiltInMetrics() {
  std::vector<MetricSource> sources;
  for (const auto& [name, text] : metrics::EmbeddedFiles()) {
    sources.push_back({std::string(name), std::string(text)});
  }
  return sources;
}

absl::Status MetricError(std::string_view field, std::string_view problem_en, std::string_view problem_zh) {
  return PackError(fmt::format("{}: {}", field, problem_en), fmt::format("{}：{}", field, problem_zh));
}

absl::StatusOr<MetricPack> MetricPack::Read(const MetricSource& source) {
  MetricPack pack;
  pack.name_ = source.name;
  absl::StatusOr<report::DefinitionPlaces> places = report::DefinitionPlaces::Read(source.text, &pack.definition_);
  if (!places.ok()) {
    const std::string problem(places.status().message());
    return PackError(fmt::format("metric pack {}: {}", source.name, problem),
                     fmt::format("指标文件 {}：{}", source.name, problem));
  }
  pack.places_ = *std::move(places);
  if (pack.definition_.id().empty()) {
    return PackError(fmt::format("metric pack {}: id is missing", source.name),
                     fmt::format("指标文件 {}：缺少 id", source.name));
  }
  for (int i = 0; i < pack.definition_.metrics_size(); ++i) {
    if (!pack.definition_.metrics(i).id().empty()) continue;
    const int line = pack.places_->LineOf(fmt::format("metrics[{}]", i));
    return PackError(fmt::format("metric pack {}, line {}, metric {}: id is missing", source.name, line, i + 1),
                     fmt::format("指标文件 {} 第 {} 行，第 {} 个指标：缺少 id", source.name, line, i + 1));
  }
  return pack;
}

absl::Status MetricPack::Refuse(int metric_index, const absl::Status& problem) const {
  const std::string text(problem.message());
  const int line =
      places_->LineOf(fmt::format("metrics[{}].{}", metric_index, std::string_view(text).substr(0, text.find(':'))));
  const std::string& id = definition_.metrics(metric_index).id();
  return PackError(
      fmt::format("metric pack {}, line {}, metric {}: {}", name_, line, id, text),
      fmt::format("指标文件 {} 第 {} 行，指标 {}：{}", name_, line, id, report::ChineseMessageOf(problem)));
}

}  // namespace gouji::statistics
