#ifndef GOUJI_SERVICES_STATISTICS_METRICS_METRIC_PACK_H_
#define GOUJI_SERVICES_STATISTICS_METRICS_METRIC_PACK_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/metric.pb.h"
#include "services/report/definition_places.h"

namespace gouji::statistics {

// A metric file.
struct MetricSource {
  std::string name;  // of the file, for messages
  std::string text;  // a v1::MetricPack in protobuf text format
};

// The files that are built into the program (services/statistics/metrics/*.textproto).
std::vector<MetricSource> BuiltInMetrics();

// What is wrong with a field of a metric, to be placed by MetricPack::Refuse: INVALID_ARGUMENT with reason
// INVALID_METRIC_PACK, "numerator.plus[1]: PROBLEM". `field` is the path of the field from the metric.
absl::Status MetricError(std::string_view field, std::string_view problem_en, std::string_view problem_zh);

// A metric file, parsed, that knows the lines of its fields.
class MetricPack {
 public:
  // INVALID_ARGUMENT with reason INVALID_METRIC_PACK names the file and the line: text that is no MetricPack, a pack or
  // metric without an id.
  static absl::StatusOr<MetricPack> Read(const MetricSource& source);

  const std::string& name() const { return name_; }
  const v1::MetricPack& definition() const { return definition_; }
  // A MetricError with its place: "metric pack FILE, line N, metric ID: FIELD: PROBLEM", in both languages.
  absl::Status Refuse(int metric_index, const absl::Status& problem) const;

 private:
  MetricPack() = default;

  std::string name_;
  v1::MetricPack definition_;
  std::optional<report::DefinitionPlaces> places_;  // always there after Read
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_METRICS_METRIC_PACK_H_
