#ifndef GOUJI_SERVICES_STATISTICS_OPERATIONS_RADIX_SORT_H_
#define GOUJI_SERVICES_STATISTICS_OPERATIONS_RADIX_SORT_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace gouji::statistics {

// Sorts numbers, none of them NaN, in ascending order; in linear time, for a comparison sort of 200 000 numbers would
// cost more than the rest of a query. -0.0 counts as 0.0.
void SortDoubles(std::vector<double>& values);

// The indices of `values` in ascending order of the values; equal ones stay in their order.
std::vector<int32_t> OrderOf(absl::Span<const double> values);
std::vector<int32_t> OrderOf(absl::Span<const uint64_t> values);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_OPERATIONS_RADIX_SORT_H_
