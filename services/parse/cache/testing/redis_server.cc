#include "services/parse/cache/testing/redis_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/parse/cache/redis_address.h"
#include "services/parse/cache/redis_connection.h"

namespace gouji::parse::testing {
namespace {

constexpr char kProgram[] = "redis-server";

// A port that was free a moment ago.
absl::StatusOr<int> FreePort() {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  const bool bound = fd >= 0 && bind(fd, generic, size) == 0 && getsockname(fd, generic, &size) == 0;
  const int error = errno;
  if (fd >= 0) close(fd);
  if (!bound) return absl::UnavailableError(fmt::format("no free port: {}", std::strerror(error)));
  return ntohs(address.sin_port);
}

}  // namespace

bool RedisServer::IsInstalled() {
  const char* const path = std::getenv("PATH");
  if (path == nullptr) return false;
  for (const std::string& directory : std::vector<std::string>(absl::StrSplit(path, ':'))) {
    if (access(fmt::format("{}/{}", directory, kProgram).c_str(), X_OK) == 0) return true;
  }
  return false;
}

absl::StatusOr<std::unique_ptr<RedisServer>> RedisServer::Start(Options options) {
  std::string directory = (std::filesystem::temp_directory_path() / "gouji-redis-XXXXXX").string();
  if (mkdtemp(directory.data()) == nullptr) return absl::UnavailableError("cannot make a directory for redis-server");
  std::unique_ptr<RedisServer> server(new RedisServer(std::move(options), directory));
  absl::Status status;
  // Somebody else may take a free port before the server does.
  for (int attempt = 0; attempt < 5; ++attempt) {
    if (server->options_.tcp) {
      const absl::StatusOr<int> port = FreePort();
      if (!port.ok()) return port.status();
      server->address_ = {.host = "127.0.0.1", .port = *port};
    } else {
      server->address_ = {.unix_path = fmt::format("{}/redis.sock", directory)};
    }
    status = server->Restart();
    if (status.ok()) return server;
  }
  return status;
}

RedisServer::RedisServer(Options options, std::string directory)
    : options_(std::move(options)), directory_(std::move(directory)) {}

RedisServer::~RedisServer() {
  Kill();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

void RedisServer::Kill() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

absl::Status RedisServer::Restart() {
  Kill();
  if (absl::Status status = Spawn(); !status.ok()) return status;
  absl::Status status = AwaitReady();
  if (!status.ok()) Kill();
  return status;
}

void RedisServer::Freeze() const { kill(pid_, SIGSTOP); }

void RedisServer::Thaw() const { kill(pid_, SIGCONT); }

absl::Status RedisServer::Spawn() {
  std::vector<std::string> arguments = {kProgram,
                                        options_.tls.IsUsed() ? "--tls-port" : "--port",
                                        fmt::format("{}", address_.port),
                                        "--bind",
                                        "127.0.0.1",
                                        "--dir",
                                        directory_,
                                        "--save",
                                        "",
                                        "--appendonly",
                                        "no",
                                        "--logfile",
                                        directory_ + "/redis.log"};
  if (!address_.unix_path.empty()) arguments.insert(arguments.end(), {"--unixsocket", address_.unix_path});
  if (options_.tls.IsUsed()) {
    arguments.insert(arguments.end(),
                     {"--port", "0", "--tls-cert-file", options_.tls.certificate, "--tls-key-file",
                      options_.tls.private_key, "--tls-auth-clients", options_.tls.authorities.empty() ? "no" : "yes"});
    if (!options_.tls.authorities.empty()) {
      arguments.insert(arguments.end(), {"--tls-ca-cert-file", options_.tls.authorities});
    }
  }
  if (!options_.password.empty()) arguments.insert(arguments.end(), {"--requirepass", options_.password});
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);

  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) return absl::UnavailableError(fmt::format("cannot start redis-server: {}", std::strerror(errno)));
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);  // the parent died before prctl
    execvp(argv[0], argv.data());
    _exit(127);
  }
  pid_ = pid;
  return absl::OkStatus();
}

absl::Status RedisServer::AwaitReady() {
  const absl::Time deadline = absl::Now() + absl::Seconds(10);
  for (;;) {
    const auto connection =
        RedisConnection::Open(address_, {.password = options_.password, .tls = options_.client_tls}, absl::Seconds(1),
                              /*max_reply_bytes=*/1024);
    if (connection.ok()) return absl::OkStatus();
    if (absl::Now() > deadline) return connection.status();
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = -1;
      return absl::UnavailableError("redis-server ended at once");
    }
    absl::SleepFor(absl::Milliseconds(1));  // between polls
  }
}

}  // namespace gouji::parse::testing
