#ifndef GOUJI_SERVICES_CLI_EXPORT_COMMAND_H_
#define GOUJI_SERVICES_CLI_EXPORT_COMMAND_H_

#include <cstdint>
#include <string>

#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/export/text_export.h"
#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

// kByName: as the name of the file ends; csv when that tells nothing.
enum class ExportFormat : std::uint8_t { kByName, kCsv, kJsonLines, kHtml, kXlsx };

struct ExportOptions {
  statistics::v1::ReportFilter filter;
  statistics::v1::Basis basis = statistics::v1::BASIS_OWN_REPORTS;  // of the totals; the list has all reports
  ExportFormat format = ExportFormat::kByName;
  CsvHeads heads = CsvHeads::kBoth;        // of a CSV
  bool byte_order_mark = false;            // before a CSV, for spreadsheets that need one
  std::string path = "-";                  // "-": to the standard output
  Language language = Language::kChinese;  // of the file, and of complaints
};

// The format that an export is written in: never kByName.
ExportFormat FormatOf(const ExportOptions& options);

// gouji export: writes the current reports that match, page by page, ordered by year and unit; holds a page of them at
// a time. CSV: a line for each report with the values of its cells under their paths and names, empty where no number
// was printed. JSON Lines: the recorded report with its findings. XLSX (xlsx_export.h) and HTML have totals and
// coverage, too, and with a roster who has reported. A file appears only when it is complete. Returns the exit status.
int RunExport(const ExportOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EXPORT_COMMAND_H_
