#include "services/parse/cache/redis_pool.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "services/parse/cache/testing/fake_redis.h"
#include "services/parse/cache/testing/redis_server.h"
#include "services/runtime/log.h"

namespace gouji::parse {
namespace {

using runtime::Logger;
using testing::FakeRedis;
using testing::RedisServer;

constexpr absl::Duration kPlenty = absl::Seconds(10);
constexpr absl::Duration kShort = absl::Milliseconds(20);

absl::Time Soon() { return absl::Now() + kPlenty; }

// Pauses so long that the pool does not connect a second time within a test.
RedisPool::Options Patient(const RedisAddress& address, int connection_count) {
  return {.address = address,
          .connection_count = connection_count,
          .connect_time_limit = kPlenty,
          .min_pause = absl::Hours(1),
          .max_pause = absl::Hours(1)};
}

TEST(RedisPool, ServesMoreThreadsThanItHasConnections) {
  if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
  const auto server = RedisServer::Start({}).value();
  RedisPool pool({.address = server->address(), .connection_count = 2}, Logger::Silent());
  ASSERT_TRUE(pool.AwaitConnected(Soon()));
  std::atomic<int> success_count = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      const std::string key = std::to_string(t);
      for (int i = 0; i < 100; ++i) {
        const std::string value = key + "/" + std::to_string(i);
        const bool set = pool.Command({"SET", key, value}, kPlenty).ok();
        const absl::StatusOr<RedisReply> reply = pool.Command({"GET", key}, kPlenty);
        if (set && reply.ok() && reply->text == value) ++success_count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(success_count, 800);
  EXPECT_LE(std::stoi(pool.Command({"CLIENT", "ID"}, kPlenty)->text), 5);  // one for the fixture's PING, two of ours
}

TEST(RedisPool, RefusesAtOnceWithoutAConnection) {
  const FakeRedis server({.greeting = ""});
  RedisPool pool({.address = server.address(), .connect_time_limit = kShort}, Logger::Silent());
  const absl::Time start = absl::Now();
  EXPECT_EQ(pool.Command({"GET", "key"}, absl::Hours(1)).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_LT(absl::Now() - start, kPlenty);
}

TEST(RedisPool, AServerThatHangsCostsOneTimeLimitAndNotOnePerConnection) {
  const FakeRedis server({});  // greets, then silence
  RedisPool pool(Patient(server.address(), 4), Logger::Silent());
  while (server.connection_count() < 4) std::this_thread::yield();
  ASSERT_TRUE(pool.AwaitConnected(Soon()));
  EXPECT_EQ(pool.Command({"GET", "key"}, kShort).status().code(), absl::StatusCode::kDeadlineExceeded);
  int refused_count = 0;
  for (int i = 0; i < 100; ++i) {
    if (pool.Command({"GET", "key"}, kShort).status().code() == absl::StatusCode::kUnavailable) ++refused_count;
  }
  EXPECT_GE(refused_count, 99);  // one connection may still have been in the opening
}

TEST(RedisPool, WaitsLongerAndLongerForAServerThatGreetsButNeverAnswers) {
  const FakeRedis server({});
  RedisPool pool({.address = server.address(),
                  .connection_count = 1,
                  .connect_time_limit = kPlenty,
                  .min_pause = absl::Milliseconds(1),
                  .max_pause = absl::Hours(1)},
                 Logger::Silent());
  int timeout_count = 0;
  const absl::Time end = absl::Now() + absl::Milliseconds(300);
  while (absl::Now() < end) {
    if (pool.Command({"GET", "key"}, absl::Milliseconds(1)).status().code() == absl::StatusCode::kDeadlineExceeded) {
      ++timeout_count;
    }
  }
  EXPECT_GE(timeout_count, 1);
  EXPECT_LE(timeout_count, 10);  // 1 + 2 + 4 … ms, halved by chance: the tenth pause alone passes the end
}

TEST(RedisPool, ComesBackAfterTheServerDoes) {
  if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
  const auto server = RedisServer::Start({}).value();
  RedisPool pool({.address = server->address(), .min_pause = absl::Milliseconds(1), .max_pause = absl::Milliseconds(5)},
                 Logger::Silent());
  ASSERT_TRUE(pool.AwaitConnected(Soon()));
  ASSERT_TRUE(pool.Command({"SET", "key", "value"}, kPlenty).ok());
  server->Kill();
  EXPECT_EQ(pool.Command({"GET", "key"}, kPlenty).status().code(), absl::StatusCode::kUnavailable);
  ASSERT_TRUE(server->Restart().ok());
  absl::StatusOr<RedisReply> reply = absl::UnavailableError("not asked");
  for (const absl::Time deadline = Soon(); !reply.ok() && absl::Now() < deadline;) {
    pool.AwaitConnected(deadline);
    reply = pool.Command({"GET", "key"}, kPlenty);
  }
  ASSERT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(reply->type, RedisReply::Type::kNil);
}

TEST(RedisPool, EndsWhileItConnects) {
  const FakeRedis server({.greeting = ""});
  const RedisPool pool({.address = server.address(), .connect_time_limit = kShort}, Logger::Silent());
}

}  // namespace
}  // namespace gouji::parse
