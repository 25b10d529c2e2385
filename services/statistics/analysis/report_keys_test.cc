#include "services/statistics/analysis/report_keys.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gouji::statistics {
namespace {

using Key = std::pair<int, std::string>;

TEST(NamedKeys, AreAllUnitsInAllYearsOnceEach) {
  v1::ReportFilter filter;
  filter.add_years(2023);
  EXPECT_FALSE(NamedKeys(filter, 100).has_value());
  for (const char* unit : {"乙", "甲", "乙"}) filter.add_units(unit);
  filter.add_years(2022);
  const std::optional<std::vector<v1::ReportKey>> keys = NamedKeys(filter, 4);
  ASSERT_TRUE(keys.has_value());
  std::vector<Key> pairs;
  for (const v1::ReportKey& key : *keys) pairs.emplace_back(key.year(), key.unit());
  EXPECT_EQ(pairs, (std::vector<Key>{{2022, "乙"}, {2022, "甲"}, {2023, "乙"}, {2023, "甲"}}));
  EXPECT_FALSE(NamedKeys(filter, 3).has_value());
}

TEST(NamedKeys, AreNotToldByAFilterThatSaysMore) {
  v1::ReportFilter filter;
  filter.add_years(2023);
  filter.add_units("甲");
  ASSERT_TRUE(NamedKeys(filter, 10).has_value());
  filter.set_placement(v1::PLACEMENT_PLACED);
  EXPECT_FALSE(NamedKeys(filter, 10).has_value());
}

}  // namespace
}  // namespace gouji::statistics
