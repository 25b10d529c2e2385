#include "services/statistics/cube/group_parts.h"

#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

absl::Status Malformed(std::string_view message) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest, message);
}

}  // namespace

absl::StatusOr<GroupParts> GroupParts::Of(absl::Span<const v1::GroupBy> keys) {
  GroupParts parts;
  const auto choose = [](bool& part) { return !std::exchange(part, true); };
  const auto choose_region = [&parts](RegionLevel chosen) {
    if (parts.region.has_value()) return false;
    parts.region = chosen;
    return true;
  };
  for (const v1::GroupBy key : keys) {
    bool is_first = false;
    switch (key) {
      case v1::GROUP_BY_YEAR:
        is_first = choose(parts.year);
        break;
      case v1::GROUP_BY_PROVINCE:
        is_first = choose_region(RegionLevel::kProvince);
        break;
      case v1::GROUP_BY_PREFECTURE:
        is_first = choose_region(RegionLevel::kPrefecture);
        break;
      case v1::GROUP_BY_COUNTY:
        is_first = choose_region(RegionLevel::kCounty);
        break;
      case v1::GROUP_BY_PARENT:
        is_first = choose(parts.parent);
        break;
      case v1::GROUP_BY_LEVEL:
        is_first = choose(parts.level);
        break;
      case v1::GROUP_BY_KIND:
        is_first = choose(parts.kind);
        break;
      case v1::GROUP_BY_UNIT:
        is_first = choose(parts.unit);
        break;
      case v1::GROUP_BY_FORM:
        is_first = choose(parts.form);
        break;
      default:
        return Malformed(absl::StrCat("group_by ", static_cast<int>(key), " is not known"));
    }
    if (!is_first) return Malformed("group_by has a key twice, or two of PROVINCE, PREFECTURE and COUNTY; give one");
  }
  return parts;
}

}  // namespace gouji::statistics
