#ifndef GOUJI_SERVICES_CLI_EXPORT_TEXT_EXPORT_H_
#define GOUJI_SERVICES_CLI_EXPORT_TEXT_EXPORT_H_

#include <cstdint>
#include <memory>
#include <ostream>

#include "services/cli/export/export_writer.h"
#include "services/cli/language.h"
#include "services/report/conversion.h"
#include "services/report/form.h"

namespace gouji::cli {

// Exports as text. Streams, and what is given by reference, must outlive them; whether a stream took all of it shows in
// the stream.

// The lines above the reports of a CSV.
enum class CsvHeads : std::uint8_t { kPaths, kNames, kBoth };

// RFC 4180 (report_csv.h).
std::unique_ptr<ExportWriter> MakeCsvExport(const report::FormCatalog& catalog,
                                            const report::ReportConverter& converter, CsvHeads heads,
                                            bool byte_order_mark, std::ostream& out);

// One recorded report a line, with its findings, as protobuf JSON.
std::unique_ptr<ExportWriter> MakeJsonLinesExport(std::ostream& out);

// A page: coverage, who has reported, totals by year, and the list of reports.
std::unique_ptr<ExportWriter> MakeHtmlExport(const ExportTotals& totals, const report::FormCatalog& catalog,
                                             Language language, std::ostream& out);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EXPORT_TEXT_EXPORT_H_
