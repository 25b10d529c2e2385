#ifndef GOUJI_SERVICES_STATISTICS_OPERATIONS_DESCRIBE_H_
#define GOUJI_SERVICES_STATISTICS_OPERATIONS_DESCRIBE_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/metrics/measure.h"
#include "services/statistics/operations/measured.h"

namespace gouji::statistics {

// How many bins a histogram has: 1 to 100; 0 asks for 20. INVALID_ARGUMENT, reason MALFORMED_REQUEST: outside.
absl::StatusOr<int> BinCountOf(int32_t asked);

// How a measure is distributed over the reports of each group; the result does not depend on the order of the rows.
// Group keys are left to the caller. The bins of a histogram are equally wide; there is one when all values are equal,
// and none without values. OUT_OF_RANGE: a sum does not fit into 64 bits.
absl::StatusOr<std::vector<v1::Distribution>> Describe(const Measure& measure, absl::Span<const MeasuredRow> rows,
                                                       int group_count, int bin_count);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_OPERATIONS_DESCRIBE_H_
