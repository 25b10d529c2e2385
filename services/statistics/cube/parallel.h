#ifndef GOUJI_SERVICES_STATISTICS_CUBE_PARALLEL_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_PARALLEL_H_

#include <cstddef>

#include "absl/functional/function_ref.h"

namespace gouji::statistics {

// Calls `work(i)` once for each i from 0 to `count` - 1 and returns when all have ended: on this thread, and for many
// blocks also on a few others, as far as the machine has processors. So `work` must be thread-safe, and what it does
// must not depend on the order.
void ForEachInParallel(std::size_t count, absl::FunctionRef<void(std::size_t)> work);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_PARALLEL_H_
