#ifndef GOUJI_SERVICES_CLI_IMPORT_FLAGS_H_
#define GOUJI_SERVICES_CLI_IMPORT_FLAGS_H_

#include "CLI/CLI.hpp"
#include "services/cli/import_command.h"

namespace gouji::cli {

// Gives `gouji import` the flags that no other command has. `options` must stay where it is while the command line is
// parsed.
void AddImportFlags(CLI::App* import, ImportOptions* options);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_IMPORT_FLAGS_H_
