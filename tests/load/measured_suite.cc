#include "tests/load/measured_suite.h"

#include <sys/types.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "services/statistics/register/postgres.h"
#include "tests/benchmarks/processor_time.h"

namespace gouji::load {
namespace {

// VmHWM of /proc/PID/status; 0 for a process that is gone.
std::int64_t PeakKibibytes(pid_t process) {
  std::ifstream file(fmt::format("/proc/{}/status", process));
  for (std::string name; file >> name; file.ignore(std::numeric_limits<std::streamsize>::max(), '\n')) {
    std::int64_t kibibytes = 0;
    if (name == "VmHWM:" && file >> kibibytes) return kibibytes;
  }
  return 0;
}

// New tables of the database go to the disk of its own.
absl::Status UseDisk(const statistics::testing::PostgresServer& postgres) {
  const auto connection = statistics::PostgresConnection::Open({.url = postgres.Url(""), .password = ""});
  if (!connection.ok()) return connection.status();
  absl::Status made =
      (*connection)->Execute(fmt::format("CREATE TABLESPACE small LOCATION '{}'", postgres.disk_folder()));
  if (!made.ok()) return made;
  return (*connection)->Execute("ALTER DATABASE postgres SET default_tablespace = small");
}

}  // namespace

bool MeasuredSuite::IsInstalled() {
  return parse::testing::RedisServer::IsInstalled() && statistics::testing::PostgresServer::IsInstalled();
}

absl::StatusOr<std::unique_ptr<MeasuredSuite>> MeasuredSuite::Start(Options options) {
  std::unique_ptr<MeasuredSuite> suite(new MeasuredSuite);
  suite->folder_ = std::filesystem::temp_directory_path() / "gouji-load-XXXXXX";
  if (mkdtemp(suite->folder_.data()) == nullptr) return absl::UnavailableError("cannot make a folder");
  auto redis = parse::testing::RedisServer::Start({.tcp = true});
  if (!redis.ok()) return redis.status();
  suite->redis_ = *std::move(redis);
  auto postgres = statistics::testing::PostgresServer::Start({.durable = true, .disk_bytes = options.disk_bytes});
  if (!postgres.ok()) return postgres.status();
  suite->postgres_ = *std::move(postgres);
  if (options.disk_bytes > 0) {
    if (absl::Status moved = UseDisk(*suite->postgres_); !moved.ok()) return moved;
  }
  std::string redis_address = suite->redis_->address().ToString();
  std::string register_url = suite->postgres_->Url("");
  if (options.route) {
    redis_address = options.route("redis", redis_address);
    const std::string address = options.route("postgres", "unix:" + suite->postgres_->socket_path());
    const std::size_t colon = address.rfind(':');
    register_url =
        fmt::format("host={} port={} user=gouji dbname=postgres", address.substr(0, colon), address.substr(colon + 1));
  }
  suite->servers_ = std::make_unique<e2e::ServerSuite>(e2e::SuiteOptions{.folder = suite->folder_,
                                                                         .redis = std::move(redis_address),
                                                                         .register_url = std::move(register_url),
                                                                         .replica_count = options.replica_count,
                                                                         .flags = std::move(options.flags),
                                                                         .own_clocks = options.own_clocks,
                                                                         .route = std::move(options.route)});
  return suite;
}

MeasuredSuite::~MeasuredSuite() {
  servers_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

absl::Duration MeasuredSuite::ProcessorTime() const {
  absl::Duration time;
  for (const std::string& name : servers_->ServerNames()) {
    time += benchmarks::ProcessorTime(servers_->ProcessId(name));
  }
  return time;
}

std::string MeasuredSuite::PeakMemory() const {
  std::map<std::string, std::int64_t> kibibytes;
  for (const std::string& name : servers_->ServerNames()) {
    kibibytes[name.substr(0, name.find('-'))] += PeakKibibytes(servers_->ProcessId(name));
  }
  std::string text;
  for (const auto& [service, count] : kibibytes) {
    text += fmt::format("{}{} {} MiB", text.empty() ? "" : ", ", service, count / 1024);
  }
  return text;
}

}  // namespace gouji::load
