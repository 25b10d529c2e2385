#include "tests/load/load_runs.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "fmt/format.h"
#include "tests/e2e/process.h"
#include "tests/e2e/server_suite.h"

namespace gouji::load {
namespace {

constexpr std::uint64_t kSeed = 20'250'131;
constexpr int kBatchItemCount = 20;
constexpr double kSummariesPerDocument = 0.02;
constexpr absl::Duration kCheckDeadline = absl::Seconds(10);
constexpr absl::Duration kBatchDeadline = absl::Seconds(60);
constexpr double kCalm = 0.3;
constexpr absl::Duration kCalmBefore = absl::Seconds(5);
constexpr absl::Duration kCalmAfter = absl::Seconds(10);
constexpr absl::Duration kBound = absl::Milliseconds(250);  // of the interactive p99 in a flood
constexpr absl::Duration kImportTimeout = absl::Minutes(10);
constexpr absl::Duration kStopTimeout = absl::Seconds(60);

// Of the mixed load, in this order.
enum : std::uint8_t { kCheck, kBatch, kSummary };

std::vector<ArrivalKind> Mixed(const std::string& target, const std::vector<NamedDocument>& documents) {
  // Clients of their own: a connection each.
  return {InteractiveChecks(ConnectTo(target), documents, kCheckDeadline),
          Batches(ConnectTo(target), documents, kBatchItemCount, kBatchDeadline),
          Summaries(ConnectTo(target), kCheckDeadline)};
}

// Arrivals a second of the mixed load, for documents a second. Half of them are checked, half come in batches.
std::vector<double> MixedRates(double checks_load, double batches_load) {
  return {checks_load / 2, batches_load / 2 / kBatchItemCount, checks_load * kSummariesPerDocument};
}

std::string Milliseconds(const LatencyHistogram& latencies, double quantile) {
  if (latencies.count() == 0) return "";
  return fmt::format("{:.1f}", absl::ToDoubleMilliseconds(latencies.Quantile(quantile)));
}

LatencyHistogram Everything(const Outcome& outcome) {
  LatencyHistogram all = outcome.ok;
  all.Add(outcome.failed);
  return all;
}

std::string Failures(const std::vector<ArrivalKind>& kinds, const std::vector<Outcome>& outcomes) {
  std::string text;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    for (const auto& [code, count] : outcomes[i].codes) {
      if (code != "OK") text += fmt::format("{}{} {} {}", text.empty() ? "" : ", ", kinds[i].name, count, code);
    }
    if (outcomes[i].wrong_count > 0) text += fmt::format(" {} {} WRONG", kinds[i].name, outcomes[i].wrong_count);
  }
  return text.empty() ? "none" : text;
}

bool AllRight(const std::vector<Outcome>& outcomes) {
  return std::all_of(outcomes.begin(), outcomes.end(), [](const Outcome& outcome) { return outcome.wrong_count == 0; });
}

// Documents, or empty calls, that ended well in each second from `begin` to `end`.
double FinishedRate(const std::vector<Outcome>& outcomes, int begin, int end) {
  double rate = outcomes[kCheck].FinishedRate(begin, end);
  if (outcomes.size() > kBatch) rate += outcomes[kBatch].FinishedRate(begin, end);
  return rate;
}

LatencyHistogram ArrivedBetween(const Outcome& outcome, int begin, int end) {
  LatencyHistogram all;
  for (int i = begin; i < end && i < static_cast<int>(outcome.seconds.size()); ++i) {
    all.Add(outcome.seconds[i].latencies);
  }
  return all;
}

// Seconds from `end` on until all that arrives is answered within the bound for good; nullopt: never.
std::optional<int> RecoverySeconds(const Outcome& outcome, int end) {
  int recovered = static_cast<int>(outcome.seconds.size());
  while (recovered > end && outcome.seconds[recovered - 1].latencies.Quantile(0.99) <= kBound) --recovered;
  if (recovered == static_cast<int>(outcome.seconds.size())) return std::nullopt;
  return recovered - end;
}

}  // namespace

LoadRuns::LoadRuns(MeasuredSuite& suite, const std::vector<NamedDocument>& documents, LoadOptions options)
    : suite_(suite), options_(std::move(options)), mixed_(Mixed(suite.servers().Endpoint(), documents)) {}

