#ifndef GOUJI_SERVICES_CLI_XLSX_XLSX_REPORT_H_
#define GOUJI_SERVICES_CLI_XLSX_XLSX_REPORT_H_

#include <memory>

#include "absl/status/statusor.h"
#include "services/cli/report_file.h"

namespace gouji::cli {

// Makes a workbook: a sheet with a line for each document, one with a line for each finding, and for the documents that
// TableBudget chooses a sheet each with the official tables. INTERNAL when the file cannot be written.
absl::StatusOr<std::unique_ptr<ReportFile>> CreateXlsxReport(const ReportFileOptions& options);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_XLSX_XLSX_REPORT_H_
