#ifndef GOUJI_SERVICES_RUNTIME_PROCESS_METRICS_H_
#define GOUJI_SERVICES_RUNTIME_PROCESS_METRICS_H_

#include "services/runtime/metrics.h"

namespace gouji::runtime {

// Adds what Prometheus' own clients tell of a process, from /proc at each scrape: process_cpu_seconds_total,
// process_resident_memory_bytes, process_virtual_memory_bytes, process_threads, process_open_fds, process_max_fds,
// process_start_time_seconds; and gouji_build_info{version}, always 1. What /proc does not tell stays as it was.
void AddProcessMetrics(Metrics& metrics);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_PROCESS_METRICS_H_
