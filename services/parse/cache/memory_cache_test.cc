#include "services/parse/cache/memory_cache.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

constexpr absl::Duration kTtl = absl::Hours(1);

// One shard that holds `entry_count` entries of a one-letter key and `value_size` bytes.
MemoryCache::Options RoomFor(int entry_count, std::int64_t value_size) {
  return {.capacity_bytes = entry_count * (1 + value_size + MemoryCache::kEntryOverheadBytes), .shard_count = 1};
}

std::optional<std::string> Get(MemoryCache& cache, std::string_view key) { return cache.Get(key).value(); }

TEST(MemoryCache, ReturnsWhatWasPutAndNothingElse) {
  MemoryCache cache({});
  EXPECT_EQ(Get(cache, "a"), std::nullopt);
  ASSERT_TRUE(cache.Put("a", "one", kTtl).ok());
  EXPECT_EQ(Get(cache, "a"), "one");
  EXPECT_EQ(Get(cache, "b"), std::nullopt);
}

TEST(MemoryCache, PutReplacesAndReleasesTheOldBytes) {
  MemoryCache cache({});
  ASSERT_TRUE(cache.Put("a", std::string(1000, 'x'), kTtl).ok());
  ASSERT_TRUE(cache.Put("a", "two", kTtl).ok());
  EXPECT_EQ(Get(cache, "a"), "two");
  EXPECT_EQ(cache.entry_count(), 1);
  EXPECT_EQ(cache.byte_count(), 4 + MemoryCache::kEntryOverheadBytes);
}

TEST(MemoryCache, ForgetsWhatWasUsedLongestAgo) {
  MemoryCache cache(RoomFor(3, 10));
  const std::string value(10, 'x');
  for (const char* key : {"a", "b", "c"}) ASSERT_TRUE(cache.Put(key, value, kTtl).ok());
  EXPECT_TRUE(Get(cache, "a").has_value());  // now b is the oldest
  ASSERT_TRUE(cache.Put("d", value, kTtl).ok());
  EXPECT_TRUE(Get(cache, "a").has_value());
  EXPECT_FALSE(Get(cache, "b").has_value());
  EXPECT_TRUE(Get(cache, "c").has_value());
  EXPECT_TRUE(Get(cache, "d").has_value());
}

TEST(MemoryCache, ForgetsAsManyEntriesAsALargeOneNeeds) {
  MemoryCache cache(RoomFor(3, 1000));
  for (const char* key : {"a", "b", "c"}) ASSERT_TRUE(cache.Put(key, std::string(1000, 'x'), kTtl).ok());
  ASSERT_TRUE(cache.Put("d", std::string(1500, 'x'), kTtl).ok());
  EXPECT_EQ(cache.entry_count(), 2);
  EXPECT_TRUE(Get(cache, "c").has_value());
  EXPECT_TRUE(Get(cache, "d").has_value());
}

TEST(MemoryCache, DoesNotKeepAValueLargerThanAShardNorWhatItReplaces) {
  MemoryCache cache(RoomFor(2, 10));
  ASSERT_TRUE(cache.Put("a", "old", kTtl).ok());
  ASSERT_TRUE(cache.Put("b", "other", kTtl).ok());
  ASSERT_TRUE(cache.Put("a", std::string(10'000, 'x'), kTtl).ok());
  EXPECT_EQ(Get(cache, "a"), std::nullopt);
  EXPECT_EQ(Get(cache, "b"), "other");
}

TEST(MemoryCache, KeepsNothingWithoutCapacity) {
  MemoryCache cache({.capacity_bytes = 0});
  ASSERT_TRUE(cache.Put("a", "", kTtl).ok());
  EXPECT_EQ(Get(cache, "a"), std::nullopt);
  EXPECT_EQ(cache.byte_count(), 0);
}

TEST(MemoryCache, ForgetsAtTheEndOfTheTtl) {
  absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  MemoryCache cache({.now = [&now] { return now; }});
  ASSERT_TRUE(cache.Put("a", "one", absl::Seconds(10)).ok());
  now += absl::Seconds(10) - absl::Nanoseconds(1);
  EXPECT_EQ(Get(cache, "a"), "one");
  now += absl::Nanoseconds(1);
  EXPECT_EQ(Get(cache, "a"), std::nullopt);
  EXPECT_EQ(cache.byte_count(), 0);
}

TEST(MemoryCache, StaysWithinItsBoundsAndNeverMixesKeysUnderConcurrentUse) {
  constexpr std::int64_t kCapacity = 64 << 10;
  MemoryCache cache({.capacity_bytes = kCapacity, .shard_count = 4});
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 5000; ++i) {
        const std::string key = std::to_string((i * 7 + t * 13) % 200);
        ASSERT_TRUE(cache.Put(key, key + std::string(i % 700, '.'), kTtl).ok());
        const std::optional<std::string> value = Get(cache, key);
        if (value.has_value()) {
          ASSERT_EQ(value->substr(0, value->find('.')), key);
        }
        ASSERT_LE(cache.byte_count(), kCapacity);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(cache.entry_count(), 0);
}

}  // namespace
}  // namespace gouji::parse
