#include "tests/e2e/server_suite.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace gouji::e2e {

std::string Program(const std::string& name) {
  const char* folder = std::getenv("GOUJI_BIN_DIR");
  if (folder == nullptr) {
    std::fputs("GOUJI_BIN_DIR must name the folder of the programs; ctest sets it\n", stderr);
    std::abort();
  }
  return std::string(folder) + "/" + name;
}

ServerSuite::ServerSuite(std::string folder, const std::string& redis, std::string log_level)
    : folder_(std::move(folder)), log_level_(std::move(log_level)) {
  if (!redis.empty()) servers_["parse"].flags = {"--redis=" + redis};
  servers_["statistics"].flags = {"--register_path=" + folder_ + "/register.db"};
  for (const char* backend : {"parse", "validate", "statistics"}) Start(backend);
  servers_["gateway"].flags = {"--parse=" + Address("parse"), "--validate=" + Address("validate"),
                               "--statistics=" + Address("statistics")};
  Start("gateway");
}

void ServerSuite::Start(const std::string& name) {
  Server& server = servers_[name];
  const std::string port_file = folder_ + "/" + name + ".port";
  std::remove(port_file.c_str());
  std::vector<std::string> command = {Program("gouji-" + name),   "--listen=127.0.0.1", "--port=" + server.port,
                                      "--port_file=" + port_file, "--metrics_port=-1",  "--log_level=" + log_level_};
  command.insert(command.end(), server.flags.begin(), server.flags.end());
  server.process = std::make_unique<Process>(command, folder_ + "/" + name);
  if (!WaitUntil([&] { return !ReadFile(port_file).empty() || !server.process->IsRunning(); }) ||
      !server.process->IsRunning()) {
    std::fprintf(stderr, "gouji-%s did not start:\n%s\n", name.c_str(), server.process->Errors().c_str());
    std::abort();
  }
  server.port = ReadFile(port_file);
  server.port.erase(server.port.find_last_not_of('\n') + 1);
}

void ServerSuite::Kill(const std::string& server) { servers_.at(server).process->Kill(); }

void ServerSuite::Restart(const std::string& server) {
  Kill(server);
  Start(server);
}

}  // namespace gouji::e2e
