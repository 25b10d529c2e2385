#include "services/parse/cache/redis_connection.h"

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/parse/cache/testing/fake_redis.h"
#include "services/parse/cache/testing/redis_server.h"

namespace gouji::parse {
namespace {

using testing::FakeRedis;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::RedisServer;

constexpr absl::Duration kPlenty = absl::Seconds(10);
constexpr absl::Duration kShort = absl::Milliseconds(50);
// What a loaded machine may add to a short time limit; far below kPlenty.
constexpr absl::Duration kSlack = absl::Seconds(2);

absl::StatusOr<std::unique_ptr<RedisConnection>> Open(const RedisAddress& address, absl::Duration time_limit = kPlenty,
                                                      const RedisCredentials& credentials = {}) {
  return RedisConnection::Open(address, credentials, time_limit, /*max_reply_bytes=*/1000);
}

// The status of a command to a server that answers it with `reply`.
absl::Status StatusOfReply(const std::string& reply) {
  FakeRedis server({.reply = reply});
  const auto connection = Open(server.address()).value();
  return connection->Command({"GET", "key"}, kShort).status();
}

TEST(RedisConnection, ReadsRepliesOfEveryKindThatCommandsOfOursHave) {
  if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
  const auto server = RedisServer::Start({.tcp = true}).value();
  const auto connection = Open(server->address()).value();
  const std::string bytes("a\0b\r\n", 5);
  EXPECT_EQ(connection->Command({"GET", "key"}, kPlenty)->type, RedisReply::Type::kNil);
  EXPECT_EQ(connection->Command({"SET", "key", bytes}, kPlenty)->text, "OK");
  EXPECT_EQ(connection->Command({"GET", "key"}, kPlenty)->text, bytes);
  EXPECT_EQ(connection->Command({"STRLEN", "key"}, kPlenty)->text, "5");
  EXPECT_EQ(connection->Command({"NONSENSE"}, kPlenty)->type, RedisReply::Type::kError);
  EXPECT_TRUE(connection->IsQuiet());
}

TEST(RedisConnection, NeedsTheRightPasswordWhenTheServerHasOne) {
  if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
  const auto server = RedisServer::Start({.password = "secret"}).value();
  EXPECT_TRUE(Open(server->address(), kPlenty, {.password = "secret"}).ok());
  EXPECT_TRUE(Open(server->address(), kPlenty, {.user = "default", .password = "secret"}).ok());
  for (const RedisCredentials& wrong : {RedisCredentials{.password = "wrong"}, RedisCredentials{},
                                        RedisCredentials{.user = "nobody", .password = "secret"}}) {
    const absl::Status status = Open(server->address(), kPlenty, wrong).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated) << status;
    EXPECT_THAT(status.message(), HasSubstr("Redis refuses user or password"));
  }
}

TEST(RedisConnection, IsOfTheUserThatItIsToldAndOfNoOther) {
  if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
  const auto server = RedisServer::Start({}).value();
  const auto administrator = Open(server->address()).value();
  ASSERT_EQ(
      administrator->Command({"ACL", "SETUSER", "gouji", "on", ">secret", "~gouji:*", "+ping", "+get"}, kPlenty)->text,
      "OK");
  const auto connection = Open(server->address(), kPlenty, {.user = "gouji", .password = "secret"}).value();
  EXPECT_EQ(connection->Command({"GET", "gouji:key"}, kPlenty)->type, RedisReply::Type::kNil);
  EXPECT_EQ(StatusOfError(*connection->Command({"GET", "other"}, kPlenty)).code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(StatusOfError(*connection->Command({"SET", "gouji:key", ""}, kPlenty)).code(),
            absl::StatusCode::kPermissionDenied);
  ASSERT_EQ(administrator->Command({"ACL", "SETUSER", "gouji", "-ping"}, kPlenty)->text, "OK");
  EXPECT_EQ(Open(server->address(), kPlenty, {.user = "gouji", .password = "secret"}).status().code(),
            absl::StatusCode::kPermissionDenied);
}

TEST(RedisConnection, NeverTellsThePasswordThoughTheServerDoes) {
  const FakeRedis server({.greeting = "-ERR unknown command `AUTH`, with args beginning with: `gouji`, `secret`\r\n"});
  const absl::Status status = Open(server.address(), kPlenty, {.user = "gouji", .password = "secret"}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated);
  EXPECT_THAT(status.ToString(), Not(HasSubstr("secret")));
}

TEST(RedisConnection, SaysUnavailableWhenNobodyListens) {
  RedisAddress address;
  {
    const FakeRedis server({});
    address = server.address();
  }
  EXPECT_EQ(Open(address).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Open({.unix_path = "/nonexistent/redis.sock"}).status().code(), absl::StatusCode::kUnavailable);
}

TEST(RedisConnection, GivesUpOnAServerThatNeverAnswers) {
  const FakeRedis server({.greeting = ""});
  const absl::Time start = absl::Now();
  EXPECT_EQ(Open(server.address(), kShort).status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_LT(absl::Now() - start, kShort + kSlack);
}

TEST(RedisConnection, GivesUpOnAServerThatSendsAByteNowAndThen) {
  const FakeRedis server({.reply = "$1000\r\n" + std::string(1000, 'x') + "\r\n", .byte_pause = absl::Milliseconds(5)});
  const auto connection = Open(server.address()).value();
  const absl::Time start = absl::Now();
  EXPECT_EQ(connection->Command({"GET", "key"}, kShort).status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_LT(absl::Now() - start, kShort + kSlack);
}

TEST(RedisConnection, SaysUnavailableWhenTheServerHangsUp) {
  const FakeRedis server({.reply = "$10\r\nabc", .closes = true});
  const auto connection = Open(server.address()).value();
  EXPECT_EQ(connection->Command({"GET", "key"}, kPlenty).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_FALSE(connection->IsQuiet());
  // Writing to a connection that the other side closed must not raise SIGPIPE.
  EXPECT_FALSE(connection->Command({"GET", "key"}, kPlenty).ok());
  EXPECT_FALSE(connection->Command({"GET", "key"}, kPlenty).ok());
}

TEST(RedisConnection, RefusesRepliesThatAreNotRedis) {
  EXPECT_EQ(StatusOfReply("HTTP/1.1 400 Bad Request\r\n").code(), absl::StatusCode::kInternal);
  EXPECT_EQ(StatusOfReply("$abc\r\n").code(), absl::StatusCode::kInternal);
  EXPECT_EQ(StatusOfReply("*2147483647\r\n").code(), absl::StatusCode::kInternal);
  EXPECT_EQ(StatusOfReply("$-1\r\n$-1\r\n").code(), absl::StatusCode::kInternal);
}

TEST(RedisConnection, RefusesRepliesOverTheLimit) {
  EXPECT_EQ(StatusOfReply("$5000\r\n" + std::string(5000, 'x')).code(), absl::StatusCode::kInternal);
  // Announced, never sent: nothing is allocated, and the time limit ends it.
  EXPECT_EQ(StatusOfReply("$9223372036854775807\r\nabc").code(), absl::StatusCode::kDeadlineExceeded);
}

}  // namespace
}  // namespace gouji::parse
