#ifndef GOUJI_SERVICES_CLI_VERSION_H_
#define GOUJI_SERVICES_CLI_VERSION_H_

#include <string>

namespace gouji::cli {

// What `gouji --version` prints: the versions of the program and of what decides how a document is read and checked.
std::string VersionText();

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_VERSION_H_
