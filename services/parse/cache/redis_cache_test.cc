#include "services/parse/cache/redis_cache.h"

#include <array>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "services/parse/cache/redis_connection.h"
#include "services/parse/cache/testing/redis_server.h"
#include "services/report/sha256.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"

namespace gouji::parse {
namespace {

using testing::RedisServer;

constexpr absl::Duration kPlenty = absl::Seconds(10);

class RedisCacheTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
    server_ = RedisServer::Start({}).value();
    cache_ = std::make_unique<RedisCache>(RedisCache::Options{.servers = {server_->address()}, .time_limit = kPlenty},
                                          runtime::Logger::Silent(), metrics_);
    ASSERT_TRUE(cache_->AwaitConnected(absl::Now() + kPlenty));
    raw_ = RedisConnection::Open(server_->address(), {}, kPlenty, 1 << 20).value();
  }

  runtime::Metrics metrics_;
  std::unique_ptr<RedisServer> server_;
  std::unique_ptr<RedisCache> cache_;
  std::unique_ptr<RedisConnection> raw_;  // to look and meddle
};

TEST_F(RedisCacheTest, ReturnsWhatWasPutAndNothingElse) {
  const std::string value("\0bytes\r\n", 8);
  EXPECT_EQ(cache_->Get("key").value(), std::nullopt);
  ASSERT_TRUE(cache_->Put("key", value, absl::Hours(1)).ok());
  EXPECT_EQ(cache_->Get("key").value(), value);
  EXPECT_EQ(cache_->Get("other").value(), std::nullopt);
  ASSERT_TRUE(cache_->Put("key", "new", absl::Hours(1)).ok());
  EXPECT_EQ(cache_->Get("key").value(), "new");
}

