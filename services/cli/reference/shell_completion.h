#ifndef GOUJI_SERVICES_CLI_REFERENCE_SHELL_COMPLETION_H_
#define GOUJI_SERVICES_CLI_REFERENCE_SHELL_COMPLETION_H_

#include <string>

#include "services/cli/reference/command_tree.h"

namespace gouji::cli {

enum class Shell { kBash, kFish, kZsh };

// A script that has the shell complete commands, flags, and the values of flags that have a choice; everything else is
// completed as a file. `root` is the program.
std::string ShellCompletion(Shell shell, const CommandDescription& root);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_REFERENCE_SHELL_COMPLETION_H_
