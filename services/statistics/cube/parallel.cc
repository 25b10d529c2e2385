#include "services/statistics/cube/parallel.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace gouji::statistics {
namespace {

// A question of one thread is answered by at most so many; others want to be answered, too.
constexpr std::size_t kMaxThreads = 4;
// Starting a thread costs as much as some blocks.
constexpr std::size_t kLeastPerThread = 8;

}  // namespace

void ForEachInParallel(std::size_t count, absl::FunctionRef<void(std::size_t)> work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  const std::size_t wanted =
      std::min({kMaxThreads, std::size_t{std::thread::hardware_concurrency()}, count / kLeastPerThread});
  std::vector<std::thread> others;
  try {
    while (others.size() + 1 < wanted) others.emplace_back(run);
  } catch (const std::system_error&) {
    // No more threads are to be had: those that there are do the work.
  }
  run();
  for (std::thread& other : others) other.join();
}

}  // namespace gouji::statistics
