#include "tests/benchmarks/redis/restart.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/parse/cache/testing/redis_server.h"
#include "tests/benchmarks/redis/reading.h"
#include "tests/benchmarks/redis/replica.h"

namespace gouji::benchmarks {
namespace {

constexpr int kWindowsOfPhase = 4;

struct Call {
  absl::Time start;
  double ms = 0;
};

// The calls of one thread; none of them stops it before the end.
std::vector<Call> Ask(Replica& replica, const std::vector<std::string>& documents, std::size_t first,
                      const std::atomic<bool>& ending) {
  std::vector<Call> calls;
  for (std::size_t i = first; !ending; ++i) {
    const absl::Time start = absl::Now();
    replica.Parse(documents[i % documents.size()]);
    calls.push_back({start, absl::ToDoubleMilliseconds(absl::Now() - start)});
  }
  return calls;
}

double Quantile(const std::vector<double>& sorted, double q) {
  return sorted.empty() ? 0 : sorted[static_cast<std::size_t>(q * static_cast<double>(sorted.size() - 1))];
}

// Counters at the end of a window.
struct Window {
  std::string phase;
  absl::Time end;
  std::array<double, 4> counts;  // hits, misses, errors, readings
};

void PrintWindows(const std::vector<Window>& windows, const std::vector<std::vector<Call>>& calls) {
  fmt::print("| from, s | Redis | calls/s | p50 ms | p99 ms | longest ms | hits | misses | errors | read |\n");
  fmt::print("|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
  for (std::size_t w = 1; w < windows.size(); ++w) {
    const Window& before = windows[w - 1];
    const Window& window = windows[w];
    std::vector<double> times;
    for (const auto& of_thread : calls) {
      for (const Call& call : of_thread) {
        if (call.start >= before.end && call.start < window.end) times.push_back(call.ms);
      }
    }
    std::sort(times.begin(), times.end());
    const double seconds = absl::ToDoubleSeconds(window.end - before.end);
    fmt::print("| {:.2f} | {} | {:.0f} | {:.2f} | {:.2f} | {:.1f} |",
               absl::ToDoubleSeconds(before.end - windows[0].end), window.phase,
               static_cast<double>(times.size()) / seconds, Quantile(times, 0.5), Quantile(times, 0.99),
               Quantile(times, 1));
    for (std::size_t i = 0; i < window.counts.size(); ++i) fmt::print(" {:.0f} |", window.counts[i] - before.counts[i]);
    fmt::print("\n");
  }
}

}  // namespace

void MeasureRestart(const std::vector<std::string>& documents, int clients, absl::Duration phase) {
  const Reader reader;
  const auto redis = parse::testing::RedisServer::Start({.tcp = true}).value();
  Replica replica(reader, {redis->address()}, clients);
  for (const std::string& document : documents) replica.Parse(document);

  std::atomic<bool> ending = false;
  std::vector<std::vector<Call>> calls(clients);
  std::vector<std::thread> threads;
  for (int c = 0; c < clients; ++c) {
    threads.emplace_back([&, c] {
      calls[c] = Ask(replica, documents, static_cast<std::size_t>(c) * documents.size() / clients, ending);
    });
  }
  std::vector<Window> windows;
  const auto note = [&](const std::string& name) {
    windows.push_back(
        {name,
         absl::Now(),
         {replica.Lookups("hit"), replica.Lookups("miss"), replica.Lookups("error"), replica.Documents("reader")}});
  };
  const std::array<std::pair<const char*, std::function<void()>>, 5> phases = {{
      {"full", [] {}},
      {"dead", [&] { redis->Kill(); }},
      {"back, empty", [&] { (void)redis->Restart(); }},
      {"stopped", [&] { redis->Freeze(); }},
      {"goes on", [&] { redis->Thaw(); }},
  }};
  note("");
  for (const auto& [name, begin] : phases) {
    begin();
    for (int i = 0; i < kWindowsOfPhase; ++i) {
      absl::SleepFor(phase / kWindowsOfPhase);
      note(name);
    }
  }
  ending = true;
  for (std::thread& thread : threads) thread.join();
  fmt::print("\n{} clients that ask for {} documents in turn:\n\n", clients, documents.size());
  PrintWindows(windows, calls);
}

}  // namespace gouji::benchmarks
