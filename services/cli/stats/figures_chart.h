#ifndef GOUJI_SERVICES_CLI_STATS_FIGURES_CHART_H_
#define GOUJI_SERVICES_CLI_STATS_FIGURES_CHART_H_

#include <string>

#include "services/cli/stats/figures.h"

namespace gouji::cli {

// A chart as inline SVG, without scripts, styles or anything from elsewhere; colours come from the page's style sheet
// (figures.css). Empty for a chart without any value.
std::string ChartSvg(const FigureChart& chart);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_FIGURES_CHART_H_
