#include "services/parse/parse_server_options.h"

#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/config.h"

namespace gouji::parse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

TEST(ParseServerOptions, DefaultsAreValid) {
  const ParseServerOptions options;
  EXPECT_THAT(options.Validate(), IsEmpty());
  EXPECT_THAT(options.server.Validate(), IsEmpty());
  EXPECT_EQ(options.server.port, 7401);
  EXPECT_EQ(options.server.metrics_port, 7491);
}

TEST(ParseServerOptions, EveryProblemIsTold) {
  ParseServerOptions options;
  options.redis = "redis:6379,redis:6379";
  options.redis_user = "gouji";
  options.cache_bytes = -1;
  options.service.cache_ttl = absl::ZeroDuration();
  options.service.parser.max_document_bytes = options.server.max_message_bytes;
  EXPECT_THAT(options.Validate(),
              ElementsAre(StartsWith("redis: "), StartsWith("redis_user: "), StartsWith("cache_bytes: "),
                          StartsWith("cache_ttl: "), StartsWith("max_document_bytes: ")));
}

TEST(ParseServerOptions, TlsNeedsServersThatSpeakIt) {
  ParseServerOptions options;
  options.redis_tls.certificate = "/no/such/file";
  EXPECT_THAT(options.Validate(), ElementsAre(StartsWith("redis_tls_private_key: is missing"),
                                              StartsWith("redis_tls_authorities: is missing"),
                                              StartsWith("redis_tls_certificate: cannot read")));
  options.redis = "redis:6379,unix:/redis";
  EXPECT_THAT(options.Validate(), Contains(StartsWith("redis: speaks no TLS at a unix socket")));
}

TEST(ParseServerOptions, AreReadFromFlagsAndThePasswordOnlyFromTheEnvironment) {
  ParseServerOptions options;
  runtime::ConfigBuilder config("gouji-parse", "");
  options.AddTo(config);
  std::ostringstream out;
  std::ostringstream err;
  const auto environment = [](const std::string& name) -> std::optional<std::string> {
    if (name == "GOUJI_REDIS_PASSWORD") return "secret";
    return std::nullopt;
  };
  ASSERT_EQ(config.Parse({"--redis=localhost:6379,unix:/redis", "--redis_user=gouji", "--cache_bytes=0",
                          "--cache_ttl=1h", "--max_document_bytes=1000"},
                         environment, out, err),
            std::nullopt)
      << err.str();
  EXPECT_EQ(options.redis, "localhost:6379,unix:/redis");
  EXPECT_EQ(options.redis_user, "gouji");
  EXPECT_EQ(options.redis_password, "secret");
  EXPECT_EQ(options.cache_bytes, 0);
  EXPECT_EQ(options.service.cache_ttl, absl::Hours(1));
  EXPECT_EQ(options.service.parser.max_document_bytes, 1000);

  ParseServerOptions refused;
  runtime::ConfigBuilder another("gouji-parse", "");
  refused.AddTo(another);
  EXPECT_EQ(another.Parse({"--redis_password=secret"}, environment, out, err), runtime::kExitUsage);
}

}  // namespace
}  // namespace gouji::parse
