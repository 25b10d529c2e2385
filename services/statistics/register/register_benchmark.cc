// What a receipt costs, alone and in company, and what a total over many reports costs.
#include <benchmark/benchmark.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "services/statistics/register/sqlite_register.h"
#include "services/statistics/summary.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::Kernel;
using ::gouji::statistics::testing::MakeTestEntry;
using ::gouji::statistics::testing::PlacedAgency;

// Process-wide, because the threads of one benchmark share it.
const Kernel& SharedKernel() {
  static const Kernel& kernel = *new Kernel();
  return kernel;
}

std::unique_ptr<SqliteRegister> NewRegister() {
  return *SqliteRegister::Open({.path = testing::NewRegisterPath()}, SharedKernel().catalog(),
                               SharedKernel().converter());
}

Entry EntryNumber(int number) {
  return MakeTestEntry(SharedKernel(), {.agency = PlacedAgency(number),
                                        .figures = static_cast<uint32_t>(number),
                                        .document = "document " + std::to_string(number)});
}

// One report a request, from 1 or 16 clients at once.
void Record(benchmark::State& state) {
  static std::unique_ptr<SqliteRegister> reports;
  static std::atomic<int> next;
  if (state.thread_index() == 0) {
    reports = NewRegister();
    next = 0;
  }
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Entry> entries = {EntryNumber(next++)};
    state.ResumeTiming();
    if (!reports->Record(std::move(entries)).ok()) state.SkipWithError("not recorded");
  }
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) reports.reset();
}
BENCHMARK(Record)->Threads(1)->Threads(16)->UseRealTime();

// Batches of 100 reports, from one client.
void RecordBatches(benchmark::State& state) {
  const std::unique_ptr<SqliteRegister> reports = NewRegister();
  int next = 0;
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Entry> entries;
    for (int i = 0; i < 100; ++i) entries.push_back(EntryNumber(next++));
    state.ResumeTiming();
    if (!reports->Record(std::move(entries)).ok()) state.SkipWithError("not recorded");
  }
  state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(RecordBatches)->UseRealTime()->Unit(benchmark::kMillisecond);

// The totals of so many reports.
void SummarizeAll(benchmark::State& state) {
  const std::unique_ptr<SqliteRegister> reports = NewRegister();
  std::vector<Entry> entries;
  for (int i = 0; i < state.range(0); ++i) entries.push_back(EntryNumber(i));
  if (!reports->Record(std::move(entries)).ok()) state.SkipWithError("not recorded");
  for (auto _ : state) {
    benchmark::DoNotOptimize(Summarize(*reports, {}, runtime::CallContext::Background()));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(SummarizeAll)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond);

// Making an item ready: conversion, hashes, compression.
void MakeEntries(benchmark::State& state) {
  const v1::RecordItem item = testing::MakeItem(SharedKernel(), {});
  for (auto _ : state) benchmark::DoNotOptimize(MakeEntry(item, SharedKernel().converter()));
}
BENCHMARK(MakeEntries);

}  // namespace
}  // namespace gouji::statistics
