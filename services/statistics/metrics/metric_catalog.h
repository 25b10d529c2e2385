#ifndef GOUJI_SERVICES_STATISTICS_METRICS_METRIC_CATALOG_H_
#define GOUJI_SERVICES_STATISTICS_METRICS_METRIC_CATALOG_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/report/form.h"
#include "services/statistics/metrics/measure.h"
#include "services/statistics/metrics/metric_pack.h"

namespace gouji::statistics {

// All metrics, compiled for all forms, and the cells as measures of their own.
//
//   const absl::StatusOr<MetricCatalog> catalog = MetricCatalog::BuiltIn(forms);
//   const absl::StatusOr<Measure> measure = catalog->Resolve("disclosure_rate");
//
// Immutable after construction; thread-safe. The forms must outlive it and its measures.
class MetricCatalog {
 public:
  // The metrics that are built into the program.
  static absl::StatusOr<MetricCatalog> BuiltIn(const report::FormCatalog& forms);
  // Those of some files. INVALID_ARGUMENT with reason INVALID_METRIC_PACK names file, line and metric: what
  // CompileMetric refuses, two packs or metrics of one id, a metric that has the path of a cell for its id.
  static absl::StatusOr<MetricCatalog> Create(const report::FormCatalog& forms,
                                              const std::vector<MetricSource>& sources);

  // The measure of a metric's id or a cell's path. INVALID_ARGUMENT, reason MALFORMED_REQUEST: there is no such thing;
  // the message names ids that come near.
  absl::StatusOr<Measure> Resolve(std::string_view id) const;

  // As people read it; of a cell, with its name and unit for a definition.
  v1::MetricDescription Describe(const Measure& measure) const;
  // All metrics, in the order of the files.
  const std::vector<v1::MetricDescription>& descriptions() const { return descriptions_; }
  // 16 hexadecimal digits of a hash over the files.
  const std::string& version() const { return version_; }

 private:
  explicit MetricCatalog(const report::FormCatalog& forms) : forms_(&forms) {}

  std::vector<FormMeasure> FormsWithCell(std::string_view path) const;

  const report::FormCatalog* forms_;
  std::vector<Measure> measures_;  // as descriptions_
  std::vector<v1::MetricDescription> descriptions_;
  std::string version_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_METRICS_METRIC_CATALOG_H_
