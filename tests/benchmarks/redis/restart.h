#ifndef GOUJI_TESTS_BENCHMARKS_REDIS_RESTART_H_
#define GOUJI_TESTS_BENCHMARKS_REDIS_RESTART_H_

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace gouji::benchmarks {

// Prints latency over time of `clients` threads that ask for documents in turn, `phase` each: with a Redis that has
// all, while it is dead, after it came back empty, while it is stopped (SIGSTOP), after it goes on.
void MeasureRestart(const std::vector<std::string>& documents, int clients, absl::Duration phase);

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_REDIS_RESTART_H_