std::vector<Outcome> LoadRuns::Offer(const std::vector<ArrivalKind>& kinds, const std::vector<double>& rates) {
  return RunOpenLoop(kinds, {{.duration = options_.duration, .rates = rates}}, kSeed);
}

bool LoadRuns::RunCurve(const std::vector<double>& rates, const std::vector<double>& empty_rates) {
  fmt::print(
      "| replicas | load | offered/s | finished/s | check p50 ms | p90 | p99 | p99.9 | item of a batch p50 | p99 "
      "| summary p99 | failed |\n|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|\n");
  const std::vector<ArrivalKind> empty = {EmptyChecks(ConnectTo(suite_.servers().Endpoint()), kCheckDeadline)};
  bool is_right = true;
  for (const double rate : rates) {
    const std::vector<Outcome> outcomes = Offer(mixed_, MixedRates(rate, rate));
    PrintPoint("mixed", rate, mixed_, outcomes);
    is_right = AllRight(outcomes) && is_right;
  }
  for (const double rate : empty_rates) {
    const std::vector<Outcome> outcomes = Offer(empty, {rate});
    PrintPoint("empty", rate, empty, outcomes);
    is_right = AllRight(outcomes) && is_right;
  }
  fmt::print("\nMost memory, {} replicas: {}.\n\n", options_.replica_count, suite_.PeakMemory());
  return is_right;
}

void LoadRuns::PrintPoint(const std::string& load, double rate, const std::vector<ArrivalKind>& kinds,
                          const std::vector<Outcome>& outcomes) const {
  const double finished = FinishedRate(outcomes, 0, static_cast<int>(absl::ToInt64Seconds(options_.duration)));
  const LatencyHistogram checks = Everything(outcomes[kCheck]);
  const LatencyHistogram items = outcomes.size() > kBatch ? Everything(outcomes[kBatch]) : LatencyHistogram();
  const LatencyHistogram summaries = outcomes.size() > kSummary ? Everything(outcomes[kSummary]) : LatencyHistogram();
  fmt::print("| {} | {} | {:.0f} | {:.0f} | {} | {} | {} | {} | {} | {} | {} | {} |\n", options_.replica_count, load,
             rate, finished, Milliseconds(checks, 0.5), Milliseconds(checks, 0.9), Milliseconds(checks, 0.99),
             Milliseconds(checks, 0.999), Milliseconds(items, 0.5), Milliseconds(items, 0.99),
             Milliseconds(summaries, 0.99), Failures(kinds, outcomes));
  std::fflush(stdout);
  if (options_.csv_path.empty()) return;
  std::ofstream(options_.csv_path, std::ios::app) << fmt::format(
      "{},{},{:.1f},{:.1f},{},{},{},{}\n", options_.replica_count, load, rate, finished, Milliseconds(checks, 0.5),
      Milliseconds(checks, 0.9), Milliseconds(checks, 0.99), Milliseconds(checks, 0.999));
}

bool LoadRuns::RunFlood(double sustainable) {
  const std::string before = suite_.PeakMemory();
  fmt::print(
      "| flood | sustainable/s | finished/s in the flood | check p50 ms | p99 | p99.9 | checks that succeeded | "
      "recovered after s | failed |\n|---|---:|---:|---:|---:|---:|---:|---:|---|\n");
  const std::vector<double> calm = MixedRates(kCalm * sustainable, kCalm * sustainable);
  bool is_right = true;
  for (const bool is_everything : {true, false}) {
    const std::vector<double> flood = MixedRates(is_everything ? 3 * sustainable : kCalm * sustainable,
                                                 is_everything ? 3 * sustainable : 6 * sustainable);
    const std::vector<Phase> phases = {{.duration = kCalmBefore, .rates = calm},
                                       {.duration = options_.duration, .rates = flood},
                                       {.duration = kCalmAfter, .rates = calm}};
    const std::vector<Outcome> outcomes = RunOpenLoop(mixed_, phases, kSeed);
    PrintFlood(is_everything ? "everything" : "batches alone", sustainable, phases, outcomes);
    is_right = AllRight(outcomes) && is_right;
  }
  fmt::print("\nMost memory before: {}. After: {}.\n\n", before, suite_.PeakMemory());
  return is_right;
}

