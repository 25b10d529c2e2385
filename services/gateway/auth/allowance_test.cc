#include "services/gateway/auth/allowance.h"

#include "gtest/gtest.h"

namespace gouji::gateway {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1'700'000'000);

TEST(Allowance, GivesItsLimitAtOnceAndThenAsItFills) {
  Allowance allowance(2, absl::Minutes(1));
  EXPECT_EQ(allowance.Take(kStart), absl::ZeroDuration());
  EXPECT_EQ(allowance.Take(kStart), absl::ZeroDuration());
  EXPECT_EQ(allowance.Take(kStart), absl::Seconds(30));
  EXPECT_EQ(allowance.Take(kStart + absl::Seconds(20)), absl::Seconds(10));
  EXPECT_EQ(allowance.Take(kStart + absl::Seconds(31)), absl::ZeroDuration());
}

TEST(Allowance, NeverHoldsMoreThanItsLimit) {
  Allowance allowance(1, absl::Minutes(1));
  EXPECT_EQ(allowance.Take(kStart), absl::ZeroDuration());
  EXPECT_EQ(allowance.Take(kStart + absl::Hours(1)), absl::ZeroDuration());
  EXPECT_GT(allowance.Take(kStart + absl::Hours(1)), absl::ZeroDuration());
}

TEST(Allowance, AClockThatGoesBackGivesNothing) {
  Allowance allowance(1, absl::Minutes(1));
  EXPECT_EQ(allowance.Take(kStart), absl::ZeroDuration());
  EXPECT_EQ(allowance.Take(kStart - absl::Hours(1)), absl::Minutes(1));
  EXPECT_EQ(allowance.Take(kStart), absl::Minutes(1));
}

TEST(Allowance, OfZeroGivesAnyNumber) {
  Allowance allowance(0, absl::Minutes(1));
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(allowance.Take(kStart), absl::ZeroDuration());
}

}  // namespace
}  // namespace gouji::gateway
