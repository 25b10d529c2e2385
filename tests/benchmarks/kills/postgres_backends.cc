#include "tests/benchmarks/kills/postgres_backends.h"

#include "absl/status/statusor.h"
#include "services/statistics/register/postgres.h"

namespace gouji::benchmarks {
namespace {

constexpr char kBackends[] =
    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY pid";

}  // namespace

std::vector<pid_t> PostgresBackends(const statistics::testing::PostgresServer& postgres) {
  std::vector<pid_t> backends;
  const auto connection = statistics::PostgresConnection::Open({.url = postgres.Url(""), .password = ""});
  if (!connection.ok()) return backends;
  const auto find = (*connection)->Prepare(kBackends);
  if (!find.ok()) return backends;
  absl::StatusOr<bool> row = (*find)->Step();
  for (; row.ok() && *row; row = (*find)->Step()) backends.push_back(static_cast<pid_t>((*find)->Int(0)));
  return backends;
}

}  // namespace gouji::benchmarks
