#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_PREVIOUS_REPORTS_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_PREVIOUS_REPORTS_H_

#include <vector>

#include "services/statistics/analysis/measured_population.h"
#include "services/statistics/operations/measured.h"

namespace gouji::statistics {

// For each measured row the row of the unit's report of the year before, of those that were measured in `earlier`, a
// population of the same cube or the same population; not assessable when there is none. It points to spreads of
// `earlier_measured`.
std::vector<MeasuredRow> PreviousOf(const MeasuredPopulation& population, const MeasuredPopulation::Measured& measured,
                                    const MeasuredPopulation& earlier,
                                    const MeasuredPopulation::Measured& earlier_measured);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_PREVIOUS_REPORTS_H_
