#ifndef GOUJI_SERVICES_CLI_DUMP_COMMAND_H_
#define GOUJI_SERVICES_CLI_DUMP_COMMAND_H_

#include <string>

#include "services/cli/language.h"
#include "services/cli/terminal.h"
#include "services/statistics/register/register_options.h"

namespace gouji::cli {

// The work on a register as a whole: on its file or its database itself, not over a gateway.

struct DumpOptions {
  statistics::RegisterOptions reports;
  std::string path;
  Language language = Language::kChinese;
};

struct LoadOptions {
  statistics::RegisterOptions reports;
  std::string path;
  Language language = Language::kChinese;
};

// gouji register dump: writes all that a register held at one moment into a file; others may record meanwhile. The file
// appears only when it is complete and on the disk. Returns the exit status.
int RunDump(const DumpOptions& options, const Terminal& terminal);

// gouji register load: loads a dump into an empty register, whole or not at all; the file of the register is made when
// it does not exist, but not for a dump that is refused. Returns the exit status.
int RunLoad(const LoadOptions& options, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_DUMP_COMMAND_H_
