#ifndef GOUJI_TESTS_E2E_SERVER_SUITE_H_
#define GOUJI_TESTS_E2E_SERVER_SUITE_H_

#include <sys/types.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/e2e/process.h"

namespace gouji::e2e {

// The folder of the programs, from the environment variable GOUJI_BIN_DIR that ctest sets.
std::string Program(const std::string& name);

// The four servers as processes on free ports of 127.0.0.1, with their files in `folder`. A server that is started
// again takes the port that it had.
class ServerSuite {
 public:
  // `redis` is the address of a Redis for the parse service; empty for a cache in its memory. Aborts when a server does
  // not start.
  ServerSuite(std::string folder, const std::string& redis, std::string log_level = "warning");

  // Names: "parse", "validate", "statistics", "gateway". Kill uses SIGKILL.
  void Kill(const std::string& server);
  void Restart(const std::string& server);

  // host:port of the gateway.
  std::string Endpoint() const { return Address("gateway"); }

  pid_t ProcessId(const std::string& server) const { return servers_.at(server).process->id(); }

 private:
  struct Server {
    std::vector<std::string> flags;
    std::string port = "0";
    std::unique_ptr<Process> process;
  };

  // Starts it and waits until it takes calls.
  void Start(const std::string& name);
  std::string Address(const std::string& name) const { return "127.0.0.1:" + servers_.at(name).port; }

  const std::string folder_;
  const std::string log_level_;
  std::map<std::string, Server> servers_;
};

}  // namespace gouji::e2e

#endif  // GOUJI_TESTS_E2E_SERVER_SUITE_H_
