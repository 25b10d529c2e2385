#ifndef GOUJI_SERVICES_CLI_SERVE_FLAGS_H_
#define GOUJI_SERVICES_CLI_SERVE_FLAGS_H_

#include "CLI/CLI.hpp"
#include "services/cli/serve_command.h"

namespace gouji::cli {

// Gives `gouji serve` the flags that no other command has. `options` must stay where it is while the command line is
// parsed.
void AddServeFlags(CLI::App* serve, ServeOptions* options);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_SERVE_FLAGS_H_
