#ifndef GOUJI_SERVICES_RUNTIME_PORT_FILE_H_
#define GOUJI_SERVICES_RUNTIME_PORT_FILE_H_

#include <string>

#include "absl/status/status.h"

namespace gouji::runtime {

// Writes a port that is listened on into the file `path`; without one it does nothing. Whoever waits for the file sees
// the whole number or no file. UNAVAILABLE when the file cannot be written.
absl::Status WritePortFile(const std::string& path, int port);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_PORT_FILE_H_
