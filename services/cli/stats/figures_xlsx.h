#ifndef GOUJI_SERVICES_CLI_STATS_FIGURES_XLSX_H_
#define GOUJI_SERVICES_CLI_STATS_FIGURES_XLSX_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/cli/language.h"
#include "services/cli/stats/figures.h"
#include "services/cli/xlsx/workbook.h"

namespace gouji::cli {

// Writes a workbook: a sheet for each table, with what was counted above, heads that stay in sight, and numbers as
// numbers. INTERNAL: it cannot be written; RESOURCE_EXHAUSTED: a table has more rows than a sheet holds.
absl::Status WriteFiguresXlsx(const std::vector<FigureTable>& tables, const std::string& path, Language language);

// Writes one table to a sheet that is empty. RESOURCE_EXHAUSTED: it has more rows than a sheet holds.
absl::Status WriteFigureSheet(const FigureTable& table, Language language, Sheet* sheet);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_FIGURES_XLSX_H_
