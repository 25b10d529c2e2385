#include "services/parse/cache/redis_address.h"

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

TEST(RedisAddress, ReadsHostsIpv6AddressesAndUnixSockets) {
  for (const char* text : {"redis:6379", "10.0.0.7:1", "[::1]:65535", "unix:/run/redis.sock"}) {
    const absl::StatusOr<RedisAddress> address = RedisAddress::Parse(text);
    ASSERT_TRUE(address.ok()) << address.status();
    EXPECT_EQ(address->ToString(), text);
  }
  EXPECT_EQ(RedisAddress::Parse("[::1]:6379")->host, "::1");
  EXPECT_EQ(RedisAddress::Parse("redis:6379")->port, 6379);
  EXPECT_EQ(RedisAddress::Parse("unix:/run/redis.sock")->unix_path, "/run/redis.sock");
}

TEST(RedisAddress, RefusesEverythingElse) {
  for (const std::string& text :
       {std::string(), std::string("redis"), std::string(":6379"), std::string("redis:"), std::string("redis:0"),
        std::string("redis:65536"), std::string("redis:63x9"), std::string("redis:-1"), std::string("::1:6379"),
        std::string("a:1,b:2"), std::string("unix:"), "unix:/" + std::string(107, 'x')}) {
    EXPECT_EQ(RedisAddress::Parse(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
}

TEST(RedisAddress, ReadsListsOfDifferentServers) {
  const auto addresses = RedisAddress::ParseList("a:1,unix:/b,[::1]:2");
  ASSERT_TRUE(addresses.ok()) << addresses.status();
  ASSERT_EQ(addresses->size(), 3);
  EXPECT_EQ((*addresses)[0].ToString(), "a:1");
  EXPECT_EQ((*addresses)[1].ToString(), "unix:/b");
  EXPECT_EQ((*addresses)[2].ToString(), "[::1]:2");
  EXPECT_EQ(RedisAddress::ParseList("a:1")->size(), 1);
  for (const char* text : {"", "a:1,", ",a:1", "a:1, b:2", "a:1,b", "a:1,b:1,a:1"}) {
    EXPECT_EQ(RedisAddress::ParseList(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
}

}  // namespace
}  // namespace gouji::parse
