#ifndef GOUJI_SERVICES_CLI_STATS_COVERAGE_FIGURES_H_
#define GOUJI_SERVICES_CLI_STATS_COVERAGE_FIGURES_H_

#include <string_view>
#include <vector>

#include "gouji/statistics/v1/coverage.pb.h"
#include "services/cli/language.h"
#include "services/cli/stats/figures.h"

namespace gouji::cli {

// "未报", "missing".
std::string_view ReportingStatusName(statistics::v1::ReportingStatus status, Language language);

// Who has reported: how many in all and in each group, and, when units were asked for, which.
std::vector<FigureTable> CoverageFigures(const statistics::v1::ReportingCoverage& coverage, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_COVERAGE_FIGURES_H_
