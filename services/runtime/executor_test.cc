#include "services/runtime/executor.h"

#include <atomic>
#include <memory>
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

// One worker that is busy until `release`, so that what is submitted waits.
class FullExecutorTest : public testing::Test {
 protected:
  ~FullExecutorTest() override { release_.Notify(); }

  std::unique_ptr<Executor> Busy(Executor::Options options) {
    options.thread_count = 1;
    auto executor = std::make_unique<Executor>(options);
    EXPECT_TRUE(executor->TrySubmit([this] { release_.WaitForNotification(); }));
    while (executor->waiting_count() > 0) std::this_thread::yield();
    return executor;
  }
  static int Accepted(Executor& executor, int task_count, const TaskLoad& load) {
    int count = 0;
    for (int i = 0; i < task_count; ++i) count += executor.TrySubmit([] {}, load) ? 1 : 0;
    return count;
  }

  absl::Notification release_;
  std::unique_ptr<Executor> executor_;
};

TEST_F(FullExecutorTest, AClientHasItsShareOfTheQueueAndLeavesTheRest) {
  executor_ = Busy({.queue_limit = 10, .client_queue_limit = 6});
  EXPECT_EQ(Accepted(*executor_, 20, {.client = "a"}), 6);
  EXPECT_EQ(Accepted(*executor_, 20, {.client = "b"}), 4);
}

TEST_F(FullExecutorTest, BatchesLeaveAQuarterToThoseWhoWait) {
  executor_ = Busy({.queue_limit = 8});
  EXPECT_EQ(Accepted(*executor_, 20, {.priority = Priority::kBatch}), 6);
  EXPECT_EQ(Accepted(*executor_, 20, {.priority = Priority::kInteractive}), 2);
}

TEST_F(FullExecutorTest, WaitingTasksHoldSoManyBytesAtMostButOneAloneMayHoldMore) {
  executor_ = Busy({.queue_limit = 10, .queue_byte_limit = 100});
  EXPECT_EQ(Accepted(*executor_, 20, {.byte_count = 30}), 3);
  EXPECT_EQ(Accepted(*executor_, 1, {.byte_count = 10}), 1);
  EXPECT_EQ(Accepted(*executor_, 1, {.byte_count = 1}), 0);
  absl::Notification again;
  Executor other({.thread_count = 1, .queue_limit = 10, .queue_byte_limit = 100});
  EXPECT_TRUE(other.TrySubmit([&again] { again.WaitForNotification(); }));
  while (other.waiting_count() > 0) std::this_thread::yield();
  EXPECT_EQ(Accepted(other, 1, {.byte_count = 1000}), 1);
  EXPECT_EQ(Accepted(other, 1, {.byte_count = 1}), 0);
  again.Notify();
}

TEST(Executor, BatchesLeaveAWorkerToThoseWhoWait) {
  Executor executor({.thread_count = 3, .queue_limit = 100});
  absl::Notification release;
  std::atomic<int> started = 0;
  std::atomic<int> done = 0;
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(executor.TrySubmit(
        [&] {
          ++started;
          release.WaitForNotification();
          ++done;
        },
        {.priority = Priority::kBatch}));
  }
  while (started < 2) std::this_thread::yield();
  for (int i = 0; i < 5; ++i) {
    absl::Notification answered;
    ASSERT_TRUE(executor.TrySubmit([&] { answered.Notify(); }));
    answered.WaitForNotification();
  }
  EXPECT_EQ(started, 2);
  release.Notify();
  executor.Drain();
  EXPECT_EQ(done, 10);
}

TEST(Executor, ABatchMayHaveTheOnlyWorker) {
  Executor executor({.thread_count = 1});
  absl::Notification done;
  ASSERT_TRUE(executor.TrySubmit([&] { done.Notify(); }, {.priority = Priority::kBatch}));
  done.WaitForNotification();
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
