#ifndef GOUJI_TESTS_BENCHMARKS_KILLS_STORE_H_
#define GOUJI_TESTS_BENCHMARKS_KILLS_STORE_H_

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/statistics/register/sql.h"
#include "services/statistics/testing/postgres_server.h"
#include "tests/e2e/process.h"

namespace gouji::benchmarks {

// What is killed with SIGKILL.
enum class Victim : uint8_t {
  kService,    // gouji-statistics
  kBackend,    // a process of PostgreSQL that serves it; PostgreSQL then ends all others and recovers on its own
  kPostmaster  // PostgreSQL as a whole
};

std::string_view NameOf(Victim victim);

// The program gouji-statistics over a register that is new and empty. Aborts when something does not start. Not
// thread-safe.
class Store {
 public:
  // `folder` is for its files. `postgres` is the server to use; null for a register in a file.
  Store(std::string folder, statistics::testing::PostgresServer* postgres, const std::string& schema);

  // host:port; the same over all restarts.
  std::string address() const { return "127.0.0.1:" + port_; }

  // Kills something that there is, and starts it again as soon as it is gone.
  Victim KillSomething(std::mt19937& random);

  // How many rows a table has, counted beside the service.
  absl::StatusOr<int64_t> CountRows(const std::string& table);

 private:
  void StartService();
  // False when no backend was found.
  bool KillBackend(std::mt19937& random);

  const std::string folder_;
  statistics::testing::PostgresServer* const postgres_;
  const std::string url_;  // of the database; empty: a file
  std::string port_ = "0";
  std::unique_ptr<e2e::Process> service_;
};

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_KILLS_STORE_H_
