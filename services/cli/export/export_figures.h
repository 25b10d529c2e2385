#ifndef GOUJI_SERVICES_CLI_EXPORT_EXPORT_FIGURES_H_
#define GOUJI_SERVICES_CLI_EXPORT_EXPORT_FIGURES_H_

#include <string>
#include <vector>

#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/cli/export/export_writer.h"
#include "services/cli/language.h"
#include "services/cli/stats/figures.h"
#include "services/report/form.h"

namespace gouji::cli {

// What an export says beside the reports themselves, as tables.

// What was counted and what was left out, all years together and each of its own.
FigureTable CoverageFigures(const ExportTotals& totals, Language language);

// Who has reported, by year, as `gouji stats coverage` counts; and the units that have not, by name. None without a
// roster: then nobody is known to be expected, which CoverageFigures says.
std::vector<FigureTable> ReportingFigures(const ExportTotals& totals, Language language);

// How many reports the export lists, and whether they are those that the totals are of.
std::vector<std::string> EndNotes(const ExportEnd& end, Language language);

// The sum of each cell in each year, under its path: what `gouji stats trace PATH --year YEAR` traces to the reports.
FigureTable TotalFigures(const ExportTotals& totals, const report::FormCatalog& catalog, Language language);

// All cells of all forms: path, and name in both languages.
FigureTable CellDefinitions(const report::FormCatalog& catalog, Language language);

// The metrics that can be asked about the same reports: names and formulas in both languages.
FigureTable MetricDefinitions(const gateway::v1::ListMetricsResponse& metrics, Language language);

// What the states of cells mean, and how a sheet shows them.
FigureTable StateDefinitions(Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EXPORT_EXPORT_FIGURES_H_
