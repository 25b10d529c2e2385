#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_TREND_LINES_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_TREND_LINES_H_

#include <cstdint>
#include <vector>

#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/analysis/measured_population.h"
#include "services/statistics/cube/grouping.h"

namespace gouji::statistics {

// The forms that the reports of each group use: a bit for each.
std::vector<uint64_t> FormsByGroup(const MeasuredPopulation& population);

// A line for each group: the same group in all years.
struct LineGroups {
  std::vector<v1::GroupKey> keys;  // without year, in their order
  std::vector<std::vector<int>> groups;
};

// The lines of a grouping by year and, when `is_grouped`, by something else besides.
LineGroups LinesOf(const Grouping& grouping, bool is_grouped);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_TREND_LINES_H_
