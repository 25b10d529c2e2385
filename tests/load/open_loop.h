#ifndef GOUJI_TESTS_LOAD_OPEN_LOOP_H_
#define GOUJI_TESTS_LOAD_OPEN_LOOP_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/load/recorder.h"

namespace gouji::load {

// Arrivals of one kind: each calls `start`, which begins something that tells the recorder of its end, and returns
// without waiting for that.
struct ArrivalKind {
  std::string name;
  std::function<void(absl::Time intended, Recorder& recorder)> start;
};

// How often something arrives, for how long.
struct Phase {
  absl::Duration duration;
  std::vector<double> rates;  // arrivals a second, of each kind
};

// Lets every kind arrive by a Poisson process, phase after phase, and waits for the ends of all that arrived. An
// arrival does not wait for anything; when this process is late, its latency still counts from the moment when it
// should have been. Returns the outcomes of the kinds. The same seed gives the same moments. Nothing arrives any more
// once `is_stopped` is true; null: it never is.
std::vector<Outcome> RunOpenLoop(const std::vector<ArrivalKind>& kinds, const std::vector<Phase>& phases,
                                 std::uint64_t seed, const std::atomic<bool>* is_stopped = nullptr);

}  // namespace gouji::load

#endif  // GOUJI_TESTS_LOAD_OPEN_LOOP_H_
