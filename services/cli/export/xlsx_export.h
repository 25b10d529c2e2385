#ifndef GOUJI_SERVICES_CLI_EXPORT_XLSX_EXPORT_H_
#define GOUJI_SERVICES_CLI_EXPORT_XLSX_EXPORT_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/cli/export/export_writer.h"
#include "services/cli/language.h"
#include "services/cli/xlsx/workbook.h"
#include "services/report/conversion.h"
#include "services/report/form.h"

namespace gouji::cli {

struct XlsxExportOptions {
  std::string path;
  Language language = Language::kChinese;
  std::uint32_t row_limit = kSheetRowLimit;  // of a sheet; lists go on on another one
};

// An export as a workbook: coverage; with a roster, who has reported and which units have not; totals by year; the list
// of reports; a sheet for each official table that occurs; definitions of cells, metrics and states. Written row by
// row. The converter and its catalog must outlive it.
//
// RESOURCE_EXHAUSTED, before anything is written: there are more reports than a workbook has room for.
absl::StatusOr<std::unique_ptr<ExportWriter>> MakeXlsxExport(const XlsxExportOptions& options, ExportTotals totals,
                                                             const report::FormCatalog& catalog,
                                                             const report::ReportConverter& converter);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EXPORT_XLSX_EXPORT_H_
