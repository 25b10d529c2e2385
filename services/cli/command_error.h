#ifndef GOUJI_SERVICES_CLI_COMMAND_ERROR_H_
#define GOUJI_SERVICES_CLI_COMMAND_ERROR_H_

#include "absl/status/status.h"
#include "services/cli/language.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

// Prints why a command failed, as "gouji: [REASON] message" (in English where there is no Chinese), and returns the
// exit status: kExitUnavailable for UNAVAILABLE, kExitUsage for INVALID_ARGUMENT, else kExitUnreadable.
int ReportError(const absl::Status& status, Language language, const Terminal& terminal);

// Flushes the results. Returns kExitOk, or kExitOutput after saying that they could not be written.
int FlushOutput(const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_COMMAND_ERROR_H_
