#ifndef GOUJI_SERVICES_RUNTIME_RUN_SERVER_H_
#define GOUJI_SERVICES_RUNTIME_RUN_SERVER_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/impl/service_type.h"
#include "services/runtime/log.h"
#include "services/runtime/runtime.h"
#include "services/runtime/server.h"
#include "services/runtime/server_options.h"

namespace gouji::runtime {

inline constexpr int kExitUnavailable = 69;  // EX_UNAVAILABLE: a port or file could not be had
inline constexpr int kExitSoftware = 70;     // EX_SOFTWARE: handlers did not end after they were cancelled

// Blocks SIGINT and SIGTERM in this thread and those it starts, and ignores SIGPIPE. First statement of main, before
// any thread. Child processes inherit both: whoever starts one resets them (posix_spawnattr_setsigmask,
// _setsigdefault).
void BlockSignals();

// Pauses before a server tries something again that it needs to start. Returns false at once when a signal has come
// that BlockSignals holds back: the process is to end.
bool PauseUnlessSignalled(absl::Duration pause);

// Waits for SIGINT or SIGTERM, then drains `server`. Meanwhile a second signal ends the process at once (exit status
// 128 + its number), and so does, with kExitSoftware, a handler that neither ends nor heeds its cancellation within 5
// s.
void DrainOnSignal(Server& server, const ServerOptions& options, const Logger& log);

inline absl::Status StartNothing(Server& /*server*/) { return absl::OkStatus(); }

// The rest of a server's main once its service is made: starts, becomes ready, and drains on a signal. `before_ready`
// starts what stands in front of the server. Returns the exit status of the process: 0, or kExitUnavailable when the
// server or that could not start (logged).
int RunServer(const ServerOptions& options, Runtime& runtime, const std::vector<grpc::Service*>& services,
              absl::FunctionRef<absl::Status(Server&)> before_ready = StartNothing);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_RUN_SERVER_H_
