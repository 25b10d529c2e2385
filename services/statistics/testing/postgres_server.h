#ifndef GOUJI_SERVICES_STATISTICS_TESTING_POSTGRES_SERVER_H_
#define GOUJI_SERVICES_STATISTICS_TESTING_POSTGRES_SERVER_H_

#include <sys/types.h>

#include <csignal>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace gouji::statistics::testing {

// A private PostgreSQL as a child of the test: on a unix socket in a folder of its own, stopped at the end, also when
// the test dies. PostgreSQL refuses to run as root: then it runs as the user postgres, or nobody.
//
//   if (!PostgresServer::IsInstalled()) GTEST_SKIP() << "PostgreSQL is not installed";
//   const auto server = PostgresServer::Start({}).value();
//   … PostgresAddress{.url = server->Url("")} …
//
// Start it from the main thread: the kernel stops it when the thread that started it ends. Not thread-safe.
class PostgresServer {
 public:
  struct Options {
    bool durable = false;  // flushes commits to the disk: for benchmarks
    // When not 0, a disk of so many bytes is mounted at disk_folder(), where tablespaces may lie. It goes with the
    // test.
    int64_t disk_bytes = 0;
    // PEM; when given, the server takes connections with TLS at tls_port() of 127.0.0.1, too.
    std::string certificate = {};
    std::string private_key = {};
  };

  static bool IsInstalled();

  // Makes a database and starts a server on it. PERMISSION_DENIED: this process may not mount a disk.
  static absl::StatusOr<std::unique_ptr<PostgresServer>> Start(const Options& options);
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // Where its database is; tables go to `schema` unless that is empty. The same over all restarts.
  std::string Url(const std::string& schema) const;

  // Where it listens.
  std::string socket_path() const { return folder_ + "/.s.PGSQL." + std::to_string(port_); }
  int tls_port() const { return port_; }

  // A folder of the server's user on the disk of its own. Only the thread that started the server sees what is in it.
  std::string disk_folder() const { return folder_ + "/disk"; }

  // Ends the server with its connections and waits for its end. SIGQUIT: all of it at once, as when the machine goes
  // down. SIGKILL: its first process; the others notice. Idempotent.
  void Kill(int signal = SIGQUIT);
  // Starts a killed server again, with all that it had committed, as soon as nothing is left of the old one.
  absl::Status Restart();

 private:
  PostgresServer(Options options, std::string folder, std::string programs);

  // Runs a program as the server's user; returns its process.
  absl::StatusOr<pid_t> Spawn(const std::vector<std::string>& arguments, int stop_signal) const;
  absl::Status AwaitReady();
  std::string LogPath() const { return folder_ + "/log"; }
  // What its programs have said.
  std::string Log() const;
  absl::Status MountDisk() const;
  // Writes a file that only the server's user may read.
  absl::Status WriteSecret(const std::string& name, const std::string& content) const;
  // Writes what TLS needs, and takes a port that is free.
  absl::Status PrepareTls();

  const Options options_;
  const std::string folder_;
  const std::string programs_;  // the folder of initdb and postgres
  int port_ = 5432;             // part of the socket's name, too
  pid_t pid_ = -1;              // -1: not running
};

}  // namespace gouji::statistics::testing

#endif  // GOUJI_SERVICES_STATISTICS_TESTING_POSTGRES_SERVER_H_
