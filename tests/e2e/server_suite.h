#ifndef GOUJI_TESTS_E2E_SERVER_SUITE_H_
#define GOUJI_TESTS_E2E_SERVER_SUITE_H_

#include <sys/types.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/e2e/process.h"

namespace gouji::e2e {

// The folder of the programs, from the environment variable GOUJI_BIN_DIR that ctest sets.
std::string Program(const std::string& name);

struct SuiteOptions {
  std::string folder;             // for the servers' files
  std::string redis = {};         // the address of a Redis for the parse service; empty: a cache in its memory
  std::string register_url = {};  // a PostgreSQL database; empty: a register in a file
  std::string log_level = "warning";
  int replica_count = 1;                // of each service; more than one need a database
  std::vector<std::string> flags = {};  // of every server
  std::vector<std::string> gateway_flags = {};
  bool own_clocks = false;  // each server has a clock that can be set; see ServerSuite::HasOwnClocks
  // Where others find the server of this name that listens at `address`, such as behind a proxy; null: there.
  std::function<std::string(const std::string& server, const std::string& address)> route = {};
};

// The four services as processes on free ports of 127.0.0.1. A server that is started again takes the port that it had.
class ServerSuite {
 public:
  // Aborts when a server does not start.
  explicit ServerSuite(SuiteOptions options);
  // `redis` is the address of a Redis for the parse service; empty for a cache in its memory. Aborts when a server does
  // not start.
  ServerSuite(std::string folder, const std::string& redis, std::string log_level = "warning");

  // Names: "parse", "validate", "statistics", "gateway"; of further replicas "parse-1" and so on. Kill uses SIGKILL.
  void Kill(const std::string& server);
  // Tells it to end (SIGTERM) and waits for that. Returns its exit status; nullopt when it runs on for a minute.
  std::optional<int> Terminate(const std::string& server);
  void Restart(const std::string& server);
  // Sends SIGTERM and waits for the end. Returns the exit status, nullopt when it still runs after `timeout`.
  std::optional<int> Stop(const std::string& server, absl::Duration timeout);
  // Sends a signal, such as SIGSTOP.
  void Signal(const std::string& server, int signal) const;

  // Whether libfaketime is installed, without which there are no clocks to set.
  static bool HasOwnClocks();
  // Sets the clock of a server to so much after the machine's; with own_clocks alone. Its monotonic clock goes on.
  void SetClock(const std::string& server, absl::Duration offset) const;

  // All of them, backends first.
  std::vector<std::string> ServerNames() const;

  // The gateway as host:port; several as a target of gRPC, to be used with round_robin.
  std::string Endpoint() const { return Target("gateway"); }

  // The first gateway's port for HTTP.
  int HttpPort() const;

  pid_t ProcessId(const std::string& server) const { return servers_.at(server).process->id(); }

 private:
  struct Server {
    std::vector<std::string> flags;
    std::string port = "0";
    std::string address = {};  // for others
    std::unique_ptr<Process> process;
  };

  // Starts it and waits until it takes calls.
  void Start(const std::string& name);
  // Makes and starts all replicas of a service.
  void StartAll(const std::string& service, const std::vector<std::string>& flags);
  std::string Replica(const std::string& service, int number) const;
  // Where all replicas of a service are.
  std::string Target(const std::string& service) const;
  std::string ClockFile(const std::string& server) const { return options_.folder + "/" + server + ".clock"; }

  const SuiteOptions options_;
  std::map<std::string, Server> servers_;
};

}  // namespace gouji::e2e

#endif  // GOUJI_TESTS_E2E_SERVER_SUITE_H_