TEST_F(RedisCacheTest, GivesEveryValueItsTtl) {
  ASSERT_TRUE(cache_->Put("key", "value", absl::Seconds(100)).ok());
  const int ttl_ms = std::stoi(raw_->Command({"PTTL", "key"}, kPlenty)->text);
  EXPECT_GT(ttl_ms, 50'000);
  EXPECT_LE(ttl_ms, 100'000);
  ASSERT_TRUE(cache_->Put("short", "value", absl::Nanoseconds(1)).ok());
  EXPECT_LE(std::stoi(raw_->Command({"PTTL", "short"}, kPlenty)->text), 1);
}

TEST_F(RedisCacheTest, RefusesWhatOthersWrote) {
  ASSERT_TRUE(cache_->Put("key", "value", absl::Hours(1)).ok());
  const std::string sealed = raw_->Command({"GET", "key"}, kPlenty)->text;
  for (const std::string& garbage : {std::string(), std::string("garbage"), sealed.substr(0, sealed.size() - 1)}) {
    ASSERT_EQ(raw_->Command({"SET", "key", garbage}, kPlenty)->text, "OK");
    EXPECT_EQ(cache_->Get("key").status().code(), absl::StatusCode::kDataLoss) << garbage;
  }
  ASSERT_EQ(raw_->Command({"SET", "other", sealed}, kPlenty)->text, "OK");
  EXPECT_EQ(cache_->Get("other").status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(RedisCacheTest, FindsNothingWhereAnOlderVersionWrote) {
  const std::string value = "a report, serialised";
  const std::string sealed = "GJR1" + report::Sha256Hex("3:key;" + value) + value;
  ASSERT_EQ(raw_->Command({"SET", "key", sealed}, kPlenty)->text, "OK");
  EXPECT_EQ(cache_->Get("key").value(), std::nullopt);
}

TEST_F(RedisCacheTest, AValueOfAnotherTypeIsAnErrorThatPutRepairs) {
  ASSERT_TRUE(raw_->Command({"LPUSH", "key", "element"}, kPlenty).ok());
  EXPECT_EQ(cache_->Get("key").status().code(), absl::StatusCode::kInternal);
  ASSERT_TRUE(cache_->Put("key", "value", absl::Hours(1)).ok());
  EXPECT_EQ(cache_->Get("key").value(), "value");
}

TEST_F(RedisCacheTest, AFullServerIsAnErrorOfPut) {
  ASSERT_EQ(raw_->Command({"CONFIG", "SET", "maxmemory", "1"}, kPlenty)->text, "OK");
  EXPECT_EQ(cache_->Put("key", "value", absl::Hours(1)).code(), absl::StatusCode::kInternal);
  EXPECT_EQ(cache_->Get("key").value(), std::nullopt);
}

TEST_F(RedisCacheTest, NeedsNoMoreRightsThanToReadAndWriteItsKeys) {
  ASSERT_EQ(
      raw_->Command({"ACL", "SETUSER", "gouji", "on", ">secret", "~gouji:report:*", "+ping", "+get", "+set"}, kPlenty)
          ->text,
      "OK");
  RedisCache cache({.servers = {server_->address()},
                    .pool = {.credentials = {.user = "gouji", .password = "secret"}},
                    .time_limit = kPlenty},
                   runtime::Logger::Silent(), metrics_);
  ASSERT_TRUE(cache.AwaitConnected(absl::Now() + kPlenty));
  ASSERT_TRUE(cache.Put("gouji:report:1:key", "value", absl::Hours(1)).ok());
  EXPECT_EQ(cache.Get("gouji:report:1:key").value(), "value");
  EXPECT_EQ(cache.Get("key").status().code(), absl::StatusCode::kPermissionDenied);
}

// Two servers, of which one dies.
class TwoRedisServers : public ::testing::Test {
 protected:
  static constexpr int kKeyCount = 200;

  void SetUp() override {
    if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
    RedisCache::Options options = {.pool = {.min_pause = absl::Milliseconds(1), .max_pause = absl::Milliseconds(5)},
                                   .time_limit = kPlenty};
    for (auto& server : servers_) {
      server = RedisServer::Start({}).value();
      options.servers.push_back(server->address());
    }
    cache_ = std::make_unique<RedisCache>(options, runtime::Logger::Silent(), metrics_);
    ASSERT_TRUE(cache_->AwaitConnected(absl::Now() + kPlenty));
  }

  static std::string Key(int i) { return "key " + std::to_string(i); }

  int PutAll() {
    int success_count = 0;
    for (int i = 0; i < kKeyCount; ++i) success_count += cache_->Put(Key(i), Key(i), absl::Hours(1)).ok() ? 1 : 0;
    return success_count;
  }

  // How many look-ups found their value, found nothing, failed as those of a dead server do.
  struct Found {
    int hits = 0;
    int misses = 0;
    int unreachable = 0;
  };

  Found GetAll() {
    Found found;
    for (int i = 0; i < kKeyCount; ++i) {
      const absl::StatusOr<std::optional<std::string>> value = cache_->Get(Key(i));
      if (value.ok() && *value == Key(i)) ++found.hits;
      if (value.ok() && !value->has_value()) ++found.misses;
      if (value.status().code() == absl::StatusCode::kUnavailable) ++found.unreachable;
    }
    return found;
  }

  int ValueCount(int server) {
    const auto raw = RedisConnection::Open(servers_[server]->address(), {}, kPlenty, 1 << 20).value();
    return std::stoi(raw->Command({"DBSIZE"}, kPlenty)->text);
  }

  double Errors(int server, const std::string& kind) {
    const std::string name = servers_[server]->address().ToString();
    return metrics_.GetCounter("gouji_parse_redis_errors_total", "", {{"server", name}, {"kind", kind}}).value();
  }

  runtime::Metrics metrics_;
  std::array<std::unique_ptr<RedisServer>, 2> servers_;
  std::unique_ptr<RedisCache> cache_;
};

TEST_F(TwoRedisServers, ShareTheValues) {
  EXPECT_EQ(PutAll(), kKeyCount);
  EXPECT_EQ(GetAll().hits, kKeyCount);
  EXPECT_GT(ValueCount(0), kKeyCount / 4);
  EXPECT_GT(ValueCount(1), kKeyCount / 4);
  EXPECT_EQ(ValueCount(0) + ValueCount(1), kKeyCount);
}

TEST_F(TwoRedisServers, OfWhichOneDiesLoseItsShareAlone) {
  ASSERT_EQ(PutAll(), kKeyCount);
  const int lost_count = ValueCount(0);
  const int kept_count = ValueCount(1);
  servers_[0]->Kill();
  Found found = GetAll();
  EXPECT_EQ(found.hits, kept_count);
  EXPECT_EQ(found.unreachable, lost_count);
  EXPECT_EQ(Errors(0, "unreachable"), lost_count);
  EXPECT_EQ(Errors(1, "unreachable"), 0);
  // Nothing moves to the other.
  EXPECT_EQ(PutAll(), kept_count);
  EXPECT_EQ(ValueCount(1), kept_count);

  ASSERT_TRUE(servers_[0]->Restart().ok());
  ASSERT_TRUE(cache_->AwaitConnected(absl::Now() + kPlenty));
  found = GetAll();
  EXPECT_EQ(found.hits, kept_count);
  EXPECT_EQ(found.misses, lost_count);
  EXPECT_EQ(PutAll(), kKeyCount);
  EXPECT_EQ(GetAll().hits, kKeyCount);
}

TEST_F(TwoRedisServers, CountErrorsByServerAndKind) {
  ASSERT_EQ(PutAll(), kKeyCount);
  const auto raw = RedisConnection::Open(servers_[1]->address(), {}, kPlenty, 1 << 20).value();
  const std::string key = raw->Command({"RANDOMKEY"}, kPlenty)->text;
  ASSERT_EQ(raw->Command({"SET", key, "garbage"}, kPlenty)->text, "OK");
  EXPECT_EQ(cache_->Get(key).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(Errors(1, "damaged"), 1);
  ASSERT_EQ(raw->Command({"CONFIG", "SET", "maxmemory", "1"}, kPlenty)->text, "OK");
  EXPECT_EQ(cache_->Put(key, "value", absl::Hours(1)).code(), absl::StatusCode::kInternal);
  EXPECT_EQ(Errors(1, "refused"), 1);
  ASSERT_EQ(raw->Command({"ACL", "SETUSER", "default", "-get"}, kPlenty)->text, "OK");
  EXPECT_EQ(cache_->Get(key).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Errors(1, "denied"), 1);
  for (const char* kind : {"unreachable", "timeout", "denied", "damaged", "refused"}) EXPECT_EQ(Errors(0, kind), 0);
}

}  // namespace
}  // namespace gouji::parse