void LoadRuns::PrintFlood(const std::string& what, double sustainable, const std::vector<Phase>& phases,
                          const std::vector<Outcome>& outcomes) const {
  const auto begin = static_cast<int>(absl::ToInt64Seconds(phases[0].duration));
  const int end = begin + static_cast<int>(absl::ToInt64Seconds(phases[1].duration));
  const LatencyHistogram checks = ArrivedBetween(outcomes[kCheck], begin, end);
  const std::optional<int> recovery = RecoverySeconds(outcomes[kCheck], end);
  fmt::print("| {} | {:.0f} | {:.0f} | {} | {} | {} | {} of {} | {} | {} |\n", what, sustainable,
             FinishedRate(outcomes, begin, end), Milliseconds(checks, 0.5), Milliseconds(checks, 0.99),
             Milliseconds(checks, 0.999), outcomes[kCheck].CountOf("OK"), outcomes[kCheck].arrived_count,
             recovery.has_value() ? fmt::format("{}", *recovery) : "never", Failures(mixed_, outcomes));
  std::fflush(stdout);
}

bool LoadRuns::RunImports(const std::vector<std::string>& folders) {
  std::int64_t file_count = 0;
  for (const std::string& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) ++file_count;
    }
  }
  std::vector<std::string> command = {e2e::Program("gouji"), "import", "--endpoint=" + suite_.servers().Endpoint()};
  command.insert(command.end(), folders.begin(), folders.end());
  bool is_right = true;
  fmt::print("| import | files | seconds | files/s | processor seconds of the services | exit status |\n");
  fmt::print("|---|---:|---:|---:|---:|---:|\n");
  for (const char* name : {"cold", "warm"}) {
    const absl::Duration used = suite_.ProcessorTime();
    const absl::Time begin = absl::Now();
    e2e::Process import(command, suite_.folder() + "/import-" + name);
    const std::optional<int> exit_status = import.Wait(kImportTimeout);
    const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
    fmt::print("| {} | {} | {:.1f} | {:.0f} | {:.1f} | {} |\n", name, file_count, seconds, file_count / seconds,
               absl::ToDoubleSeconds(suite_.ProcessorTime() - used), exit_status.value_or(-1));
    std::fflush(stdout);
    is_right = exit_status == 0 && is_right;
  }
  fmt::print("\nMost memory: {}.\n\n", suite_.PeakMemory());
  return is_right;
}

bool LoadRuns::RunRolling(double rate) {
  std::atomic<bool> is_over = false;
  std::vector<Outcome> outcomes;
  std::thread load([&] {
    outcomes = RunOpenLoop(mixed_, {{.duration = absl::Hours(1), .rates = MixedRates(rate, rate)}}, kSeed, &is_over);
  });
  const absl::Time start = absl::Now();
  bool all_ended_well = true;
  for (const std::string& name : suite_.servers().ServerNames()) {
    const absl::Time begin = absl::Now();
    const std::optional<int> status = suite_.servers().Stop(name, kStopTimeout);
    const absl::Duration stopping = absl::Now() - begin;
    suite_.servers().Restart(name);
    all_ended_well = status == 0 && all_ended_well;
    fmt::print("{}: exit status {} after {:.1f} s, serves again {:.1f} s later\n", name, status.value_or(-1),
               absl::ToDoubleSeconds(stopping), absl::ToDoubleSeconds(absl::Now() - begin - stopping));
    std::fflush(stdout);
    // As a Deployment's minReadySeconds: clients find a server again at their next attempt to connect.
    absl::SleepFor(options_.min_ready);
  }
  is_over = true;
  load.join();
  const std::string failures = Failures(mixed_, outcomes);
  fmt::print("\n{} checks, {} items of batches, {} summaries in {:.0f} s; check p99 {} ms, p99.9 {} ms; failed: {}\n\n",
             outcomes[kCheck].arrived_count, outcomes[kBatch].arrived_count, outcomes[kSummary].arrived_count,
             absl::ToDoubleSeconds(absl::Now() - start), Milliseconds(outcomes[kCheck].ok, 0.99),
             Milliseconds(outcomes[kCheck].ok, 0.999), failures);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    for (const auto& [code, message] : outcomes[i].examples) {
      fmt::print("{} {}: {}\n", mixed_[i].name, code, message);
    }
  }
  return all_ended_well && failures == "none";
}

}  // namespace gouji::load
