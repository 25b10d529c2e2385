#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_GROUPING_KEYS_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_GROUPING_KEYS_H_

#include <cstdint>

#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/cube/grouping.h"
#include "services/statistics/operations/rank.h"

namespace gouji::statistics {

// The groups of a grouping, to be ranked. The grouping must outlive it.
class GroupingKeys final : public GroupKeys {
 public:
  explicit GroupingKeys(const Grouping& grouping) : grouping_(grouping) {}

  v1::GroupKey KeyOf(int32_t group) const override { return grouping_.KeyOf(group); }
  int Compare(int32_t left, int32_t right) const override { return grouping_.Compare(left, right); }
  int Compare(int32_t group, const v1::GroupKey& key) const override { return grouping_.Compare(group, key); }

 private:
  const Grouping& grouping_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_GROUPING_KEYS_H_
