#include "services/runtime/clock.h"

#include "absl/time/clock.h"
#include "gtest/gtest.h"

namespace gouji::runtime {
namespace {

constexpr absl::Duration kNear = absl::Seconds(10);  // what a test that was put aside for a while may take

TEST(Clock, GoesWithTheSystemsUnlessThatIsSet) {
  const absl::Time first = Now();
  EXPECT_LT(absl::AbsDuration(first - absl::Now()), kNear);
  EXPECT_GE(Now(), first);
}

TEST(Clock, AMomentIsAsFarAwayByEitherClock) {
  const absl::Time later = Now() + absl::Hours(1);
  EXPECT_LT(absl::AbsDuration(absl::FromChrono(ToSystemTime(later)) - absl::Now() - absl::Hours(1)), kNear);
  EXPECT_LT(absl::AbsDuration(FromSystemTime(ToSystemTime(later)) - later), kNear);
}

TEST(Clock, WhatNeverComesStaysSo) {
  constexpr auto kNever = std::chrono::system_clock::time_point::max();
  EXPECT_EQ(ToSystemTime(absl::InfiniteFuture()), kNever);
  EXPECT_EQ(FromSystemTime(kNever), absl::InfiniteFuture());
}

}  // namespace
}  // namespace gouji::runtime
