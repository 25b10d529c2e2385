#ifndef GOUJI_SERVICES_CLI_XLSX_XLSX_REPORT_H_
#define GOUJI_SERVICES_CLI_XLSX_XLSX_REPORT_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "services/cli/report_file.h"
#include "services/cli/xlsx/workbook.h"

namespace gouji::cli {

// Makes a workbook: a sheet with a line for each document, one with a line for each finding, and for the documents that
// TableBudget chooses a sheet each with the official tables. A list goes on on another sheet after `row_limit` rows.
// INTERNAL when the file cannot be written.
absl::StatusOr<std::unique_ptr<ReportFile>> CreateXlsxReport(const ReportFileOptions& options,
                                                             std::uint32_t row_limit = kSheetRowLimit);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_XLSX_XLSX_REPORT_H_
