// What a receipt costs, alone and in company, and what reading all reports for a cube costs.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "services/statistics/register/postgres_register.h"
#include "services/statistics/register/sqlite_register.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/postgres_server.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::Kernel;
using ::gouji::statistics::testing::MakeTestEntry;
using ::gouji::statistics::testing::PlacedAgency;
using ::gouji::statistics::testing::PostgresServer;

// Process-wide, because the threads of one benchmark share it.
const Kernel& SharedKernel() {
  static const Kernel& kernel = *new Kernel();
  return kernel;
}

enum Database : int64_t { kSqlite, kPostgres };

// A new register, which flushes its commits to the disk; null when PostgreSQL is not installed.
std::unique_ptr<Register> NewRegister(int64_t database) {
  const report::FormCatalog& catalog = SharedKernel().catalog();
  const report::ReportConverter& converter = SharedKernel().converter();
  if (database == kSqlite) return *SqliteRegister::Open({.path = testing::NewRegisterPath()}, catalog, converter);
  if (!PostgresServer::IsInstalled()) return nullptr;
  static const std::unique_ptr<PostgresServer> kServer = *PostgresServer::Start({.durable = true});
  static int schema_count = 0;
  PostgresRegister::Options options;
  options.address.url = kServer->Url("b" + std::to_string(++schema_count));
  const auto connection = *PostgresConnection::Open(options.address);
  if (!connection->Execute("CREATE SCHEMA b" + std::to_string(schema_count)).ok()) return nullptr;
  return *PostgresRegister::Open(std::move(options), catalog, converter);
}

Entry EntryNumber(int number) {
  return MakeTestEntry(SharedKernel(), {.agency = PlacedAgency(number),
                                        .figures = static_cast<uint32_t>(number),
                                        .document = "document " + std::to_string(number)});
}

// One report a request, from 1 or 16 clients at once.
void Record(benchmark::State& state) {
  static std::unique_ptr<Register> reports;
  static std::atomic<int> next;
  if (state.thread_index() == 0) {
    reports = NewRegister(state.range(0));
    next = 0;
  }
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Entry> entries = {EntryNumber(next++)};
    state.ResumeTiming();
    if (reports == nullptr || !reports->Record(std::move(entries)).ok()) state.SkipWithError("not recorded");
  }
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) reports.reset();
}
BENCHMARK(Record)->ArgName("database")->Arg(kSqlite)->Arg(kPostgres)->Threads(1)->Threads(16)->UseRealTime();

// Batches of 100 reports, from one client.
void RecordBatches(benchmark::State& state) {
  const std::unique_ptr<Register> reports = NewRegister(state.range(0));
  int next = 0;
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Entry> entries;
    for (int i = 0; i < 100; ++i) entries.push_back(EntryNumber(next++));
    state.ResumeTiming();
    if (reports == nullptr || !reports->Record(std::move(entries)).ok()) state.SkipWithError("not recorded");
  }
  state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(RecordBatches)
    ->ArgName("database")
    ->Arg(kSqlite)
    ->Arg(kPostgres)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// A register of so many reports; the size comes from GOUJI_BENCHMARK_REPORTS where the default is too small.
int ReportCount() {
  constexpr int kDefault = 2000;
  const char* const text = std::getenv("GOUJI_BENCHMARK_REPORTS");
  int count = 0;
  return text != nullptr && absl::SimpleAtoi(text, &count) ? count : kDefault;
}

std::unique_ptr<Register> FilledRegister(int64_t database) {
  std::unique_ptr<Register> reports = NewRegister(database);
  for (int begin = 0; reports != nullptr && begin < ReportCount(); begin += 1000) {
    std::vector<Entry> entries;
    for (int i = begin; i < std::min(begin + 1000, ReportCount()); ++i) entries.push_back(EntryNumber(i));
    if (!reports->Record(std::move(entries)).ok()) return nullptr;
  }
  return reports;
}

// Everything that a cube loads.
void ScanAll(benchmark::State& state) {
  const std::unique_ptr<Register> reports = FilledRegister(state.range(0));
  for (auto _ : state) {
    int64_t sum = 0;
    const auto visit = [&sum](const CurrentReport& report) {
      sum += report.cells.front().value;
      return true;
    };
    if (reports == nullptr || !reports->ScanAll(std::nullopt, visit).ok()) state.SkipWithError("not scanned");
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * ReportCount());
}
BENCHMARK(ScanAll)->ArgName("database")->Arg(kSqlite)->Arg(kPostgres)->UseRealTime()->Unit(benchmark::kMillisecond);

// Making an item ready: conversion, hashes, compression.
void MakeEntries(benchmark::State& state) {
  const v1::RecordItem item = testing::MakeItem(SharedKernel(), {});
  for (auto _ : state) benchmark::DoNotOptimize(MakeEntry(item, SharedKernel().converter()));
}
BENCHMARK(MakeEntries);

}  // namespace
}  // namespace gouji::statistics
