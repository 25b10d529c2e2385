#include "services/report/fact_kinds.h"

#include <set>
#include <string_view>

#include "gtest/gtest.h"

namespace gouji::report {
namespace {

TEST(FactKinds, EachIsListedOnceAndOthersAreNone) {
  std::set<std::string_view> kinds;
  for (const std::string_view kind : fact::kKinds) {
    EXPECT_FALSE(kind.empty());
    EXPECT_TRUE(kinds.insert(kind).second) << kind;
    EXPECT_TRUE(IsFactKind(kind)) << kind;
  }
  for (const char* other : {"", "receive", "received.", "received.natural_persons", "outcome", "growth"}) {
    EXPECT_FALSE(IsFactKind(other)) << other;
  }
}

}  // namespace
}  // namespace gouji::report
