#ifndef GOUJI_SERVICES_CLI_IMPORT_COMMAND_H_
#define GOUJI_SERVICES_CLI_IMPORT_COMMAND_H_

#include <string>
#include <vector>

#include "services/cli/gateway_client.h"
#include "services/cli/import_summary.h"
#include "services/cli/importer.h"
#include "services/cli/language.h"
#include "services/cli/share.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

struct ImportOptions {
  std::vector<std::string> paths;  // files and folders
  Share share = {};                // which of them are imported
  // Where the summary is written as JSON; "-" is the standard output, in place of the table; empty is nowhere.
  std::string summary = {};
  Refusals refusals = Refusals::kCount;
  Language language = Language::kChinese;
  Importer::Options importer;
};

// gouji import: checks and records files; shows how far it is, then what became of them. Importing the same files again
// completes what an interrupted import left. Returns the exit status: that of the summary (import_summary.h), 74 when
// the summary cannot be written; that is tried before anything is sent.
int RunImport(const ImportOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_IMPORT_COMMAND_H_
