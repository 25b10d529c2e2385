#include "services/parse/cache/redis_shares.h"

#include <cstddef>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

constexpr int kKeyCount = 6000;

std::string Key(int i) { return fmt::format("gouji:report:1:{}", i); }

std::vector<std::string> Names(int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) names.push_back(fmt::format("gouji-redis-{}.gouji-redis:6379", i));
  return names;
}

// The servers that Python's hashlib finds.
TEST(RedisShares, AreTheSameInEveryBuild) {
  const RedisShares shares(Names(5));
  std::string servers;
  for (int i = 0; i < 20; ++i) servers += std::to_string(shares.ServerOf(Key(i)));
  EXPECT_EQ(servers, "11310344044044444241") << "other servers are asked than those that the version before filled";
}

TEST(RedisShares, AreEqual) {
  for (const int count : {1, 2, 3, 7, 16}) {
    const RedisShares shares(Names(count));
    std::vector<int> keys(count);
    for (int i = 0; i < kKeyCount; ++i) ++keys[shares.ServerOf(Key(i))];
    const double fair = static_cast<double>(kKeyCount) / count;
    for (const int own : keys) EXPECT_NEAR(own, fair, 0.15 * fair) << count << " servers";
  }
}

TEST(RedisShares, OfServersThatStayNeverChangeWhenOneIsTakenAway) {
  const std::vector<std::string> names = Names(5);
  const RedisShares before(names);
  for (std::size_t lost = 0; lost < names.size(); ++lost) {
    std::vector<std::string> others = names;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(lost));
    const RedisShares after(others);
    int moved_count = 0;
    for (int i = 0; i < kKeyCount; ++i) {
      const std::size_t server = before.ServerOf(Key(i));
      if (server == lost) {
        ++moved_count;
      } else {
        ASSERT_EQ(others[after.ServerOf(Key(i))], names[server]) << Key(i);
      }
    }
    EXPECT_GT(moved_count, 0);
  }
}

TEST(RedisShares, OfALostServerGoToAllOthersAlike) {
  const RedisShares before(Names(5));
  const RedisShares after(Names(4));
  std::vector<int> taken(4);
  for (int i = 0; i < kKeyCount; ++i) {
    if (before.ServerOf(Key(i)) == 4) ++taken[after.ServerOf(Key(i))];
  }
  constexpr double kFair = kKeyCount / 20.0;  // a quarter of a fifth
  for (const int keys : taken) EXPECT_NEAR(keys, kFair, 0.2 * kFair);
}

TEST(RedisShares, DoNotDependOnTheOrderOfTheServers) {
  const std::vector<std::string> names = Names(4);
  const std::vector<std::string> reversed(names.rbegin(), names.rend());
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(names[RedisShares(names).ServerOf(Key(i))], reversed[RedisShares(reversed).ServerOf(Key(i))]);
  }
}

}  // namespace
}  // namespace gouji::parse
