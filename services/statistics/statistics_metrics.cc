#include "services/statistics/statistics_metrics.h"

#include <limits>
#include <vector>

#include "absl/time/time.h"
#include "services/runtime/clock.h"

namespace gouji::statistics {
namespace {

std::vector<double> CommitSizes() { return {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384}; }

// A counter that follows one kept elsewhere.
void Follow(const runtime::Counter& counter, double value) { counter.Increment(value - counter.value()); }

double AgeSeconds(absl::Time current_at) {
  if (current_at == absl::InfinitePast()) return std::numeric_limits<double>::quiet_NaN();
  return absl::ToDoubleSeconds(runtime::Now() - current_at);
}

}  // namespace

RegisterObserver CountRegister(runtime::Metrics& metrics) {
  const auto commits = [&metrics](const char* result) {
    return metrics.GetCounter("gouji_statistics_commits_total", "Transactions of the register that write",
                              {{"result", result}});
  };
  const auto connections = [&metrics](const char* state) {
    return metrics.GetGauge("gouji_statistics_reader_connections", "Connections of readers of the register",
                            {{"state", state}});
  };
  const runtime::Histogram duration =
      metrics.GetHistogram("gouji_statistics_commit_duration_seconds",
                           "Time of a transaction that writes, waiting included", {}, runtime::DurationBounds());
  const runtime::Histogram reports = metrics.GetHistogram("gouji_statistics_commit_reports",
                                                          "Reports in a transaction that has any", {}, CommitSizes());
  const runtime::Counter failures = metrics.GetCounter("gouji_statistics_reader_connection_failures_total",
                                                       "Readers of the register that had no connection");
  RegisterObserver observer;
  observer.on_commit = [done = commits("ok"), failed = commits("failed"), duration,
                        reports](const CommitFigures& commit) {
    (commit.is_committed ? done : failed).Increment();
    duration.Observe(absl::ToDoubleSeconds(commit.duration));
    if (commit.report_count > 0) reports.Observe(commit.report_count);
  };
  observer.on_readers = [idle = connections("idle"), busy = connections("busy")](int open_count, int busy_count) {
    idle.Set(open_count - busy_count);
    busy.Set(busy_count);
  };
  observer.on_connection_failure = [failures] { failures.Increment(); };
  return observer;
}

void WatchCubes(runtime::Metrics& metrics, Cubes& cubes) {
  const auto gauge = [&metrics](const char* name, const char* help) { return metrics.GetGauge(name, help); };
  const auto past = [&metrics](const char* result) {
    return metrics.GetCounter("gouji_statistics_past_cube_requests_total", "Questions about past times",
                              {{"result", result}});
  };
  metrics.BeforeScrape(
      [&cubes, reports = gauge("gouji_statistics_cube_reports", "Reports that are current"),
       bytes = gauge("gouji_statistics_cube_bytes", "Memory of the cube of current reports"),
       position = gauge("gouji_statistics_cube_position", "The last event of the register that is in the cube"),
       age = gauge("gouji_statistics_cube_age_seconds", "Since the cube last had all that was committed"),
       load = gauge("gouji_statistics_cube_load_duration_seconds", "Time of the last load of the whole cube"),
       loads = metrics.GetCounter("gouji_statistics_cube_loads_total", "Loads of the whole cube"),
       kept = gauge("gouji_statistics_past_cubes", "Cubes of past times that are kept"), hits = past("hit"),
       past_loads = past("load")] {
        const Cubes::Figures figures = cubes.figures();
        reports.Set(figures.live.row_count);
        bytes.Set(static_cast<double>(figures.live.byte_count));
        position.Set(static_cast<double>(figures.live.position));
        age.Set(AgeSeconds(figures.live.current_at));
        load.Set(absl::ToDoubleSeconds(figures.live.load_time));
        Follow(loads, figures.live.load_count);
        kept.Set(figures.past_count);
        Follow(hits, static_cast<double>(figures.past_hit_count));
        Follow(past_loads, static_cast<double>(figures.past_load_count));
      });
}

}  // namespace gouji::statistics
