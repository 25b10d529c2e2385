#include "services/parse/cache/redis_pool.h"

#include <atomic>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/parse/cache/testing/fake_redis.h"
#include "services/parse/cache/testing/redis_server.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"

namespace gouji::parse {
namespace {

using runtime::Logger;
using testing::FakeRedis;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::RedisServer;

constexpr absl::Duration kPlenty = absl::Seconds(10);
constexpr absl::Duration kShort = absl::Milliseconds(20);

absl::Time Soon() { return absl::Now() + kPlenty; }

// Pauses so long that the pool does not connect a second time within a test.
RedisPool::Options Patient(const RedisAddress& address, int connection_count, int failure_limit) {
  return {.address = address,
          .connection_count = connection_count,
          .failure_limit = failure_limit,
          .connect_time_limit = kPlenty,
          .min_pause = absl::Hours(1),
          .max_pause = absl::Hours(1)};
}

double Connections(runtime::Metrics& metrics, const RedisAddress& address) {
  return metrics.GetGauge("gouji_parse_redis_connections", "", {{"server", address.ToString()}}).value();
}

double BreakerState(runtime::Metrics& metrics, const RedisAddress& address) {
  return metrics.GetGauge("gouji_parse_redis_breaker_state", "", {{"server", address.ToString()}}).value();
}

double OpenedCount(runtime::Metrics& metrics, const RedisAddress& address) {
  return metrics.GetCounter("gouji_parse_redis_breaker_opened_total", "", {{"server", address.ToString()}}).value();
}

void AwaitConnections(runtime::Metrics& metrics, const RedisAddress& address, int count) {
  while (Connections(metrics, address) != count) std::this_thread::yield();
}

TEST(RedisPool, ServesMoreThreadsThanItHasConnections) {
  if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
  const auto server = RedisServer::Start({}).value();
  runtime::Metrics metrics;
  RedisPool pool({.address = server->address(), .connection_count = 2}, Logger::Silent(), metrics);
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
  runtime::Metrics metrics;
  RedisPool pool({.address = server.address(), .connect_time_limit = kShort}, Logger::Silent(), metrics);
  const absl::Time start = absl::Now();
  EXPECT_EQ(pool.Command({"GET", "key"}, absl::Hours(1)).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_LT(absl::Now() - start, kPlenty);
}

TEST(RedisPool, AServerThatHangsCostsOneTimeLimitAndNotOnePerConnection) {
  const FakeRedis server({});  // greets, then silence
  runtime::Metrics metrics;
  RedisPool pool(Patient(server.address(), 4, /*failure_limit=*/1), Logger::Silent(), metrics);
  while (server.connection_count() < 4) std::this_thread::yield();
  ASSERT_TRUE(pool.AwaitConnected(Soon()));
  EXPECT_EQ(pool.Command({"GET", "key"}, kShort).status().code(), absl::StatusCode::kDeadlineExceeded);
  int refused_count = 0;
  for (int i = 0; i < 100; ++i) {
    if (pool.Command({"GET", "key"}, kShort).status().code() == absl::StatusCode::kUnavailable) ++refused_count;
  }
  EXPECT_GE(refused_count, 99);  // one connection may still have been in the opening
}

TEST(RedisPool, ASlowAnswerNowAndThenCostsItsOwnCallAlone) {
  if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
  const auto server = RedisServer::Start({}).value();
  runtime::Metrics metrics;
  RedisPool pool(Patient(server->address(), 4, /*failure_limit=*/3), Logger::Silent(), metrics);
  for (int round = 0; round < 3; ++round) {
    AwaitConnections(metrics, server->address(), 4);
    server->Freeze();
    for (int i = 0; i < 2; ++i) {
      EXPECT_EQ(pool.Command({"GET", "key"}, kShort).status().code(), absl::StatusCode::kDeadlineExceeded);
    }
    server->Thaw();
    EXPECT_EQ(pool.Command({"GET", "key"}, kPlenty).status(), absl::OkStatus());
  }
  EXPECT_EQ(OpenedCount(metrics, server->address()), 0);
  EXPECT_EQ(BreakerState(metrics, server->address()), 0);
}

TEST(RedisPool, AStoppedServerCostsSomeTimeLimitsInAllAndIsUsedAgainWhenItGoesOn) {
  if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
  const auto server = RedisServer::Start({.tcp = true}).value();
  runtime::Metrics metrics;
  RedisPool pool({.address = server->address(),
                  .connection_count = 4,
                  .failure_limit = 3,
                  .connect_time_limit = kShort,
                  .min_pause = absl::Milliseconds(1),
                  .max_pause = absl::Milliseconds(5)},
                 Logger::Silent(), metrics);
  AwaitConnections(metrics, server->address(), 4);
  ASSERT_TRUE(pool.Command({"GET", "key"}, kPlenty).ok());
  EXPECT_EQ(BreakerState(metrics, server->address()), 0);

  server->Freeze();
  int timeout_count = 0;
  int refused_count = 0;
  // Long enough for many probes, none of which may let a call through.
  for (const absl::Time end = absl::Now() + 20 * kShort; absl::Now() < end;) {
    const absl::StatusCode code = pool.Command({"GET", "key"}, kShort).status().code();
    if (code == absl::StatusCode::kDeadlineExceeded) ++timeout_count;
    if (code == absl::StatusCode::kUnavailable) ++refused_count;
  }
  EXPECT_EQ(timeout_count, 3);
  EXPECT_GT(refused_count, 100);
  EXPECT_EQ(BreakerState(metrics, server->address()), 2);
  EXPECT_EQ(OpenedCount(metrics, server->address()), 1);
  EXPECT_EQ(Connections(metrics, server->address()), 0);

  server->Thaw();
  ASSERT_TRUE(pool.AwaitConnected(Soon()));
  EXPECT_TRUE(pool.Command({"GET", "key"}, kPlenty).ok());
  EXPECT_EQ(BreakerState(metrics, server->address()), 0);
}

TEST(RedisPool, SaysSoWhenThePasswordIsWrong) {
  if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
  const auto server = RedisServer::Start({.password = "right"}).value();
  runtime::Metrics metrics;
  std::ostringstream log;
  {
    RedisPool pool({.address = server->address(), .credentials = {.user = "default", .password = "wr0ng"}},
                   Logger("parse", runtime::LogLevel::kInfo, log), metrics);
    const absl::Time deadline = Soon();
    absl::Status status;
    do {
      status = pool.Command({"GET", "key"}, kPlenty).status();
    } while (status.code() != absl::StatusCode::kUnauthenticated && absl::Now() < deadline);
    EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated) << status;
  }
  EXPECT_THAT(log.str(), HasSubstr("\"level\":\"error\""));
  EXPECT_THAT(log.str(), HasSubstr("redis refuses our user or password: working without the shared cache"));
  EXPECT_THAT(log.str(), Not(HasSubstr("wr0ng")));
  EXPECT_EQ(BreakerState(metrics, server->address()), 2);
}

TEST(RedisPool, WaitsLongerAndLongerForAServerThatGreetsButNeverAnswers) {
  const FakeRedis server({});
  runtime::Metrics metrics;
  RedisPool pool({.address = server.address(),
                  .connection_count = 1,
                  .failure_limit = 1,
                  .connect_time_limit = kPlenty,
                  .min_pause = absl::Milliseconds(1),
                  .max_pause = absl::Hours(1)},
                 Logger::Silent(), metrics);
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
  runtime::Metrics metrics;
  RedisPool pool({.address = server->address(), .min_pause = absl::Milliseconds(1), .max_pause = absl::Milliseconds(5)},
                 Logger::Silent(), metrics);
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
  runtime::Metrics metrics;
  const RedisPool pool({.address = server.address(), .connect_time_limit = kShort}, Logger::Silent(), metrics);
}

}  // namespace
}  // namespace gouji::parse
