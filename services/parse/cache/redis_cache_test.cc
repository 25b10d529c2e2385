#include "services/parse/cache/redis_cache.h"

#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "services/parse/cache/redis_connection.h"
#include "services/parse/cache/testing/redis_server.h"
#include "services/runtime/log.h"

namespace gouji::parse {
namespace {

using testing::RedisServer;

constexpr absl::Duration kPlenty = absl::Seconds(10);

class RedisCacheTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
    server_ = RedisServer::Start({}).value();
    cache_ = std::make_unique<RedisCache>(
        RedisCache::Options{.pool = {.address = server_->address()}, .time_limit = kPlenty}, runtime::Logger::Silent());
    ASSERT_TRUE(cache_->AwaitConnected(absl::Now() + kPlenty));
    raw_ = RedisConnection::Open(server_->address(), "", kPlenty, 1 << 20).value();
  }

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

}  // namespace
}  // namespace gouji::parse
