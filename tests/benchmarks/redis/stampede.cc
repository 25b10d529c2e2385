#include "tests/benchmarks/redis/stampede.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/barrier.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/parse/cache/testing/redis_server.h"
#include "tests/benchmarks/redis/reading.h"
#include "tests/benchmarks/redis/replica.h"

namespace gouji::benchmarks {
namespace {

constexpr int kThreadCount = 4;  // of a replica, as gouji-parse on two processors

enum class Order { kSame, kOwn };

using Replicas = std::vector<std::unique_ptr<Replica>>;

// Every client asks its replica for every document, all from the same moment on; returns how long it takes.
absl::Duration AskForAll(const Replicas& replicas, const std::vector<std::string>& documents, int clients,
                         Order order) {
  absl::Barrier start(clients + 1);
  absl::Barrier* const start_pointer = &start;
  std::vector<std::thread> threads;
  for (int c = 0; c < clients; ++c) {
    threads.emplace_back([&, c] {
      std::vector<std::size_t> turns(documents.size());
      std::iota(turns.begin(), turns.end(), std::size_t{0});
      std::mt19937 random(c);
      if (order == Order::kOwn) std::shuffle(turns.begin(), turns.end(), random);
      start_pointer->Block();
      for (const std::size_t turn : turns) replicas[c % replicas.size()]->Parse(documents[turn]);
    });
  }
  start.Block();
  const absl::Time begin = absl::Now();
  for (std::thread& thread : threads) thread.join();
  return absl::Now() - begin;
}

double Sum(const Replicas& replicas, const std::string& source) {
  double sum = 0;
  for (const auto& replica : replicas) sum += replica->Documents(source);
  return sum;
}

void Row(const Reader& reader, const std::vector<std::string>& documents, int clients, int replica_count, Order order) {
  const auto redis = parse::testing::RedisServer::Start({.tcp = true}).value();
  for (const char* state : {"empty", "full"}) {
    Replicas replicas;
    for (int i = 0; i < replica_count; ++i) {
      replicas.push_back(
          std::make_unique<Replica>(reader, std::vector<parse::RedisAddress>{redis->address()}, kThreadCount));
    }
    const absl::Duration duration = AskForAll(replicas, documents, clients, order);
    double errors = 0;
    for (const auto& replica : replicas) errors += replica->Lookups("error");
    fmt::print("| {} | {} | {} | {:.0f} | {:.0f} | {:.0f} | {:.0f} | {:.0f} | {:.0f} |\n", state, replica_count,
               order == Order::kSame ? "the same" : "its own",
               static_cast<double>(clients) * static_cast<double>(documents.size()), Sum(replicas, "reader"),
               Sum(replicas, "cache"), Sum(replicas, "shared"), errors, absl::ToDoubleMilliseconds(duration));
  }
}

}  // namespace

void MeasureStampede(const std::vector<std::string>& documents, int clients) {
  const Reader reader;
  fmt::print("\n{} clients that ask for the same {} documents at once:\n\n", clients, documents.size());
  fmt::print("| Redis | replicas | order of a client | asked for | read | from Redis | shared | errors | ms |\n");
  fmt::print("|---|---:|---|---:|---:|---:|---:|---:|---:|\n");
  for (const int replicas : {1, 4}) {
    for (const Order order : {Order::kSame, Order::kOwn}) Row(reader, documents, clients, replicas, order);
  }
}

}  // namespace gouji::benchmarks
