#ifndef GOUJI_TESTS_BENCHMARKS_PROCESSOR_TIME_H_
#define GOUJI_TESTS_BENCHMARKS_PROCESSOR_TIME_H_

#include <sys/types.h>

#include "absl/time/time.h"

namespace gouji::benchmarks {

// Processor time that a process has used, in user and kernel together, ended threads included; zero when it is gone.
// Unlike rates, it hardly depends on what else the machine does.
absl::Duration ProcessorTime(pid_t process);

// Processor time that all processes of the machine have used, of all processors.
absl::Duration ProcessorTimeOfAll();

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_PROCESSOR_TIME_H_
