// The promise of the cache: replies are equal with the cache on, off, dead, slow or full of garbage.
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "gtest/gtest.h"
#include "services/parse/cache/cache_key.h"
#include "services/parse/cache/caching_parser.h"
#include "services/parse/cache/redis_cache.h"
#include "services/parse/cache/redis_connection.h"
#include "services/parse/cache/testing/fake_redis.h"
#include "services/parse/cache/testing/redis_server.h"
#include "services/runtime/call.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"

namespace gouji::parse {
namespace {

using report::v1::Report;
using runtime::CallContext;
using runtime::Logger;
using testing::FakeRedis;
using testing::RedisServer;

constexpr absl::Duration kPlenty = absl::Seconds(10);
constexpr char kVersion[] = "1";
constexpr int kDocumentCount = 50;

std::string Document(int i) { return i % 10 == 9 ? "" : fmt::format("document {}", i); }

absl::Status Read(const runtime::CallContext& /*call*/, std::string_view document, std::string_view file_name,
                  const ParseOverrides& /*overrides*/, Report& report) {
  if (document.empty()) return absl::InvalidArgumentError("EMPTY_DOCUMENT");
  report.set_form("ogi-2021");
  report.mutable_agency()->set_name(std::string(file_name));
  for (int i = 0; i < 200; ++i) {
    report.add_evidence()->set_raw(fmt::format("{} {}", document, i));
  }
  return absl::OkStatus();
}

// What a document is answered with: the report, or the error.
std::string Result(CachingParser& parser, const std::string& document) {
  Report report;
  const absl::Status status = parser.Parse(CallContext::Background(), document, "name", {}, report);
  return status.ok() ? report.SerializeAsString() : status.ToString();
}

// What all documents are answered with, in order.
std::vector<std::string> Results(CachingParser& parser) {
  std::vector<std::string> results;
  for (int i = 0; i < kDocumentCount; ++i) {
    results.push_back(Result(parser, Document(i)));
  }
  return results;
}

class CachedResults : public ::testing::Test {
 protected:
  void Connect(const RedisAddress& address, absl::Duration time_limit) {
    cache_ = std::make_unique<RedisCache>(
        RedisCache::Options{.servers = {address}, .pool = {.connection_count = 2}, .time_limit = time_limit},
        Logger::Silent(), metrics_);
    ASSERT_TRUE(cache_->AwaitConnected(absl::Now() + kPlenty));
    parser_ =
        std::make_unique<CachingParser>(Read, cache_.get(), CachingParser::Options{.version = kVersion}, metrics_);
  }

  double Requests(const std::string& result) {
    return metrics_.GetCounter("gouji_parse_cache_requests_total", "", {{"result", result}}).value();
  }

  static std::vector<std::string> Expected() {
    runtime::Metrics metrics;
    CachingParser off(Read, nullptr, {.version = kVersion}, metrics);
    return Results(off);
  }

  runtime::Metrics metrics_;
  std::unique_ptr<RedisCache> cache_;
  std::unique_ptr<CachingParser> parser_;
};

class CachedResultsWithRedis : public CachedResults {
 protected:
  void SetUp() override {
    if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
    server_ = RedisServer::Start({}).value();
    Connect(server_->address(), kPlenty);
  }

  // Runs `command`, with the key of each document in the place of "KEY".
  void Meddle(const std::vector<std::string>& command) {
    const auto raw = RedisConnection::Open(server_->address(), {}, kPlenty, 1 << 20).value();
    for (int i = 0; i < kDocumentCount; ++i) {
      const std::string key = CacheKey(kVersion, Document(i), "name", {});
      std::vector<std::string_view> arguments(command.begin(), command.end());
      for (std::string_view& argument : arguments) {
        if (argument == "KEY") argument = key;
      }
      const absl::StatusOr<RedisReply> reply = raw->Command(arguments, kPlenty);
      ASSERT_TRUE(reply.ok() && reply->type != RedisReply::Type::kError);
    }
  }

