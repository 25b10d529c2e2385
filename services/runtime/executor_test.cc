#include "services/runtime/executor.h"

#include <atomic>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

namespace gouji::runtime {
namespace {

TEST(Executor, RunsEveryAcceptedTaskBeforeItIsDestroyed) {
  std::atomic<int> count = 0;
  {
    Executor executor({.thread_count = 2, .queue_limit = 100});
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(executor.TrySubmit([&count] { ++count; }));
  }
  EXPECT_EQ(count, 50);
}

TEST(Executor, RefusesATaskWhenWorkersAndQueueAreFull) {
  Executor executor({.thread_count = 1, .queue_limit = 1});
  absl::Notification release;
  bool refused_ran = false;
  ASSERT_TRUE(executor.TrySubmit([&release] { release.WaitForNotification(); }));
  ASSERT_TRUE(executor.TrySubmit([] {}));
  EXPECT_FALSE(executor.TrySubmit([&refused_ran] { refused_ran = true; }));
  release.Notify();
  executor.Drain();
  EXPECT_FALSE(refused_ran);
}

TEST(Executor, AcceptsAsManyTasksAsWorkersWithAQueueOfZero) {
  Executor executor({.thread_count = 2, .queue_limit = 0});
  absl::Notification release;
  EXPECT_TRUE(executor.TrySubmit([&release] { release.WaitForNotification(); }));
  EXPECT_TRUE(executor.TrySubmit([&release] { release.WaitForNotification(); }));
  EXPECT_FALSE(executor.TrySubmit([] {}));
  release.Notify();
}

TEST(Executor, RefusesTasksAfterDrain) {
  Executor executor({.thread_count = 1, .queue_limit = 1});
  executor.Drain();
  EXPECT_FALSE(executor.TrySubmit([] {}));
}

TEST(Executor, StartsTasksInTheOrderOfSubmission) {
  std::vector<int> order;
  Executor executor({.thread_count = 1, .queue_limit = 10});
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(executor.TrySubmit([&order, i] { order.push_back(i); }));
  executor.Drain();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

}  // namespace
}  // namespace gouji::runtime
