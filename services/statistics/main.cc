// The server gouji-statistics: the register of reports, in an SQLite file or on PostgreSQL, and its totals.
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/runtime/config.h"
#include "services/runtime/health_check.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/run_server.h"
#include "services/runtime/runtime.h"
#include "services/runtime/server_options.h"
#include "services/statistics/analysis/analyst.h"
#include "services/statistics/metrics/metric_catalog.h"
#include "services/statistics/register/register.h"
#include "services/statistics/register_start.h"
#include "services/statistics/statistics_metrics.h"
#include "services/statistics/statistics_service.h"

namespace gouji::statistics {
namespace {

struct Options {
  runtime::ServerOptions server;
  RegisterStart reports;
};

int Run(const Options& options, const runtime::Logger& log) {
  const auto fail = [&log](const absl::Status& status) {
    log.Write(runtime::LogLevel::kError, "the server cannot start", {{"error", status.ToString()}});
    // A file or database that is no register, or one of a newer program, is the wrong setting.
    return absl::IsFailedPrecondition(status) ? runtime::kExitUsage : runtime::kExitUnavailable;
  };
  const absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) return fail(catalog.status());
  const absl::StatusOr<report::ReportConverter> converter = report::ReportConverter::Create(*catalog);
  if (!converter.ok()) return fail(converter.status());
  runtime::Metrics metrics;
  RegisterStart start = options.reports;
  start.options.observer = CountRegister(metrics);
  const absl::StatusOr<std::unique_ptr<Register>> reports = start.Open(*catalog, *converter, log);
  if (absl::IsCancelled(reports.status())) return 0;
  if (!reports.ok()) return fail(reports.status());
  absl::StatusOr<MetricCatalog> metric_catalog = MetricCatalog::BuiltIn(*catalog);
  if (!metric_catalog.ok()) return fail(metric_catalog.status());
  Analyst analyst(**reports, *std::move(metric_catalog));
  analyst.cubes().Start();
  WatchCubes(metrics, analyst.cubes());

  runtime::Runtime runtime(options.server.ForRuntime(), log, metrics);
  StatisticsService service(**reports, analyst, *catalog, *converter, runtime);
  return runtime::RunServer(options.server, runtime, {&service});
}

int Main(int argc, char** argv) {
  runtime::BlockSignals();
  Options options;
  options.server.port = 7403;
  options.server.max_message_bytes = 96 << 20;  // a document of 32 MiB, the prose read from it, and the report
  options.server.metrics_port = 7493;
  options.server.thread_count = kDefaultThreadCount;
  runtime::ConfigBuilder config("gouji-statistics", "Keeps reports in a durable register and adds them up.");
  options.server.AddTo(config);
  options.reports.AddTo(config);
  if (const std::optional<int> exit_code = config.Parse(argc, argv)) return *exit_code;
  if (options.server.check_health) return runtime::CheckHealth(options.server, std::cerr);
  const runtime::Logger log("statistics", options.server.log_level);
  config.LogEffective(log);
  return Run(options, log);
}

}  // namespace
}  // namespace gouji::statistics

int main(int argc, char** argv) { return gouji::statistics::Main(argc, argv); }
