#ifndef GOUJI_SERVICES_CLI_IMPORT_COMMAND_H_
#define GOUJI_SERVICES_CLI_IMPORT_COMMAND_H_

#include <string>
#include <vector>

#include "services/cli/gateway_client.h"
#include "services/cli/importer.h"
#include "services/cli/language.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

struct ImportOptions {
  std::vector<std::string> paths;  // files and folders
  Language language = Language::kChinese;
  Importer::Options importer;
};

// gouji import: checks and records files; shows how far it is, then what became of them. Importing the same files again
// completes what an interrupted import left. Returns the exit status: 0 when all are recorded, 1 when some are no
// reports, 2 when some could not be worked on (exit_code.h).
int RunImport(const ImportOptions& options, GatewayClient& gateway, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_IMPORT_COMMAND_H_
