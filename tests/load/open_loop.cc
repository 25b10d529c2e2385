#include "tests/load/open_loop.h"

#include <cstddef>
#include <memory>
#include <random>
#include <thread>

#include "absl/time/clock.h"

namespace gouji::load {
namespace {

void Arrive(const ArrivalKind& kind, std::size_t ordinal, const std::vector<Phase>& phases, absl::Time begin,
            std::uint64_t seed, const std::atomic<bool>* is_stopped, Recorder& recorder) {
  std::mt19937_64 random(seed + ordinal);
  for (const Phase& phase : phases) {
    const absl::Time end = begin + phase.duration;
    if (phase.rates[ordinal] > 0) {
      std::exponential_distribution<double> gap(phase.rates[ordinal]);
      for (absl::Time next = begin + absl::Seconds(gap(random)); next < end; next += absl::Seconds(gap(random))) {
        absl::SleepFor(next - absl::Now());
        if (is_stopped != nullptr && *is_stopped) return;
        kind.start(next, recorder);
      }
    }
    begin = end;
  }
}

}  // namespace

std::vector<Outcome> RunOpenLoop(const std::vector<ArrivalKind>& kinds, const std::vector<Phase>& phases,
                                 std::uint64_t seed, const std::atomic<bool>* is_stopped) {
  const absl::Time start = absl::Now();
  std::vector<std::unique_ptr<Recorder>> recorders;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    Recorder& recorder = *recorders.emplace_back(std::make_unique<Recorder>(start));
    threads.emplace_back([&, i, start] { Arrive(kinds[i], i, phases, start, seed, is_stopped, recorder); });
  }
  for (std::thread& thread : threads) thread.join();
  std::vector<Outcome> outcomes;
  for (const auto& recorder : recorders) {
    recorder->AwaitAll();
    outcomes.push_back(recorder->outcome());
  }
  return outcomes;
}

}  // namespace gouji::load
