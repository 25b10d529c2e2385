#include "tests/generator/agency_names.h"

#include <gtest/gtest.h>

#include <set>

namespace gouji::generator {
namespace {

TEST(AgencyName, DiffersForEveryIndex) {
  // Past the last county name of three characters, too.
  constexpr uint64_t kCount = 16 * 16 * 8 * kDepartmentCount * 3;
  std::set<std::string> names;
  for (uint64_t index = 0; index < kCount; ++index) {
    names.insert(AgencyName(index));
  }
  EXPECT_EQ(names.size(), kCount);
}

TEST(AgencyName, FillsOneCountyBeforeTheNext) {
  EXPECT_EQ(AgencyName(0), "青榆渡县教育局");
  EXPECT_EQ(AgencyName(kDepartmentCount - 1), "青榆渡县林业局");
  EXPECT_EQ(AgencyName(kDepartmentCount), "松榆渡县教育局");
}

}  // namespace
}  // namespace gouji::generator
