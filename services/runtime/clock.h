#ifndef GOUJI_SERVICES_RUNTIME_CLOCK_H_
#define GOUJI_SERVICES_RUNTIME_CLOCK_H_

#include <chrono>

#include "absl/time/time.h"

namespace gouji::runtime {

// The time by a clock that nobody sets: the system's when the program first asked, and what has passed since. For
// deadlines, waits and durations, which a correction of the system's clock must neither end nor prolong; not for
// what people read, nor for dates of tokens and certificates (absl::Now). Thread-safe.
absl::Time Now();

// A moment of Now's clock by the system's, as gRPC takes deadlines, and the reverse. The last moment of either clock
// and InfiniteFuture stand for each other.
std::chrono::system_clock::time_point ToSystemTime(absl::Time time);
absl::Time FromSystemTime(std::chrono::system_clock::time_point time);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_CLOCK_H_
