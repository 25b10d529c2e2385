#ifndef GOUJI_SERVICES_CLI_STATS_FIGURES_HTML_H_
#define GOUJI_SERVICES_CLI_STATS_FIGURES_HTML_H_

#include <string>
#include <vector>

#include "services/cli/language.h"
#include "services/cli/stats/figures.h"

namespace gouji::cli {

// A page of its own: tables and charts, which need no network and print well.
std::string FiguresHtml(const std::vector<FigureTable>& tables, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_FIGURES_HTML_H_
