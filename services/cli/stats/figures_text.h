#ifndef GOUJI_SERVICES_CLI_STATS_FIGURES_TEXT_H_
#define GOUJI_SERVICES_CLI_STATS_FIGURES_TEXT_H_

#include <optional>
#include <string>
#include <vector>

#include "services/cli/language.h"
#include "services/cli/stats/figures.h"

namespace gouji::cli {

// Tables for the terminal, Chinese aligned, charts as sparklines below.
std::string FiguresText(const std::vector<FigureTable>& tables, Language language);

// The first table as RFC 4180, exact numbers under the keys of the columns. The others are in the formats json, xlsx
// and html.
std::string FiguresCsv(const std::vector<FigureTable>& tables);

// Values as a line of blocks of eight heights from the least to the greatest, "▁▄█"; a gap is a space.
std::string Sparkline(const std::vector<std::optional<double>>& values);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_FIGURES_TEXT_H_
