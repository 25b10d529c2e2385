#include "services/runtime/run_server.h"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): <csignal> has no sigwait

#include <atomic>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/runtime/clock.h"
#include "services/runtime/log.h"
#include "services/runtime/port_file.h"
#include "services/runtime/runtime.h"
#include "services/runtime/server.h"
#include "services/runtime/server_options.h"

namespace gouji::runtime {
namespace {

sigset_t EndingSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

// Ends the process at the second signal or at `limit`, whichever is first; returns when `drained`.
void GuardDrain(const std::atomic<bool>& drained, absl::Time limit, const Logger& log) {
  const sigset_t signals = EndingSignals();
  const timespec slice = absl::ToTimespec(absl::Milliseconds(50));
  while (!drained.load()) {
    const int signal_number = sigtimedwait(&signals, nullptr, &slice);
    if (signal_number > 0) {
      log.Write(LogLevel::kWarning, "second signal, stopping at once", {{"signal", signal_number}});
      std::_Exit(128 + signal_number);
    }
    if (Now() >= limit) {
      log.Write(LogLevel::kError, "calls did not end after they were cancelled, stopping at once");
      std::_Exit(kExitSoftware);
    }
  }
}

}  // namespace

void BlockSignals() {
  const sigset_t signals = EndingSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

bool PauseUnlessSignalled(absl::Duration pause) {
  const sigset_t signals = EndingSignals();
  const timespec limit = absl::ToTimespec(pause);
  return sigtimedwait(&signals, nullptr, &limit) < 0;
}

void DrainOnSignal(Server& server, const ServerOptions& options, const Logger& log) {
  const sigset_t signals = EndingSignals();
  int signal_number = 0;
  sigwait(&signals, &signal_number);
  log.Write(LogLevel::kInfo, "signal", {{"signal", signal_number}});
  std::atomic<bool> drained = false;
  const absl::Time limit = Now() + options.drain_delay + options.shutdown_timeout + absl::Seconds(5);
  std::thread guard([&] { GuardDrain(drained, limit, log); });
  server.Drain();
  drained = true;
  guard.join();
}

int RunServer(const ServerOptions& options, Runtime& runtime, const std::vector<grpc::Service*>& services,
              absl::FunctionRef<absl::Status(Server&)> before_ready) {
  // Whoever waits for the port calls at once, and clients that watch health call no server that is not ready.
  ServerOptions without_port_file = options;
  without_port_file.port_file.clear();
  absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(without_port_file, runtime, services);
  absl::Status started = server.ok() ? before_ready(**server) : server.status();
  if (started.ok()) {
    (*server)->SetReady(true);
    started = WritePortFile(options.port_file, (*server)->port());
  }
  if (!started.ok()) {
    runtime.log().Write(LogLevel::kError, "cannot start", {{"status", started.ToString()}});
    return kExitUnavailable;
  }
  DrainOnSignal(**server, options, runtime.log());
  return 0;
}

}  // namespace gouji::runtime
