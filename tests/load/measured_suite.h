#ifndef GOUJI_TESTS_LOAD_MEASURED_SUITE_H_
#define GOUJI_TESTS_LOAD_MEASURED_SUITE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/parse/cache/testing/redis_server.h"
#include "services/statistics/testing/postgres_server.h"
#include "tests/e2e/server_suite.h"

namespace gouji::load {

// The services with a Redis and a durable PostgreSQL of their own, as processes that are measured. Make it in the main
// thread, before the first thread of gRPC. Not thread-safe.
class MeasuredSuite {
 public:
  // Whether redis-server and PostgreSQL are there.
  static bool IsInstalled();

  struct Options {
    int replica_count = 1;                // of each service
    std::vector<std::string> flags = {};  // of every server
    // When not 0, the register lies on a disk of so many bytes, at postgres().disk_folder().
    std::int64_t disk_bytes = 0;
    bool own_clocks = false;  // of every server
    // As SuiteOptions::route; "redis" and "postgres" are routed, too: to "HOST:PORT" from such an address or, of the
    // latter, "unix:PATH".
    std::function<std::string(const std::string& server, const std::string& address)> route = {};
  };
  // PERMISSION_DENIED: this process may not mount a disk.
  static absl::StatusOr<std::unique_ptr<MeasuredSuite>> Start(Options options);
  ~MeasuredSuite();
  MeasuredSuite(const MeasuredSuite&) = delete;
  MeasuredSuite& operator=(const MeasuredSuite&) = delete;

  e2e::ServerSuite& servers() { return *servers_; }
  parse::testing::RedisServer& redis() { return *redis_; }
  statistics::testing::PostgresServer& postgres() { return *postgres_; }
  const std::string& folder() const { return folder_; }

  // Processor time that the services have used so far.
  absl::Duration ProcessorTime() const;
  // The most memory that each service has had resident so far, "gateway 70 MiB, …"; all replicas of a service together.
  std::string PeakMemory() const;

 private:
  MeasuredSuite() = default;

  std::string folder_;
  std::unique_ptr<parse::testing::RedisServer> redis_;
  std::unique_ptr<statistics::testing::PostgresServer> postgres_;
  std::unique_ptr<e2e::ServerSuite> servers_;
};

}  // namespace gouji::load

#endif  // GOUJI_TESTS_LOAD_MEASURED_SUITE_H_
