#ifndef GOUJI_SERVICES_CLI_STATS_FIGURES_HTML_H_
#define GOUJI_SERVICES_CLI_STATS_FIGURES_HTML_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/cli/language.h"
#include "services/cli/stats/figures.h"

namespace gouji::cli {

// The style sheet that tables and charts need.
std::string_view FiguresStyle();

// A page of its own: tables and charts, which need no network and print well.
std::string FiguresHtml(const std::vector<FigureTable>& tables, Language language);

// The same page in pieces, for one that is written while it is made: what stands before the first table, each table
// below a heading of this level (1 or 2), and the end.
std::string FiguresPageBegin(std::string_view title, Language language);
std::string FigureTableHtml(const FigureTable& table, int level, Language language);
std::string FiguresPageEnd();

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_FIGURES_HTML_H_
