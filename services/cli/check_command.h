#ifndef GOUJI_SERVICES_CLI_CHECK_COMMAND_H_
#define GOUJI_SERVICES_CLI_CHECK_COMMAND_H_

#include <cstdint>
#include <string>
#include <vector>

#include "gouji/parse/v1/parse_service.pb.h"
#include "services/cli/diagnostic_style.h"
#include "services/cli/gateway_client.h"
#include "services/cli/terminal.h"
#include "services/gateway/check.h"

namespace gouji::cli {

enum class CheckFormat { kText, kJson, kHtml, kXlsx };

// Whether the format is a file for people, which needs a path to write to.
constexpr bool IsReportFile(CheckFormat format) { return format == CheckFormat::kHtml || format == CheckFormat::kXlsx; }

struct CheckOptions {
  std::vector<std::string> paths;  // files and folders
  std::string roster;              // a CSV file of units (services/report/roster.h); may be empty
  CheckFormat format = CheckFormat::kText;
  std::string output;  // the file to write, for formats that are files
  bool include_evidence = false;
  bool compare_with_register = false;  // there is one behind the gateway, which was asked for
  DiagnosticStyle style;
  parse::v1::ParseOptions overrides;
  std::int64_t max_document_bytes = gateway::kDefaultMaxDocumentBytes;
  int thread_count = 0;  // 0: two for each processor
};

// gouji check: reads and checks files, several at a time, and shows what was found in the order of the files: on the
// terminal, or in a file that is there only when it is complete. Several files are compared with each other
// (compared_files.h), so nothing is shown before all are read. Returns the exit status (exit_code.h).
int RunCheck(const CheckOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_CHECK_COMMAND_H_
