#ifndef GOUJI_SERVICES_STATISTICS_OPERATIONS_OUTLIERS_H_
#define GOUJI_SERVICES_STATISTICS_OPERATIONS_OUTLIERS_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/metrics/measure.h"
#include "services/statistics/operations/measured.h"
#include "services/statistics/operations/outlier_reason.h"

namespace gouji::statistics {

// Fewer peers than this, the report itself included, say nothing of what is usual.
inline constexpr int kMinPeerCount = 8;

// The middle of some values: their median, and 1.4826 times the median distance from it. Where half or more of the
// values are equal, so that this is 0, 1.2533 times the mean distance (Iglewicz and Hoaglin, How to Detect and Handle
// Outliers, 1993): otherwise every other value would be infinitely far. The order of the values changes nothing.
Center CenterOf(std::vector<double> values);

// How outliers are looked for.
struct OutlierOptions {
  v1::OutlierMethod method = v1::OUTLIER_METHOD_UNSPECIFIED;  // both
  double threshold = 0;
  int64_t min_denominator = 0;
  int limit = 0;
};

// As a query asks, with the defaults filled in. INVALID_ARGUMENT, reason MALFORMED_REQUEST: an unknown method, a
// threshold below 1 or no number, a limit outside 1 to 1 000, a floor that means nothing (CheckFloor).
absl::StatusOr<OutlierOptions> OutlierOptionsOf(const v1::OutlierQuery& query, const Measure& measure);

// The reports whose value, or whose change since the year before, stands at least `threshold` deviations from the
// median of their peers. `group` of a row is its place in `peers`. `previous` has for each row that of the unit's
// report of the year before, not assessable when there is none; it may be empty for the method PEERS. The result does
// not depend on the order of the rows. Coverage is left to the caller.
absl::StatusOr<v1::Outliers> FindOutliers(const Measure& measure, absl::Span<const MeasuredRow> rows,
                                          absl::Span<const MeasuredRow> previous, absl::Span<const PeerGroup> peers,
                                          absl::FunctionRef<RowIdentity(int32_t row)> identity_of,
                                          const OutlierOptions& options);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_OPERATIONS_OUTLIERS_H_
