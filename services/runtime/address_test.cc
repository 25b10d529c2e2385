#include "services/runtime/address.h"

#include "gtest/gtest.h"

namespace gouji::runtime {
namespace {

TEST(Address, IsNoName) {
  for (const char* host : {"127.0.0.1", "192.0.2.1", "::1", "[::1]", "[2001:db8::1]", "0.0.0.0"}) {
    EXPECT_TRUE(IsIpAddress(host)) << host;
  }
  for (const char* host :
       {"", "localhost", "127.0.0.1.example", "1.2.3", "127.0.0.1:80", "[::1", "[]", "[127.0.0.1]"}) {
    EXPECT_FALSE(IsIpAddress(host)) << host;
  }
}

TEST(Loopback, IsThisMachineAlone) {
  for (const char* host : {"localhost", "127.0.0.1", "127.8.9.10", "::1", "[::1]"}) {
    EXPECT_TRUE(IsLoopback(host)) << host;
  }
  for (const char* host : {"", "0.0.0.0", "::", "[::]", "192.0.2.1", "127.example", "127.0.0.1.example", "128.0.0.1"}) {
    EXPECT_FALSE(IsLoopback(host)) << host;
  }
}

}  // namespace
}  // namespace gouji::runtime
