#ifndef GOUJI_SERVICES_RUNTIME_HEALTH_CHECK_H_
#define GOUJI_SERVICES_RUNTIME_HEALTH_CHECK_H_

#include <ostream>

#include "services/runtime/server_options.h"

namespace gouji::runtime {

// Asks the server that runs with these options on this machine whether calls are welcome (kReadiness), and returns the
// exit status of a program that was started to find out: 0 when they are, 1 after writing to `err` why not. This is how
// an image without shell and tools is probed where the platform does not speak gRPC's health protocol itself. Takes at
// most 2 s.
int CheckHealth(const ServerOptions& options, std::ostream& err);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_HEALTH_CHECK_H_
