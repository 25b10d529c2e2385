#include "tests/benchmarks/redis/lookups.h"

#include <hiredis/hiredis.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/parse/cache/redis_address.h"
#include "services/parse/cache/testing/redis_server.h"
#include "tests/benchmarks/processor_time.h"

namespace gouji::benchmarks {
namespace {

constexpr int kLookupsOfValue = 200;  // in a row of the table
constexpr std::size_t kPackedBytes = 4096;
constexpr std::size_t kPlainBytes = 22'000;

using Connection = std::unique_ptr<redisContext, decltype(&redisFree)>;

Connection Connect(const parse::RedisAddress& address) {
  Connection connection(redisConnect(address.host.c_str(), address.port), redisFree);
  if (connection == nullptr || connection->err != 0) std::abort();
  return connection;
}

// Ends the program unless there was a reply.
void Take(void* reply) {
  if (reply == nullptr) std::abort();
  freeReplyObject(reply);
}

std::string KeyOf(int i, int count) { return fmt::format("key {}", i % count); }

// `batch` look-ups whose commands are sent together.
void Pipelined(redisContext* connection, int first, int batch, int count) {
  for (int i = 0; i < batch; ++i) {
    const std::string key = KeyOf(first + i, count);
    redisAppendCommand(connection, "GET %b", key.data(), key.size());
  }
  for (int i = 0; i < batch; ++i) {
    void* reply = nullptr;
    redisGetReply(connection, &reply);
    Take(reply);
  }
}

// `batch` look-ups in one command.
void Together(redisContext* connection, int first, int batch, int count) {
  std::vector<std::string> words = {"MGET"};
  for (int i = 0; i < batch; ++i) words.push_back(KeyOf(first + i, count));
  std::vector<const char*> parts;
  std::vector<std::size_t> sizes;
  for (const std::string& word : words) {
    parts.push_back(word.data());
    sizes.push_back(word.size());
  }
  Take(redisCommandArgv(connection, static_cast<int>(parts.size()), parts.data(), sizes.data()));
}

using Round = std::function<void(redisContext* connection, int first, int batch, int count)>;

void Row(const parse::testing::RedisServer& server, std::size_t value_bytes, const char* name, const Round& round,
         int thread_count, int batch, int count) {
  const absl::Duration server_before = ProcessorTime(server.process_id());
  const absl::Duration client_before = ProcessorTime(getpid());
  const absl::Time start = absl::Now();
  std::vector<std::thread> threads;
  const int rounds = kLookupsOfValue * count / thread_count / batch;
  for (int t = 0; t < thread_count; ++t) {
    threads.emplace_back([&] {
      const Connection connection = Connect(server.address());
      for (int i = 0; i < rounds; ++i) round(connection.get(), i * batch, batch, count);
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double lookups = static_cast<double>(rounds) * thread_count * batch;
  const auto each = [lookups](absl::Duration duration) { return absl::ToDoubleMicroseconds(duration) / lookups; };
  fmt::print("| {} | {} | {} | {} | {:.1f} | {:.1f} | {:.1f} |\n", value_bytes, name, thread_count, batch,
             each(absl::Now() - start), each(ProcessorTime(getpid()) - client_before),
             each(ProcessorTime(server.process_id()) - server_before));
}

}  // namespace

void MeasureLookups(int count) {
  const auto server = parse::testing::RedisServer::Start({.tcp = true}).value();
  fmt::print("\nLook-ups over the loopback, {} of each row:\n\n", kLookupsOfValue * count);
  fmt::print(
      "| bytes of a value | way | threads | look-ups together | µs each | CPU µs of the client | of Redis |\n"
      "|---:|---|---:|---:|---:|---:|---:|\n");
  for (const std::size_t value_bytes : {kPackedBytes, kPlainBytes}) {
    const Connection connection = Connect(server->address());
    const std::string value(value_bytes, 'x');
    for (int i = 0; i < count; ++i) {
      const std::string key = KeyOf(i, count);
      Take(redisCommand(connection.get(), "SET %b %b", key.data(), key.size(), value.data(), value.size()));
    }
    for (const int threads : {1, 4}) Row(*server, value_bytes, "GET", Pipelined, threads, 1, count);
    for (const int batch : {4, 16}) {
      Row(*server, value_bytes, "GETs in a pipeline", Pipelined, 1, batch, count);
      Row(*server, value_bytes, "MGET", Together, 1, batch, count);
    }
  }
}

}  // namespace gouji::benchmarks
