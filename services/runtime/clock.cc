#include "services/runtime/clock.h"

#include "absl/time/clock.h"

namespace gouji::runtime {
namespace {

using SteadyClock = std::chrono::steady_clock;

struct Start {
  absl::Time wall = absl::Now();
  SteadyClock::time_point steady = SteadyClock::now();
};

}  // namespace

absl::Time Now() {
  static const Start kStart;
  return kStart.wall + absl::FromChrono(SteadyClock::now() - kStart.steady);
}

std::chrono::system_clock::time_point ToSystemTime(absl::Time time) {
  if (time == absl::InfiniteFuture()) return std::chrono::system_clock::time_point::max();
  return absl::ToChronoTime(absl::Now() + (time - Now()));
}

absl::Time FromSystemTime(std::chrono::system_clock::time_point time) {
  if (time == std::chrono::system_clock::time_point::max()) return absl::InfiniteFuture();
  return Now() + (absl::FromChrono(time) - absl::Now());
}

}  // namespace gouji::runtime
