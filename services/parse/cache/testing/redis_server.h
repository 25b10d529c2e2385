#ifndef GOUJI_SERVICES_PARSE_CACHE_TESTING_REDIS_SERVER_H_
#define GOUJI_SERVICES_PARSE_CACHE_TESTING_REDIS_SERVER_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/parse/cache/redis_address.h"
#include "services/runtime/tls.h"

namespace gouji::parse::testing {

// A private redis-server as a child of the test: on a free port or a unix socket, in a directory of its own, without
// persistence; killed at the end, also when the test dies.
//
//   if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
//   const auto server = RedisServer::Start({}).value();
//   … RedisPool::Options{.address = server->address()} …
//
// Start it from the main thread: the kernel kills it when the thread that started it ends. Not thread-safe.
class RedisServer {
 public:
  struct Options {
    bool tcp = false;           // listen on 127.0.0.1:<free port>, not on a unix socket
    std::string password = {};  // empty: none
    // Listen with TLS, by TCP: the server's files, read at each start; with authorities, clients must show a
    // certificate.
    runtime::TlsFiles tls = {};
    std::shared_ptr<const runtime::TlsMaterial> client_tls = nullptr;  // with which the server is asked if it is ready
  };

  // Whether redis-server is in the PATH.
  static bool IsInstalled();

  // Starts a server and waits until it answers. UNAVAILABLE when it does not within 10 s.
  static absl::StatusOr<std::unique_ptr<RedisServer>> Start(Options options);
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  // The same over all restarts.
  const RedisAddress& address() const { return address_; }

  // -1 while it does not run.
  pid_t process_id() const { return pid_; }

  // Kills the server with SIGKILL and waits for its end: everything in it is lost. Idempotent.
  void Kill();
  // Starts a killed server again, empty, at the same address.
  absl::Status Restart();
  // Stops the server without closing its connections (SIGSTOP): the kernel accepts and nobody answers.
  void Freeze() const;
  void Thaw() const;

 private:
  RedisServer(Options options, std::string directory);

  absl::Status Spawn();
  absl::Status AwaitReady();

  const Options options_;
  const std::string directory_;
  RedisAddress address_;
  pid_t pid_ = -1;  // -1: not running
};

}  // namespace gouji::parse::testing

#endif  // GOUJI_SERVICES_PARSE_CACHE_TESTING_REDIS_SERVER_H_
