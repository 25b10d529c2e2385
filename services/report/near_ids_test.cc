#include "services/report/near_ids.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace gouji::report {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<std::string_view> kIds = {"T3.ROW_SUM", "T3.COLUMN_SUM", "T3.BALANCE", "T4.SUM", "META.LATE"};

TEST(NearIds, FindsWhatIsMisspeltTheNearestFirst) {
  EXPECT_THAT(NearIds("T3.ROW_SUN", kIds), ElementsAre("T3.ROW_SUM"));
  EXPECT_THAT(NearIds("T3.SUM", kIds), ElementsAre("T4.SUM"));
  EXPECT_THAT(NearIds("META.LTAE", kIds), ElementsAre("META.LATE"));
}

TEST(NearIds, HasNoRegardToCase) { EXPECT_THAT(NearIds("t3.balance", kIds), ElementsAre("T3.BALANCE")); }

TEST(NearIds, FindsIdsByAPart) {
  EXPECT_THAT(NearIds("balance", kIds), ElementsAre("T3.BALANCE"));
  EXPECT_THAT(NearIds("SUM", kIds), ElementsAre("T4.SUM", "T3.ROW_SUM", "T3.COLUMN_SUM"));
}

TEST(NearIds, GivesAtMostThree) { EXPECT_EQ(NearIds(".", kIds).size(), 3U); }

TEST(NearIds, IsSilentWhenNothingComesNear) {
  EXPECT_THAT(NearIds("hello", kIds), IsEmpty());
  EXPECT_THAT(NearIds("", kIds), IsEmpty());
  EXPECT_THAT(NearIds(std::string(65, 'T'), kIds), IsEmpty());
}

}  // namespace
}  // namespace gouji::report
