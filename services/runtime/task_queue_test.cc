#include "services/runtime/task_queue.h"

#include <string>

#include "gtest/gtest.h"

namespace gouji::runtime {
namespace {

class TaskQueueTest : public testing::Test {
 protected:
  void Add(const std::string& name, Priority priority, const std::string& client, std::size_t byte_count = 0) {
    queue_.Push([this, name] { order_ += name; }, {.priority = priority, .client = client, .byte_count = byte_count});
  }
  void Interactive(const std::string& name, const std::string& client) { Add(name, Priority::kInteractive, client); }
  void Batch(const std::string& name, const std::string& client) { Add(name, Priority::kBatch, client); }

  // The names of all tasks in the order in which they come.
  std::string RunAll() {
    order_.clear();
    while (!queue_.empty()) std::move(queue_.Pop().task)();
    return order_;
  }

  TaskQueue queue_;
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
  std::move(queue_.Pop().task)();
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
