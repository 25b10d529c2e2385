#ifndef GOUJI_TESTS_LOAD_RECORDER_H_
#define GOUJI_TESTS_LOAD_RECORDER_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "tests/load/latency_histogram.h"

namespace gouji::load {

// What became of the arrivals of one kind.
struct Outcome {
  std::uint64_t arrived_count = 0;
  std::uint64_t wrong_count = 0;  // answered OK, but not as it must be
  LatencyHistogram ok;            // from the intended arrival to the end of what succeeded
  LatencyHistogram failed;
  std::map<std::string, std::uint64_t> codes;   // "OK", "RESOURCE_EXHAUSTED OVERLOADED" and so on
  std::map<std::string, std::string> examples;  // by code, the message of one that failed

  // By seconds since the start: what arrived in it and how long that took, whatever its end; and how much ended well in
  // it.
  struct Second {
    LatencyHistogram latencies;
    std::uint64_t finished_count = 0;
  };
  std::vector<Second> seconds;

  std::uint64_t CountOf(const std::string& code) const;
  // How much ended well in the seconds from `begin` to `end`, not included, each second.
  double FinishedRate(int begin, int end) const;
};

// Collects the ends of arrivals. Thread-safe.
class Recorder {
 public:
  explicit Recorder(absl::Time start) : start_(start) {}

  // So many more are under way.
  void Begin(int count) EXCLUDES(mutex_);
  // One has ended that should have begun at `intended`.
  void End(absl::Time intended, const absl::Status& status, bool is_right) EXCLUDES(mutex_);
  // Waits until nothing is under way.
  void AwaitAll() EXCLUDES(mutex_);

  Outcome outcome() EXCLUDES(mutex_);

 private:
  Outcome::Second& SecondOf(absl::Time time) REQUIRES(mutex_);

  const absl::Time start_;
  runtime::Mutex mutex_;
  runtime::CondVar idle_;
  std::uint64_t running_count_ GUARDED_BY(mutex_) = 0;
  Outcome outcome_ GUARDED_BY(mutex_);
};

}  // namespace gouji::load

#endif  // GOUJI_TESTS_LOAD_RECORDER_H_
