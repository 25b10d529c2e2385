#include "tests/benchmarks/kills/store.h"

#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/statistics/register/postgres.h"
#include "services/statistics/register/register_options.h"
#include "tests/benchmarks/kills/postgres_backends.h"
#include "tests/e2e/server_suite.h"

namespace gouji::benchmarks {
namespace {

[[noreturn]] void Abort(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::abort();
}

}  // namespace

std::string_view NameOf(Victim victim) {
  switch (victim) {
    case Victim::kService:
      return "service";
    case Victim::kBackend:
      return "backend";
    case Victim::kPostmaster:
      return "postmaster";
  }
  return "";
}

Store::Store(std::string folder, statistics::testing::PostgresServer* postgres, const std::string& schema)
    : folder_(std::move(folder)), postgres_(postgres), url_(postgres == nullptr ? "" : postgres->Url(schema)) {
  if (postgres_ != nullptr) {
    const auto connection = statistics::PostgresConnection::Open({.url = postgres_->Url(""), .password = ""});
    if (!connection.ok()) Abort(connection.status().ToString());
    const absl::Status made = (*connection)->Execute("CREATE SCHEMA " + schema);
    if (!made.ok()) Abort(made.ToString());
  }
  StartService();
}

void Store::StartService() {
  const std::string port_file = folder_ + "/port";
  std::remove(port_file.c_str());
  const std::string where =
      url_.empty() ? absl::StrCat("--register_path=", folder_, "/register.db") : absl::StrCat("--register_url=", url_);
  service_ = std::make_unique<e2e::Process>(
      std::vector<std::string>{e2e::Program("gouji-statistics"), "--listen=127.0.0.1", "--port=" + port_,
                               "--port_file=" + port_file, "--metrics_port=-1", "--log_level=error", where},
      folder_ + "/statistics");
  const bool is_up = e2e::WaitUntil([&] { return !e2e::ReadFile(port_file).empty() || !service_->IsRunning(); }) &&
                     service_->IsRunning();
  if (!is_up) Abort("gouji-statistics did not start:\n" + service_->Errors());
  port_ = e2e::ReadFile(port_file);
  port_.erase(port_.find_last_not_of('\n') + 1);
}

Victim Store::KillSomething(std::mt19937& random) {
  const Victim victim = postgres_ == nullptr ? Victim::kService : static_cast<Victim>(random() % 3);
  if (victim == Victim::kPostmaster) {
    postgres_->Kill(SIGKILL);
    const absl::Status started = postgres_->Restart();
    if (!started.ok()) Abort(started.ToString());
    return victim;
  }
  if (victim == Victim::kBackend && KillBackend(random)) return victim;
  service_->Kill();
  StartService();
  return Victim::kService;
}

bool Store::KillBackend(std::mt19937& random) {
  const std::vector<pid_t> backends = PostgresBackends(*postgres_);
  return !backends.empty() && kill(backends[random() % backends.size()], SIGKILL) == 0;
}

absl::StatusOr<int64_t> Store::CountRows(const std::string& table) {
  statistics::RegisterOptions options;
  if (url_.empty()) options.path = folder_ + "/register.db";
  options.url = url_;
  const auto connection = ConnectRegister(options);
  if (!connection.ok()) return connection.status();
  return (*connection)->QueryInt("SELECT count(*) FROM " + table);
}

}  // namespace gouji::benchmarks
