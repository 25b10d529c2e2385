#ifndef GOUJI_SERVICES_CLI_GOVERNMENT_GOVERNMENT_FIGURES_H_
#define GOUJI_SERVICES_CLI_GOVERNMENT_GOVERNMENT_FIGURES_H_

#include <vector>

#include "gouji/statistics/v1/government.pb.h"
#include "services/cli/language.h"
#include "services/cli/stats/figures.h"
#include "services/report/form.h"

namespace gouji::cli {

// The check sheet of a compiled report: what was counted and what to look at, and the cells whose sum is not all that
// there is to say: blanks, lost numbers, what unresolved errors leave open.
std::vector<FigureTable> CompilationCheckFigures(const statistics::v1::CompiledReport& compiled,
                                                 const report::FormCatalog& catalog, Language language);

enum class ReconciledCells : unsigned char { kAll, kOpen };

// A published report beside the sum of its parts: the cells, all or only those that differ or cannot be judged; the
// units that may explain differences; what to look at. Nothing is called certain.
std::vector<FigureTable> ReconciliationFigures(const statistics::v1::Reconciliation& reconciliation,
                                               ReconciledCells cells, const report::FormCatalog& catalog,
                                               Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_GOVERNMENT_GOVERNMENT_FIGURES_H_
