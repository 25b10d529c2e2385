#include "services/statistics/register_start.h"

#include "absl/status/status.h"
#include "services/runtime/clock.h"
#include "services/runtime/run_server.h"

namespace gouji::statistics {

void RegisterStart::AddTo(runtime::ConfigBuilder& config) {
  config.Add("register_path", &options.path, "The SQLite file of the register; made when it does not exist");
  config.Add("register_url", &options.url,
             "The PostgreSQL database of the register, as postgresql://USER@HOST:PORT/DATABASE, in place of the file");
  config.AddSecret("register_password", &options.password, "The password for register_url");
  config.Add("register_wait", &wait,
             "How long the start waits for a database that cannot be reached, before the server gives up");
  config.AddCheck([this] { return options.Validate(); });
}

absl::StatusOr<std::unique_ptr<Register>> RegisterStart::Open(const report::FormCatalog& catalog,
                                                              const report::ReportConverter& converter,
                                                              const runtime::Logger& log) const {
  constexpr absl::Duration kPause = absl::Milliseconds(250);
  const absl::Time limit = runtime::Now() + wait;
  while (true) {
    absl::StatusOr<std::unique_ptr<Register>> reports = OpenRegister(options, catalog, converter);
    const bool may_come = !options.url.empty() && absl::IsUnavailable(reports.status());
    if (!may_come || runtime::Now() + kPause > limit) return reports;
    log.Write(runtime::LogLevel::kWarning, "waiting for the register", {{"error", reports.status().ToString()}});
    if (!runtime::PauseUnlessSignalled(kPause)) return absl::CancelledError("a signal came before the register");
  }
}

}  // namespace gouji::statistics