  std::unique_ptr<RedisServer> server_;
};

TEST_F(CachedResultsWithRedis, AreEqualWithTheCacheOn) {
  EXPECT_EQ(Results(*parser_), Expected());
  EXPECT_EQ(Requests("hit"), 0);
  EXPECT_EQ(Results(*parser_), Expected());
  EXPECT_EQ(Requests("hit"), kDocumentCount * 9 / 10);
  EXPECT_EQ(Requests("error"), 0);
}

TEST_F(CachedResultsWithRedis, AreEqualWhenRedisDiesInTheMiddle) {
  std::vector<std::string> results;
  for (int i = 0; i < kDocumentCount; ++i) {
    if (i == kDocumentCount / 2) server_->Kill();
    results.push_back(Result(*parser_, Document(i)));
  }
  EXPECT_EQ(results, Expected());
  EXPECT_EQ(Requests("error"), kDocumentCount / 2);
}

TEST_F(CachedResultsWithRedis, AreEqualWhenRedisHangsInTheMiddle) {
  Connect(server_->address(), absl::Milliseconds(20));
  ASSERT_EQ(Results(*parser_), Expected());
  server_->Freeze();
  const absl::Time start = absl::Now();
  EXPECT_EQ(Results(*parser_), Expected());
  // Without the breaker it were 20 ms for each of 50 look-ups and of 45 writes.
  EXPECT_LT(absl::Now() - start, absl::Milliseconds(1000));
  server_->Thaw();
}

TEST_F(CachedResultsWithRedis, AreEqualWhenRedisIsFullOfGarbage) {
  std::mt19937 random(7);
  for (const int size : {0, 1, 68, 1000, 100'000}) {
    std::string garbage(size, '\0');
    for (char& byte : garbage) byte = static_cast<char>(random());
    ASSERT_NO_FATAL_FAILURE(Meddle({"SET", "KEY", garbage}));
    EXPECT_EQ(Results(*parser_), Expected()) << size;
  }
  EXPECT_EQ(Requests("hit"), 0);
  EXPECT_EQ(Requests("error"), 5 * kDocumentCount);
  EXPECT_EQ(Results(*parser_), Expected());
  EXPECT_EQ(Requests("hit"), kDocumentCount * 9 / 10) << "reading again must have replaced the garbage";
}

TEST_F(CachedResultsWithRedis, AreEqualWhenValuesLieUnderTheWrongKeys) {
  ASSERT_EQ(Results(*parser_), Expected());
  const auto raw = RedisConnection::Open(server_->address(), {}, kPlenty, 1 << 20).value();
  const std::string value = raw->Command({"GET", CacheKey(kVersion, Document(0), "name", {})}, kPlenty)->text;
  ASSERT_FALSE(value.empty());
  ASSERT_NO_FATAL_FAILURE(Meddle({"SET", "KEY", value}));
  EXPECT_EQ(Results(*parser_), Expected());
  EXPECT_EQ(Requests("hit"), 1);
}

TEST_F(CachedResultsWithRedis, AreEqualWhenValuesHaveTheWrongType) {
  ASSERT_NO_FATAL_FAILURE(Meddle({"DEL", "KEY"}));
  ASSERT_NO_FATAL_FAILURE(Meddle({"LPUSH", "KEY", "element"}));
  EXPECT_EQ(Results(*parser_), Expected());
  EXPECT_EQ(Requests("error"), kDocumentCount);
}

TEST_F(CachedResults, AreEqualWhenTheServerGreetsAndNeverAnswers) {
  const FakeRedis silent({});
  Connect(silent.address(), absl::Milliseconds(20));
  EXPECT_EQ(Results(*parser_), Expected());
  EXPECT_EQ(Requests("error"), kDocumentCount);
}

TEST_F(CachedResults, AreEqualWhenTheServerNeverGreets) {
  const FakeRedis silent({.greeting = ""});
  RedisCache cache({.servers = {silent.address()}}, Logger::Silent(), metrics_);
  CachingParser parser(Read, &cache, {.version = kVersion}, metrics_);
  EXPECT_EQ(Results(parser), Expected());
  EXPECT_EQ(Requests("error"), kDocumentCount);
}

TEST_F(CachedResults, AreEqualWhenTheServerAnswersNonsense) {
  for (const char* reply :
       {"$5\r\nhello\r\n", "HTTP/1.0 200 OK\r\n\r\n", "-ERR no\r\n", ":1\r\n", "*1\r\n$1\r\nx\r\n"}) {
    const FakeRedis fake({.reply = reply});
    Connect(fake.address(), absl::Milliseconds(20));
    EXPECT_EQ(Results(*parser_), Expected()) << reply;
    parser_.reset();
    cache_.reset();
  }
  EXPECT_EQ(Requests("hit"), 0);
}

}  // namespace
}  // namespace gouji::parse
