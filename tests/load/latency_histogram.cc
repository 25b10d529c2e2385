#include "tests/load/latency_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>

namespace gouji::load {
namespace {

constexpr int kSubBits = 6;
constexpr std::uint64_t kSubCount = std::uint64_t{1} << kSubBits;
constexpr std::uint64_t kMaxMicroseconds = std::uint64_t{1} << 36;

// Below 2 * kSubCount a bucket is one microsecond; from there on, each power of two has kSubCount buckets.
std::size_t BucketOf(std::uint64_t microseconds) {
  const int shift = std::max(0, static_cast<int>(std::bit_width(microseconds)) - kSubBits - 1);
  return static_cast<std::size_t>(shift) * kSubCount + (microseconds >> shift);
}

std::uint64_t UpperEndOf(std::size_t bucket) {
  if (bucket < 2 * kSubCount) return bucket;
  const std::size_t shift = bucket / kSubCount - 1;
  return ((bucket - shift * kSubCount + 1) << shift) - 1;
}

}  // namespace

void LatencyHistogram::Add(absl::Duration latency) {
  const auto microseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(0, absl::ToInt64Microseconds(latency)));
  const std::size_t bucket = BucketOf(std::min(microseconds, kMaxMicroseconds));
  if (bucket >= buckets_.size()) buckets_.resize(bucket + 1);
  ++buckets_[bucket];
  ++count_;
}

void LatencyHistogram::Add(const LatencyHistogram& other) {
  buckets_.resize(std::max(buckets_.size(), other.buckets_.size()));
  for (std::size_t i = 0; i < other.buckets_.size(); ++i) buckets_[i] += other.buckets_[i];
  count_ += other.count_;
}

absl::Duration LatencyHistogram::Quantile(double quantile) const {
  if (count_ == 0) return absl::ZeroDuration();
  const auto wanted = std::max<std::uint64_t>(
      1, static_cast<std::uint64_t>(std::ceil(std::clamp(quantile, 0.0, 1.0) * static_cast<double>(count_))));
  std::uint64_t passed = 0;
  for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket) {
    passed += buckets_[bucket];
    if (passed >= wanted) return absl::Microseconds(UpperEndOf(bucket));
  }
  return absl::ZeroDuration();
}

}  // namespace gouji::load
