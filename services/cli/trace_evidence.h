#ifndef GOUJI_SERVICES_CLI_TRACE_EVIDENCE_H_
#define GOUJI_SERVICES_CLI_TRACE_EVIDENCE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gouji/report/v1/report.pb.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/stats/figures.h"
#include "services/report/form.h"

namespace gouji::cli {

// Where a cell of a traced figure stands in the document.
struct TracedPlace {
  statistics::v1::ReportKey key;
  std::string unit_name;
  statistics::v1::TracedCell cell;
  std::optional<report::v1::Evidence> evidence;
  // Why there is none: NO_DOCUMENT, READS_DIFFERENTLY, or the reason for which the document cannot be read; CHANGED
  // when the report has another value in the cell by now.
  std::string missing;
};

// Asks for the place of each cell of the listed reports, whose documents are read again for it. A report that went
// meanwhile has CHANGED. Errors: those of GetReport.
absl::StatusOr<std::vector<TracedPlace>> FindPlaces(const statistics::v1::Tracing& tracing,
                                                    const report::FormCatalog& catalog, GatewayClient& gateway);

// A row for each cell: value, page, line, table, row, cell and what is printed there.
FigureTable PlaceFigures(const std::vector<TracedPlace>& places, const report::FormCatalog& catalog, Language language);

// {"tracing": {…}, "places": [{"key": {…}, "cell": {…}, "evidence": {…}} or {…, "evidence_missing": "…"}]}.
std::string TracingJson(const statistics::v1::Tracing& tracing, const std::vector<TracedPlace>& places);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TRACE_EVIDENCE_H_
