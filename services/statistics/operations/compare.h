#ifndef GOUJI_SERVICES_STATISTICS_OPERATIONS_COMPARE_H_
#define GOUJI_SERVICES_STATISTICS_OPERATIONS_COMPARE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/metrics/measure.h"
#include "services/statistics/operations/measured.h"

namespace gouji::statistics {

// A measure on both sides, with the change from left to right. OUT_OF_RANGE: a sum does not fit into 64 bits.
absl::StatusOr<v1::MeasureComparison> CompareMeasure(const Measure& measure, const MeasuredGroup& left,
                                                     const MeasuredGroup& right);

// How many contributions are listed: 1 to 1 000; 0 asks for 20. INVALID_ARGUMENT, reason MALFORMED_REQUEST: outside.
absl::StatusOr<int> ContributionLimitOf(int32_t asked);

// What each unit contributes to the difference of two totals.
struct Explanation {
  std::vector<v1::Contribution> contributions;  // the largest in size first, then by unit; none of 0
  int64_t difference = 0;                       // of all contributions, also those beyond the limit
};

// `group` of the rows is the unit, from 0 and below `unit_count`, the same on both sides; a unit may have several rows.
// `difference` is exactly right total - left total. `identity_of` names a unit; the year does not count.
// INVALID_ARGUMENT, reason MALFORMED_REQUEST: the measure has a denominator, so that parts do not add up. OUT_OF_RANGE:
// a difference does not fit into 64 bits.
absl::StatusOr<Explanation> ExplainDifference(const Measure& measure, absl::Span<const MeasuredRow> left,
                                              absl::Span<const MeasuredRow> right, int unit_count,
                                              absl::FunctionRef<RowIdentity(int32_t unit)> identity_of, int limit);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_OPERATIONS_COMPARE_H_
