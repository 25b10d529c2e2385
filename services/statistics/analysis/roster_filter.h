#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_ROSTER_FILTER_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_ROSTER_FILTER_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gouji/statistics/v1/register.pb.h"
#include "services/report/roster.h"
#include "services/statistics/cube/region_code.h"

namespace gouji::statistics {

// Which units of a roster a filter means in one year: by units, regions, levels, kinds and subtrees. What a filter says
// of reports (years, verdicts, placement) is passed over, as are regions that are no codes.
//
// Thread-compatible. The roster must outlive it.
class RosterFilter {
 public:
  RosterFilter(const report::Roster& roster, int year, const v1::ReportFilter& filter);

  // Whether the filter means a unit that is in the roster in that year.
  bool Matches(int unit);

 private:
  // Remembers what it finds on the way, so that each unit is looked at once.
  bool IsAtOrBelowRoot(int unit);
  // The same of a unit that the roster puts below none.
  bool IsInDivisionBelowRoot(std::string unit) const;

  const report::Roster& roster_;
  const int year_;
  const std::set<std::string> units_;
  const std::set<std::string> roots_;
  const std::set<int> levels_;
  const std::set<int> kinds_;
  std::vector<RegionRange> regions_;
  std::vector<std::optional<bool>> is_below_;  // by unit; unset: not known yet
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_ROSTER_FILTER_H_
