#ifndef GOUJI_SERVICES_STATISTICS_OPERATIONS_RANK_H_
#define GOUJI_SERVICES_STATISTICS_OPERATIONS_RANK_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/metrics/measure.h"
#include "services/statistics/operations/measured.h"

namespace gouji::statistics {

// The order of group keys: by year, region code, parent, level, kind, unit and form; names do not count. -1, 0 or 1.
int CompareGroupKeys(const v1::GroupKey& left, const v1::GroupKey& right);

// The groups that are ranked, by their numbers from 0.
class GroupKeys {
 public:
  GroupKeys() = default;
  GroupKeys(const GroupKeys&) = delete;
  GroupKeys& operator=(const GroupKeys&) = delete;
  virtual ~GroupKeys() = default;

  virtual v1::GroupKey KeyOf(int32_t group) const = 0;
  // As CompareGroupKeys compares their keys, which need not be made for it.
  virtual int Compare(int32_t left, int32_t right) const = 0;
  virtual int Compare(int32_t group, const v1::GroupKey& key) const = 0;
};

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
// groups alone, not on their numbers, so a page begins behind the last place of the page before even when reports came
// in between; only a group whose own value changed may then stand twice or be left out.
//
// Only the page is sorted: what it costs hardly depends on which page it is. Coverage is left to the caller.
// INVALID_ARGUMENT: MALFORMED_REQUEST, a floor without denominator or below 0; INVALID_PAGE_TOKEN. OUT_OF_RANGE: a sum
// does not fit into 64 bits.
absl::StatusOr<v1::Ranking> Rank(const Measure& measure, absl::Span<const MeasuredGroup> groups, const GroupKeys& keys,
                                 const RankOptions& options);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_OPERATIONS_RANK_H_
