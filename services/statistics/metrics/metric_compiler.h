#ifndef GOUJI_SERVICES_STATISTICS_METRICS_METRIC_COMPILER_H_
#define GOUJI_SERVICES_STATISTICS_METRICS_METRIC_COMPILER_H_

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/metric.pb.h"
#include "services/report/form.h"
#include "services/statistics/metrics/measure.h"

namespace gouji::statistics {

// Compiles a metric for each form that it names, variants included. A MetricError (metric_pack.h) names the field: a
// name, unit or version that is missing, a caveat in one language only, a denominator that the unit has not or needs,
// an unknown or repeated form, a quantity of both cells and quality or of neither, an unknown or repeated cell, money
// added to counts, a total added to a part of it, a sum that might not fit into 64 bits.
absl::StatusOr<Measure> CompileMetric(const v1::Metric& metric, const report::FormCatalog& catalog);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_METRICS_METRIC_COMPILER_H_
