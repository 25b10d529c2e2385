#ifndef GOUJI_SERVICES_CLI_EXPORT_COMMAND_H_
#define GOUJI_SERVICES_CLI_EXPORT_COMMAND_H_

#include <string>

#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/gateway_client.h"
#include "services/cli/language.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

enum class ExportFormat { kCsv, kJsonLines };

struct ExportOptions {
  statistics::v1::ReportFilter filter;
  ExportFormat format = ExportFormat::kCsv;
  bool byte_order_mark = false;            // before a CSV, for spreadsheets that need one
  std::string path = "-";                  // "-": to the standard output
  Language language = Language::kChinese;  // of complaints
};

// gouji export: writes the current reports, page by page, ordered by year and unit. CSV: a line for each report with
// the values of its cells under their paths, empty where no number was printed. JSON Lines: the recorded report with
// its findings. A file appears only when it is complete. Returns the exit status.
int RunExport(const ExportOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EXPORT_COMMAND_H_
