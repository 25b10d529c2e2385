#include "services/parse/cache/cache_key.h"

#include <set>
#include <string>

#include "gtest/gtest.h"
#include "services/parse/parser.h"

namespace gouji::parse {
namespace {

TEST(CacheKey, IsTheSameForTheSameRequest) {
  EXPECT_EQ(CacheKey("1", "document", "name.txt", {.form = "ogi-2021", .year = 2023, .charset = ""}),
            CacheKey("1", "document", "name.txt", {.form = "ogi-2021", .year = 2023, .charset = ""}));
}

TEST(CacheKey, StartsWithItsVersionAndEndsWithADigest) {
  const std::string key = CacheKey("0.1-ab", "document", "", {});
  EXPECT_EQ(key.substr(0, 20), "gouji:report:0.1-ab:");
  EXPECT_EQ(key.size(), 20u + 64u);
}

TEST(CacheKey, DiffersWithEverythingThatAReadingDependsOn) {
  const std::set<std::string> keys = {
      CacheKey("1", "document", "name", {}),
      CacheKey("2", "document", "name", {}),
      CacheKey("1", "Document", "name", {}),
      CacheKey("1", "document", "Name", {}),
      CacheKey("1", "document", "", {}),
      CacheKey("1", "document", "name", {.form = "ogi-2021", .year = 0, .charset = ""}),
      CacheKey("1", "document", "name", {.form = "", .year = 2023, .charset = ""}),
      CacheKey("1", "document", "name", {.form = "", .year = 2024, .charset = ""}),
      CacheKey("1", "document", "name", {.form = "", .year = 0, .charset = "UTF-8"}),
  };
  EXPECT_EQ(keys.size(), 9u);
}

TEST(CacheKey, DoesNotConfuseTextThatMovesFromOneFieldToTheNext) {
  EXPECT_NE(CacheKey("1", "document", "", {.form = "ab", .year = 0, .charset = "c"}),
            CacheKey("1", "document", "", {.form = "a", .year = 0, .charset = "bc"}));
  EXPECT_NE(CacheKey("1", "document", "a;1:b", {}),
            CacheKey("1", "document", "a", {.form = "b", .year = 0, .charset = ""}));
}

}  // namespace
}  // namespace gouji::parse
