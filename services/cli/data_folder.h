#ifndef GOUJI_SERVICES_CLI_DATA_FOLDER_H_
#define GOUJI_SERVICES_CLI_DATA_FOLDER_H_

#include <string>

#include "absl/status/status.h"

namespace gouji::cli {

// Makes the folder of a register, with those above it, for its owner alone (0700); one that exists is left as it is.
// UNAVAILABLE: it cannot be made, or is a file.
absl::Status MakeDataFolder(const std::string& path);

// The file of the register in a data folder.
std::string RegisterPathIn(const std::string& data_dir);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_DATA_FOLDER_H_
