#include "services/statistics/analysis/roster_filter.h"

#include <algorithm>
#include <cstddef>

#include "services/report/unit_tree.h"

namespace gouji::statistics {

RosterFilter::RosterFilter(const report::Roster& roster, int year, const v1::ReportFilter& filter)
    : roster_(roster),
      year_(year),
      units_(filter.units().begin(), filter.units().end()),
      roots_(filter.subtrees().begin(), filter.subtrees().end()),
      levels_(filter.levels().begin(), filter.levels().end()),
      kinds_(filter.kinds().begin(), filter.kinds().end()),
      is_below_(roots_.empty() ? 0 : static_cast<std::size_t>(roster.unit_count())) {
  for (const std::string& code : filter.regions()) {
    const RegionKey key = RegionKeyOf(code);
    if (key != kNoRegion) regions_.push_back(RegionRangeOf(key));
  }
}

bool RosterFilter::Matches(int unit) {
  const report::RosterRow& row = *roster_.In(unit, year_);
  if (!units_.empty() && units_.count(roster_.IdOf(unit)) == 0) return false;
  if (!levels_.empty() && levels_.count(static_cast<int>(row.level)) == 0) return false;
  if (!kinds_.empty() && kinds_.count(static_cast<int>(row.kind)) == 0) return false;
  const auto contains = [region = RegionKeyOf(row.region_code)](const RegionRange& range) {
    return range.Contains(region);
  };
  if (!regions_.empty() && std::none_of(regions_.begin(), regions_.end(), contains)) return false;
  return roots_.empty() || IsAtOrBelowRoot(unit);
}

bool RosterFilter::IsAtOrBelowRoot(int unit) {
  std::vector<int> path;
  std::optional<bool> found;
  std::optional<int> at = unit;
  while (!found.has_value()) {
    found = is_below_[static_cast<std::size_t>(*at)];
    if (found.has_value()) break;
    path.push_back(*at);
    if (roots_.count(roster_.IdOf(*at)) > 0) {
      found = true;
      break;
    }
    const std::optional<int> above = roster_.ParentOf(*at, year_);
    if (!above.has_value()) found = IsInDivisionBelowRoot(roster_.IdOf(*at));
    at = above;
  }
  for (const int passed : path) is_below_[static_cast<std::size_t>(passed)] = found;
  return *found;
}

bool RosterFilter::IsInDivisionBelowRoot(std::string unit) const {
  while (!unit.empty()) {
    unit = report::ParentUnit(&roster_, unit, year_);
    if (roots_.count(unit) > 0) return true;
  }
  return false;
}

}  // namespace gouji::statistics
