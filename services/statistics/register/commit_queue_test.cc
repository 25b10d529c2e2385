#include "services/statistics/register/commit_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/synchronization/notification.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

using ::testing::ElementsAre;

std::vector<Entry> EntriesNamed(const std::string& id, size_t byte_count = 0) {
  std::vector<Entry> entries(1);
  entries[0].item_id = id;
  entries[0].report = std::string(byte_count, 'x');
  return entries;
}

void ReceiptAll(absl::Span<CommitBatch* const> group) {
  for (CommitBatch* batch : group) {
    std::vector<v1::Receipt> receipts;
    for (const Entry& entry : batch->entries) receipts.push_back(ReceiptFor(entry));
    batch->receipts = receipts;
  }
}

// A queue whose first commit waits until it is released.
class StoppedQueue {
 public:
  explicit StoppedQueue(const CommitQueue::Options& options)
      : queue_(options, [this](absl::Span<CommitBatch* const> group) {
          group_sizes_.push_back(group.size());
          if (group_sizes_.size() == 1) {
            started_.Notify();
            release_.WaitForNotification();
          }
          ReceiptAll(group);
        }) {
    clients_.emplace_back([this] { EXPECT_TRUE(queue_.Submit(EntriesNamed("first")).ok()); });
    started_.WaitForNotification();
  }

  // Submits from a thread of its own and returns when the batch waits.
  void SubmitAndWaitInQueue(size_t byte_count = 0) {
    const size_t before = queue_.pending_count();
    clients_.emplace_back([this, byte_count] { EXPECT_TRUE(queue_.Submit(EntriesNamed("more", byte_count)).ok()); });
    while (queue_.pending_count() == before) std::this_thread::yield();
  }

  // Lets the commits go on and returns how many batches each had.
  std::vector<size_t> Finish() {
    release_.Notify();
    for (std::thread& client : clients_) client.join();
    return group_sizes_;
  }

  CommitQueue& queue() { return queue_; }

 private:
  std::vector<size_t> group_sizes_;
  absl::Notification started_;
  absl::Notification release_;
  std::vector<std::thread> clients_;
  CommitQueue queue_;
};

TEST(CommitQueue, CommitsEverythingThatCameDuringACommitTogether) {
  StoppedQueue stopped({});
  for (int i = 0; i < 10; ++i) stopped.SubmitAndWaitInQueue();
  EXPECT_THAT(stopped.Finish(), ElementsAre(1, 10));
}

TEST(CommitQueue, RefusesABatchBeyondItsLimit) {
  StoppedQueue stopped({.batch_limit = 2});
  stopped.SubmitAndWaitInQueue();
  stopped.SubmitAndWaitInQueue();
  const absl::Status refused = stopped.queue().Submit(EntriesNamed("x")).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(report::ReasonOf(refused), "REGISTER_UNAVAILABLE");
  EXPECT_THAT(stopped.Finish(), ElementsAre(1, 2));
}

TEST(CommitQueue, RefusesBytesBeyondItsLimitButTakesOneLargeBatchAlone) {
  StoppedQueue stopped({.byte_limit = 100});
  stopped.SubmitAndWaitInQueue(1000);
  EXPECT_EQ(stopped.queue().Submit(EntriesNamed("x", 1)).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(stopped.Finish(), ElementsAre(1, 1));
}

TEST(CommitQueue, GivesEachCallerItsOwnReceipts) {
  CommitQueue queue({}, ReceiptAll);
  std::vector<std::thread> clients;
  for (int client = 0; client < 8; ++client) {
    clients.emplace_back([&queue, client] {
      for (int i = 0; i < 200; ++i) {
        const std::string id = std::to_string(client) + "/" + std::to_string(i);
        const absl::StatusOr<std::vector<v1::Receipt>> receipts = queue.Submit(EntriesNamed(id));
        ASSERT_TRUE(receipts.ok());
        ASSERT_EQ(receipts->size(), 1U);
        ASSERT_EQ(receipts->front().item_id(), id);
      }
    });
  }
  for (std::thread& client : clients) client.join();
}

TEST(CommitQueue, GivesEachCallerItsOwnError) {
  CommitQueue queue({}, [](absl::Span<CommitBatch* const> group) {
    for (CommitBatch* batch : group) batch->receipts = absl::InternalError(batch->entries[0].item_id);
  });
  EXPECT_EQ(queue.Submit(EntriesNamed("a")).status(), absl::InternalError("a"));
}

}  // namespace
}  // namespace gouji::statistics
