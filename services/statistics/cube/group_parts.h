#ifndef GOUJI_SERVICES_STATISTICS_CUBE_GROUP_PARTS_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_GROUP_PARTS_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/cube/region_code.h"

namespace gouji::statistics {

// What puts reports into groups: the parts of a GroupKey that tell them apart.
struct GroupParts {
  bool year = false;
  std::optional<RegionLevel> region;
  bool parent = false;
  bool level = false;
  bool kind = false;
  bool unit = false;
  bool form = false;

  // INVALID_ARGUMENT, reason MALFORMED_REQUEST: a key that is not known or given twice, or two
  // levels of regions.
  static absl::StatusOr<GroupParts> Of(absl::Span<const v1::GroupBy> keys);
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_GROUP_PARTS_H_
