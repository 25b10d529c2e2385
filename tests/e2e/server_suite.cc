#include "tests/e2e/server_suite.h"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): <csignal> has no kill

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include "absl/strings/str_format.h"

namespace gouji::e2e {
namespace {

constexpr char kClockLibrary[] = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

}  // namespace

std::string Program(const std::string& name) {
  const char* folder = std::getenv("GOUJI_BIN_DIR");
  if (folder == nullptr) {
    std::fputs("GOUJI_BIN_DIR must name the folder of the programs; ctest sets it\n", stderr);
    std::abort();
  }
  return std::string(folder) + "/" + name;
}

ServerSuite::ServerSuite(std::string folder, const std::string& redis, std::string log_level)
    : ServerSuite(SuiteOptions{.folder = std::move(folder), .redis = redis, .log_level = std::move(log_level)}) {}

ServerSuite::ServerSuite(SuiteOptions options) : options_(std::move(options)) {
  StartAll("parse",
           options_.redis.empty() ? std::vector<std::string>{} : std::vector<std::string>{"--redis=" + options_.redis});
  StartAll("validate", {});
  StartAll("statistics", {options_.register_url.empty() ? "--register_path=" + options_.folder + "/register.db"
                                                        : "--register_url=" + options_.register_url});
  std::vector<std::string> gateway_flags = {"--parse=" + Target("parse"), "--validate=" + Target("validate"),
                                            "--statistics=" + Target("statistics"), "--http_port=0"};
  gateway_flags.insert(gateway_flags.end(), options_.gateway_flags.begin(), options_.gateway_flags.end());
  StartAll("gateway", gateway_flags);
}

void ServerSuite::StartAll(const std::string& service, const std::vector<std::string>& flags) {
  for (int number = 0; number < options_.replica_count; ++number) {
    const std::string name = Replica(service, number);
    servers_[name].flags = flags;
    Start(name);
  }
}

std::string ServerSuite::Replica(const std::string& service, int number) const {
  return number == 0 ? service : service + "-" + std::to_string(number);
}

std::string ServerSuite::Target(const std::string& service) const {
  std::string target = options_.replica_count > 1 ? "ipv4:" : "";
  for (int number = 0; number < options_.replica_count; ++number) {
    if (number > 0) target += ",";
    target += servers_.at(Replica(service, number)).address;
  }
  return target;
}

int ServerSuite::HttpPort() const {
  const std::string file = options_.folder + "/gateway.port.http";
  WaitUntil([&] { return !ReadFile(file).empty(); });
  return std::atoi(ReadFile(file).c_str());
}

std::vector<std::string> ServerSuite::ServerNames() const {
  std::vector<std::string> names;
  for (const char* service : {"parse", "validate", "statistics", "gateway"}) {
    for (int number = 0; number < options_.replica_count; ++number) names.push_back(Replica(service, number));
  }
  return names;
}

void ServerSuite::Start(const std::string& name) {
  Server& server = servers_[name];
  const std::string port_file = options_.folder + "/" + name + ".port";
  std::remove(port_file.c_str());
  std::remove((port_file + ".http").c_str());
  std::vector<std::string> command;
  if (options_.own_clocks) {
    SetClock(name, absl::ZeroDuration());
    command = {"/usr/bin/env", std::string("LD_PRELOAD=") + kClockLibrary, "FAKETIME_TIMESTAMP_FILE=" + ClockFile(name),
               "FAKETIME_CACHE_DURATION=1", "FAKETIME_DONT_FAKE_MONOTONIC=1"};
  }
  const std::vector<std::string> call = {Program("gouji-" + name.substr(0, name.find('-'))),
                                         "--listen=127.0.0.1",
                                         "--port=" + server.port,
                                         "--port_file=" + port_file,
                                         "--metrics_port=-1",
                                         "--log_level=" + options_.log_level};
  command.insert(command.end(), call.begin(), call.end());
  if (name.starts_with("gateway")) command.push_back("--http_port_file=" + port_file + ".http");
  command.insert(command.end(), server.flags.begin(), server.flags.end());
  command.insert(command.end(), options_.flags.begin(), options_.flags.end());
  server.process = std::make_unique<Process>(command, options_.folder + "/" + name);
  if (!WaitUntil([&] { return !ReadFile(port_file).empty() || !server.process->IsRunning(); }) ||
      !server.process->IsRunning()) {
    std::fprintf(stderr, "gouji-%s did not start:\n%s\n", name.c_str(), server.process->Errors().c_str());
    std::abort();
  }
  server.port = ReadFile(port_file);
  server.port.erase(server.port.find_last_not_of('\n') + 1);
  if (server.address.empty()) {
    server.address = "127.0.0.1:" + server.port;
    if (options_.route) server.address = options_.route(name, server.address);
  }
}

void ServerSuite::Kill(const std::string& server) { servers_.at(server).process->Kill(); }

std::optional<int> ServerSuite::Terminate(const std::string& server) {
  kill(ProcessId(server), SIGTERM);
  return servers_.at(server).process->Wait(absl::Minutes(1));
}

void ServerSuite::Restart(const std::string& server) {
  Kill(server);
  Start(server);
}

std::optional<int> ServerSuite::Stop(const std::string& server, absl::Duration timeout) {
  Signal(server, SIGTERM);
  return servers_.at(server).process->Wait(timeout);
}

bool ServerSuite::HasOwnClocks() { return std::filesystem::exists(kClockLibrary); }

void ServerSuite::SetClock(const std::string& server, absl::Duration offset) const {
  // Whole, for the server reads it at any moment.
  const std::string file = ClockFile(server);
  std::ofstream(file + ".new") << absl::StrFormat("%+d\n", absl::ToInt64Seconds(offset));
  std::filesystem::rename(file + ".new", file);
}

void ServerSuite::Signal(const std::string& server, int signal) const { kill(ProcessId(server), signal); }

}  // namespace gouji::e2e
