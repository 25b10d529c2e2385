#ifndef GOUJI_SERVICES_CLI_REFERENCE_MANUAL_PAGE_H_
#define GOUJI_SERVICES_CLI_REFERENCE_MANUAL_PAGE_H_

#include <string>
#include <string_view>

#include "services/cli/language.h"
#include "services/cli/reference/command_tree.h"

namespace gouji::cli {

// The manual gouji(1) for man: gouji.LANGUAGE.1 of this folder, with the commands and flags of `root`, the program, in
// their place. What flags say of themselves is in English.
std::string ManualPage(const CommandDescription& root, Language language, std::string_view version);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_REFERENCE_MANUAL_PAGE_H_
