#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_GOVERNMENT_REPORT_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_GOVERNMENT_REPORT_H_

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/government.pb.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/statistics/analysis/compilation_concerns.h"
#include "services/statistics/cube/cube.h"
#include "services/statistics/cube/selection.h"

namespace gouji::statistics {

// The form with tables that reports of a year use; null for years without one. Lives as long as the catalogue.
const report::Form* FormOfYear(const report::FormCatalog& catalog, int year);

// The OWN reports at and below a government: what its own aggregate report is the sum of. Errors: those of Selection.
absl::StatusOr<Selection> OwnReportsOf(const Cube& cube, const Government& government);

// The official tables of a government as the sum of those reports. Of reports of another form those cells are added
// that the form of the year has, too. A cell without a number in any report has none: BLANK, or MISSING when one was
// lost there. INVALID_ARGUMENT, reason MALFORMED_REQUEST: no form with tables for that year. OUT_OF_RANGE: a total is
// beyond what a report may have.
absl::StatusOr<v1::CompiledReport> CompileReport(const Cube& cube, const Government& government,
                                                 const report::FormCatalog& catalog,
                                                 const report::ReportConverter& converter);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_GOVERNMENT_REPORT_H_
