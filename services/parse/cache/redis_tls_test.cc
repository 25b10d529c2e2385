#include "services/parse/cache/redis_tls.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/parse/cache/redis_connection.h"
#include "services/parse/cache/redis_pool.h"
#include "services/parse/cache/testing/fake_redis.h"
#include "services/parse/cache/testing/redis_server.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/testing/certificates.h"
#include "services/runtime/tls.h"

namespace gouji::parse {
namespace {

using runtime::TlsMaterial;
using runtime::testing::Issued;
using runtime::testing::SecretFolder;
using runtime::testing::TestAuthority;
using testing::FakeRedis;
using ::testing::HasSubstr;
using testing::RedisServer;

constexpr absl::Duration kPlenty = absl::Seconds(10);
constexpr absl::Duration kShort = absl::Milliseconds(50);

// A server with TLS, and what clients may have.
class RedisTlsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
  }

  // The server's certificate is `issued`; its clients are asked for one when `asks_clients`.
  std::unique_ptr<RedisServer> Start(const Issued& issued, bool asks_clients = false) {
    secret_.Put(issued, authority_.certificate());
    runtime::TlsFiles files = secret_.Files();
    if (!asks_clients) files.authorities.clear();
    return RedisServer::Start(
               {.tcp = true, .password = "secret", .tls = files, .client_tls = Client(authority_.Issue())})
        .value();
  }

  // Trusts the authority, and shows a certificate unless it is empty.
  std::shared_ptr<const TlsMaterial> Client(const Issued& issued = {}) const {
    return std::make_shared<TlsMaterial>(TlsMaterial{
        .certificate = issued.certificate, .private_key = issued.private_key, .authorities = authority_.certificate()});
  }

  static absl::StatusOr<std::unique_ptr<RedisConnection>> Open(const RedisAddress& address,
                                                               std::shared_ptr<const TlsMaterial> tls,
                                                               absl::Duration time_limit = kPlenty) {
    return RedisConnection::Open(address, {.password = "secret", .tls = std::move(tls)}, time_limit,
                                 /*max_reply_bytes=*/4 << 20);
  }

  const TestAuthority authority_{"Authority"};
  const TestAuthority other_{"Other authority"};
  SecretFolder secret_;
};

TEST_F(RedisTlsTest, SpeaksWithAServerThatSpeaksTlsAlone) {
  const auto server = Start(authority_.Issue());
  const auto connection = Open(server->address(), Client()).value();
  const std::string large(3 << 20, '\n');  // more than a record, and than the socket takes at once
  EXPECT_EQ(connection->Command({"SET", "key", large}, kPlenty)->text, "OK");
  EXPECT_EQ(connection->Command({"GET", "key"}, kPlenty)->text, large);
  EXPECT_EQ(connection->Command({"GET", "no key"}, kPlenty)->type, RedisReply::Type::kNil);
  EXPECT_TRUE(connection->IsQuiet());
  server->Kill();
  EXPECT_EQ(connection->Command({"GET", "key"}, kPlenty).status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(RedisTlsTest, BelievesNoServerOfAnotherAuthority) {
  const auto server = Start(authority_.Issue());
  TlsMaterial material = *Client();
  material.authorities = other_.certificate();
  const absl::Status status = Open(server->address(), std::make_shared<TlsMaterial>(material)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("certificate verify failed"));
}

TEST_F(RedisTlsTest, BelievesNoServerOfAnotherName) {
  const auto of_both = Start(authority_.Issue());
  EXPECT_TRUE(Open({.host = "localhost", .port = of_both->address().port}, Client()).ok());
  const auto of_address = Start(authority_.Issue({.name = "redis", .alternative_names = {"IP:127.0.0.1"}}));
  EXPECT_TRUE(Open(of_address->address(), Client()).ok());
  const absl::Status status = Open({.host = "localhost", .port = of_address->address().port}, Client()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("hostname mismatch"));
}

TEST_F(RedisTlsTest, ShowsItsCertificateToAServerThatAsksForOne) {
  const auto server = Start(authority_.Issue(), /*asks_clients=*/true);
  EXPECT_TRUE(Open(server->address(), Client(authority_.Issue())).ok());
  EXPECT_EQ(Open(server->address(), Client()).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Open(server->address(), Client(other_.Issue())).status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(RedisTlsTest, SpeaksPlainTextWithNobodyWhoShouldSpeakTls) {
  const FakeRedis plain({});
  EXPECT_FALSE(Open(plain.address(), Client(), kShort).ok());
  const auto server = Start(authority_.Issue());
  EXPECT_FALSE(Open(server->address(), nullptr).ok());
}

TEST_F(RedisTlsTest, GivesUpOnAServerThatNeverShakesHands) {
  const auto server = Start(authority_.Issue());
  server->Freeze();
  EXPECT_EQ(Open(server->address(), Client(), kShort).status().code(), absl::StatusCode::kDeadlineExceeded);
  server->Thaw();
}

TEST_F(RedisTlsTest, NewConnectionsTakeTheCertificatesOfNow) {
  const auto server = Start(authority_.Issue());
  SecretFolder trusted;
  trusted.Put(other_.Issue(), other_.certificate());
  runtime::Metrics metrics;
  const auto certificates = runtime::TlsCertificates::Load({.files = {.authorities = trusted.Files().authorities},
                                                            .side = runtime::TlsSide::kCalling,
                                                            .reload_interval = absl::Milliseconds(5)},
                                                           runtime::Logger::Silent(), metrics)
                                .value();
  RedisPool pool({.address = server->address(),
                  .credentials = {.password = "secret"},
                  .certificates = certificates,
                  .connect_time_limit = kPlenty,
                  .min_pause = absl::Milliseconds(1),
                  .max_pause = absl::Milliseconds(10)},
                 runtime::Logger::Silent(), metrics);
  EXPECT_FALSE(pool.AwaitConnected(absl::Now() + kShort)) << "another authority";
  trusted.Put(other_.Issue(), authority_.certificate());
  EXPECT_TRUE(pool.AwaitConnected(absl::Now() + kPlenty));
  EXPECT_EQ(pool.Command({"PING"}, kPlenty)->text, "PONG");
}

}  // namespace
}  // namespace gouji::parse
