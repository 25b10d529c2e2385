#include "services/cli/ordered_parallel.h"

#include <atomic>

#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

TEST(OrderedParallel, GivesResultsInOrderWhateverTheOrderOfWork) {
  OrderedParallel<std::size_t> squares(500, 4, [](std::size_t i) {
    for (std::size_t spin = 0; spin < (i * 7919) % 5; ++spin) std::this_thread::yield();
    return i * i;
  });
  for (std::size_t i = 0; i < 500; ++i) ASSERT_EQ(squares.Next(), i * i);
  EXPECT_FALSE(squares.Next().has_value());
}

TEST(OrderedParallel, RunsAheadOfASlowTakerByTwoResultsAThread) {
  std::atomic<std::size_t> started = 0;
  std::atomic<std::size_t> taken = 0;
  std::atomic<bool> too_far = false;
  OrderedParallel<int> results(200, 3, [&](std::size_t) {
    if (++started > taken + 1 + 6) too_far = true;
    return 0;
  });
  for (; results.Next().has_value(); ++taken) {
  }
  EXPECT_FALSE(too_far);
}

TEST(OrderedParallel, CanBeLeftBeforeTheEnd) {
  std::atomic<int> started = 0;
  {
    OrderedParallel<int> results(1'000'000, 2, [&](std::size_t) { return ++started; });
    (void)results.Next();
  }
  EXPECT_LT(started, 1'000'000);
}

TEST(OrderedParallel, HasNothingToGiveForNoItems) {
  OrderedParallel<int> results(0, 2, [](std::size_t) { return 0; });
  EXPECT_FALSE(results.Next().has_value());
}

}  // namespace
}  // namespace gouji::cli
