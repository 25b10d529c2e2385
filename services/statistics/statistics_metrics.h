#ifndef GOUJI_SERVICES_STATISTICS_STATISTICS_METRICS_H_
#define GOUJI_SERVICES_STATISTICS_STATISTICS_METRICS_H_

#include "services/runtime/metrics.h"
#include "services/statistics/analysis/cubes.h"
#include "services/statistics/register/register_observer.h"

namespace gouji::statistics {

// Returns what counts the work of a register:
//   gouji_statistics_commits_total{result="ok" | "failed"}       transactions that write
//   gouji_statistics_commit_duration_seconds                     histogram; with the waiting for other writers and the
//   disk gouji_statistics_commit_reports                              histogram; reports in a transaction that has any
//   gouji_statistics_reader_connections{state="idle" | "busy"}   to the database, or to the file
//   gouji_statistics_reader_connection_failures_total            readers that got none, or lost theirs
// `metrics` must outlive the register.
RegisterObserver CountRegister(runtime::Metrics& metrics);

// Tells at every scrape of the cubes in memory:
//   gouji_statistics_cube_reports, gouji_statistics_cube_bytes   the reports that are current, and what they take
//   gouji_statistics_cube_position                               the last event of the register that is in it; replicas
//                                                                that are behind have a lower one
//   gouji_statistics_cube_age_seconds                            since it last had all that was committed; NaN before
//   the
//                                                                first load
//   gouji_statistics_cube_loads_total, gouji_statistics_cube_load_duration_seconds   loads of everything; the last one
//   gouji_statistics_past_cubes                                  cubes of past times that are kept
//   gouji_statistics_past_cube_requests_total{result="hit" | "load"}
// `cubes` must outlive the endpoint of the metrics.
void WatchCubes(runtime::Metrics& metrics, Cubes& cubes);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_STATISTICS_METRICS_H_
