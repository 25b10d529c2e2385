#include "services/runtime/task_queue.h"

#include <string>

#include "gtest/gtest.h"

namespace gouji::runtime {
namespace {

class TaskQueueTest : public testing::Test {
 protected:
  void Add(const std::string& name, Priority priority, const std::string& client, std::size_t byte_count = 0) {
    queue_.Push([this, name] { order_ += name; }, {.priority = priority, .client = client, .byte_count = byte_count},
                now_);
  }
  void Interactive(const std::string& name, const std::string& client) { Add(name, Priority::kInteractive, client); }
  void Batch(const std::string& name, const std::string& client) { Add(name, Priority::kBatch, client); }

  // The names of all tasks in the order in which they come.
  std::string RunAll() {
    order_.clear();
    while (!queue_.empty()) std::move(queue_.Pop(now_).task)();
    return order_;
  }

  absl::Time now_ = absl::FromUnixSeconds(1'700'000'000);
  TaskQueue queue_{absl::Milliseconds(200)};
  std::string order_;
};

TEST_F(TaskQueueTest, TasksOfOneClientComeInTheirOrder) {
  for (const char* name : {"1", "2", "3"}) Interactive(name, "a");
  EXPECT_EQ(RunAll(), "123");
}

TEST_F(TaskQueueTest, ClientsTakeTurnsHoweverManyTasksEachHas) {
  for (const char* name : {"1", "2", "3", "4"}) Interactive(name, "a");
  for (const char* name : {"x", "y"}) Interactive(name, "b");
  Interactive("!", "c");
  EXPECT_EQ(RunAll(), "1x!2y34");
}

TEST_F(TaskQueueTest, AClientThatComesBackStandsBehindThoseThatWait) {
  Interactive("1", "a");
  Interactive("x", "b");
  std::move(queue_.Pop(now_).task)();
  Interactive("2", "a");
  EXPECT_EQ(RunAll(), "x2");
}

TEST_F(TaskQueueTest, OneOfFourIsOfABatchWhileBothWait) {
  for (const char* name : {"a", "b", "c"}) Batch(name, "p");
  for (const char* name : {"1", "2", "3", "4", "5", "6", "7"}) Interactive(name, "q");
  EXPECT_EQ(RunAll(), "123a456b7c");
}

TEST_F(TaskQueueTest, InteractiveTasksComeBeforeTheBatchesThatWaitedLonger) {
  for (const char* name : {"a", "b"}) Batch(name, "p");
  Interactive("1", "p");
  EXPECT_EQ(RunAll(), "1ab");
}

TEST_F(TaskQueueTest, TheNewestComesFirstWhenTheOldestHasWaitedTooLong) {
  Interactive("1", "a");
  now_ += absl::Milliseconds(100);
  Interactive("2", "a");
  Interactive("3", "a");
  Batch("x", "a");
  Batch("y", "a");
  now_ += absl::Milliseconds(50);
  std::move(queue_.Pop(now_, false).task)();
  EXPECT_EQ(order_, "1") << "exactly three quarters of the limit";
  now_ += absl::Milliseconds(101);  // 151 for the oldest
  std::move(queue_.Pop(now_, false).task)();
  EXPECT_EQ(order_, "13");
  now_ += absl::Milliseconds(50);  // 201: beyond the limit
  Interactive("4", "a");
  EXPECT_EQ(RunAll(), "2x4y") << "whoever is to be refused comes first; batches have their turns and keep their order";
}

TEST_F(TaskQueueTest, CountsTasksAndBytes) {
  Add("1", Priority::kInteractive, "a", 10);
  Add("2", Priority::kBatch, "a", 20);
  Add("3", Priority::kBatch, "b", 30);
  EXPECT_EQ(queue_.size(), 3U);
  EXPECT_EQ(queue_.byte_count(), 60U);
  EXPECT_EQ(queue_.CountOf(Priority::kBatch), 2U);
  EXPECT_EQ(queue_.CountOf("a"), 2U);
  EXPECT_EQ(queue_.CountOf("nobody"), 0U);
  RunAll();
  EXPECT_EQ(queue_.size(), 0U);
  EXPECT_EQ(queue_.byte_count(), 0U);
  EXPECT_EQ(queue_.CountOf("a"), 0U);
}

}  // namespace
}  // namespace gouji::runtime
