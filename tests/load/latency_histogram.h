#ifndef GOUJI_TESTS_LOAD_LATENCY_HISTOGRAM_H_
#define GOUJI_TESTS_LOAD_LATENCY_HISTOGRAM_H_

#include <cstdint>
#include <vector>

#include "absl/time/time.h"

namespace gouji::load {

// Counts of durations in buckets whose width grows with the duration, as HdrHistogram has them: 64 buckets for every
// power of two of microseconds, so that a quantile is right to 1.6 %, from 1 µs to 19 hours. Not thread-safe.
class LatencyHistogram {
 public:
  void Add(absl::Duration latency);
  void Add(const LatencyHistogram& other);

  std::uint64_t count() const { return count_; }
  // The upper end of the bucket in which a share `quantile` of all durations has been passed; zero without durations.
  absl::Duration Quantile(double quantile) const;

 private:
  std::vector<std::uint64_t> buckets_;  // as many as are needed
  std::uint64_t count_ = 0;
};

}  // namespace gouji::load

#endif  // GOUJI_TESTS_LOAD_LATENCY_HISTOGRAM_H_
