#ifndef GOUJI_SERVICES_CLI_STATS_SIMILAR_FIGURES_H_
#define GOUJI_SERVICES_CLI_STATS_SIMILAR_FIGURES_H_

#include <vector>

#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/cli/language.h"
#include "services/cli/stats/figures.h"

namespace gouji::cli {

// Reports with findings about copied prose: a row for each finding, with the report that it was held beside.
std::vector<FigureTable> SimilarFigures(const gateway::v1::ListReportsResponse& similar, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_SIMILAR_FIGURES_H_
