#ifndef GOUJI_SERVICES_CLI_STATS_ANSWER_FIGURES_H_
#define GOUJI_SERVICES_CLI_STATS_ANSWER_FIGURES_H_

#include <vector>

#include "gouji/statistics/v1/query.pb.h"
#include "services/cli/language.h"
#include "services/cli/stats/figures.h"
#include "services/report/form.h"

namespace gouji::cli {

// What the register answered, as tables. Every ratio stands beside its numerator and denominator, and every table says
// what was counted; "—" is no value, which is not 0.
std::vector<FigureTable> RankingFigures(const statistics::v1::Ranking& ranking, statistics::v1::Basis basis,
                                        Language language);
std::vector<FigureTable> TrendFigures(const statistics::v1::Trends& trends, statistics::v1::Basis basis,
                                      Language language);
// A table of all distributions; of a single one also its histogram.
std::vector<FigureTable> DistributionFigures(const statistics::v1::Distributions& distributions,
                                             statistics::v1::Basis basis, Language language);
// The cells that differ, the measures that were asked for, and what units contribute. Cells are called as the forms of
// the catalog call them.
std::vector<FigureTable> ComparisonFigures(const statistics::v1::Comparison& comparison, statistics::v1::Basis basis,
                                           const report::FormCatalog& catalog, Language language);
std::vector<FigureTable> OutlierFigures(const statistics::v1::Outliers& outliers, statistics::v1::Basis basis,
                                        Language language);
std::vector<FigureTable> TracingFigures(const statistics::v1::Tracing& tracing, statistics::v1::Basis basis,
                                        const report::FormCatalog& catalog, Language language);
std::vector<FigureTable> MetricFigures(const std::vector<statistics::v1::MetricDescription>& metrics,
                                       Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_ANSWER_FIGURES_H_
