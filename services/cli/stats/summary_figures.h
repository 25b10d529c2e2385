#ifndef GOUJI_SERVICES_CLI_STATS_SUMMARY_FIGURES_H_
#define GOUJI_SERVICES_CLI_STATS_SUMMARY_FIGURES_H_

#include <vector>

#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/cli/language.h"
#include "services/cli/stats/figures.h"
#include "services/report/form.h"

namespace gouji::cli {

// The official tables added up, as a list: a row for each cell with all that the summary says of it; of each group,
// when there are groups. The first column of groups is "group" then.
std::vector<FigureTable> SummaryFigures(const gateway::v1::SummarizeResponse& response,
                                        const report::FormCatalog& catalog, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_SUMMARY_FIGURES_H_
