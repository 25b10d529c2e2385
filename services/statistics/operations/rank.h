#ifndef GOUJI_SERVICES_STATISTICS_OPERATIONS_RANK_H_
#define GOUJI_SERVICES_STATISTICS_OPERATIONS_RANK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/metrics/measure.h"
#include "services/statistics/operations/measured.h"

namespace gouji::statistics {

// The order of group keys: by year, region code, parent, level, kind, unit and form; names do not count. -1, 0 or 1.
int CompareGroupKeys(const v1::GroupKey& left, const v1::GroupKey& right);

// How groups are ranked.
struct RankOptions {
  bool ascending = false;
  int64_t min_denominator = 0;  // 0: none; must be 0 for a measure without denominator
  int page_size = 1;            // see PageSizeOf
  std::string page_token;       // of the query, see QueryIdentity; empty for the first page
  std::string query;
};

// A page of the groups in the order of their values: those with a rank, then those whose denominator is below the
// floor, then those without a value; equal ones by their keys. Values are compared exactly. The order depends on the
// groups alone, so a page begins behind the last place of the page before even when reports came in between; only a
// group whose own value changed may then stand twice or be left out.
//
// Groups are numbered in the order of their keys (CompareGroupKeys); `key_of` is asked for those of the page, and for a
// few more to find it. Coverage is left to the caller. INVALID_ARGUMENT: MALFORMED_REQUEST, a floor without denominator
// or below 0; INVALID_PAGE_TOKEN. OUT_OF_RANGE: a sum does not fit into 64 bits.
absl::StatusOr<v1::Ranking> Rank(const Measure& measure, absl::Span<const MeasuredGroup> groups,
                                 absl::FunctionRef<v1::GroupKey(int32_t)> key_of, const RankOptions& options);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_OPERATIONS_RANK_H_
