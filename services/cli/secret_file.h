#ifndef GOUJI_SERVICES_CLI_SECRET_FILE_H_
#define GOUJI_SERVICES_CLI_SECRET_FILE_H_

#include <string>

namespace gouji::cli {

// The content of the file that a flag names, without line feeds at its end. Throws as CLI11 does.
std::string ReadSecret(const std::string& flag, const std::string& path);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_SECRET_FILE_H_
