#ifndef GOUJI_SERVICES_STATISTICS_OPERATIONS_TREND_H_
#define GOUJI_SERVICES_STATISTICS_OPERATIONS_TREND_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/metrics/measure.h"
#include "services/statistics/operations/measured.h"

namespace gouji::statistics {

// The reports of a year.
struct YearSums {
  int32_t year = 0;
  MeasuredGroup sums;
  uint64_t forms = 0;  // a bit for each form that they use, numbered by the caller
};

// A measure over years, in any order and each once. Changes are between consecutive years; a year that uses other forms
// than the one before it in the line is marked, whether or not the measure has the same cells there. OUT_OF_RANGE: a
// sum does not fit into 64 bits.
absl::StatusOr<std::vector<v1::TrendPoint>> Trend(const Measure& measure, std::vector<YearSums> years);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_OPERATIONS_TREND_H_
