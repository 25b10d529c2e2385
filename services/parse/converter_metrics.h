#ifndef GOUJI_SERVICES_PARSE_CONVERTER_METRICS_H_
#define GOUJI_SERVICES_PARSE_CONVERTER_METRICS_H_

#include <functional>

#include "services/parse/document/reader.h"
#include "services/runtime/metrics.h"

namespace gouji::parse {

// Returns what counts the runs of child programs (ReaderOptions::on_program_run):
//   gouji_parse_converter_runs_total{program, result}     result: ok, failed, time_limit, output_limit, missing,
//   no_room gouji_parse_converter_duration_seconds{program}       histogram; of those that were begun
// Programs are named by the readers, so their number is bounded. `metrics` must outlive it. Thread-safe.
std::function<void(const ProgramRun& run)> CountConverters(runtime::Metrics& metrics);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CONVERTER_METRICS_H_
