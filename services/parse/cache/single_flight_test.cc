#include "services/parse/cache/single_flight.h"

#include <atomic>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "services/runtime/call.h"

namespace gouji::parse {
namespace {

using runtime::CallContext;
using Value = SingleFlight::Value;

Value Text(const std::string& text) { return std::make_shared<const std::string>(text); }

void AwaitWaiting(const SingleFlight& flights, int count) {
  while (flights.waiting_count() != count) std::this_thread::yield();
}

// A leader in a thread of its own, which works until told to end.
class Leader {
 public:
  explicit Leader(SingleFlight& flights) {
    thread_ = std::thread([this, &flights] {
      result_ = flights.Do(call_, "key", [this]() -> absl::StatusOr<Value> {
        started_.Notify();
        end_.WaitForNotification();
        return outcome_;
      });
    });
    started_.WaitForNotification();
  }

  const CallContext& call() const { return call_; }

  absl::StatusOr<Value> End(absl::StatusOr<Value> outcome) {
    outcome_ = std::move(outcome);
    end_.Notify();
    thread_.join();
    return result_;
  }

 private:
  const CallContext call_ = CallContext::Background();
  absl::Notification started_;
  absl::Notification end_;
  absl::StatusOr<Value> outcome_ = Value();
  absl::StatusOr<Value> result_ = Value();
  std::thread thread_;
};

// A call that joins and counts how often it does the work itself.
class Follower {
 public:
  explicit Follower(SingleFlight& flights, CallContext call = CallContext::Background()) : call_(std::move(call)) {
    thread_ = std::thread([this, &flights] {
      result_ = flights.Do(call_, "key", [this]() -> absl::StatusOr<Value> {
        ++work_count_;
        return Text("by a follower");
      });
    });
  }

  const CallContext& call() const { return call_; }
  int work_count() const { return work_count_; }
  absl::StatusOr<Value> Join() {
    thread_.join();
    return result_;
  }

 private:
  const CallContext call_;
  std::atomic<int> work_count_ = 0;
  absl::StatusOr<Value> result_ = Value();
  std::thread thread_;
};

TEST(SingleFlight, DoesTheWorkOfOneCallAtATimeForAllThatWait) {
  SingleFlight flights;
  Leader leader(flights);
  std::vector<std::unique_ptr<Follower>> followers;
  for (int i = 0; i < 5; ++i) followers.push_back(std::make_unique<Follower>(flights));
  AwaitWaiting(flights, 5);
  EXPECT_EQ(**leader.End(Text("by the leader")), "by the leader");
  for (const auto& follower : followers) {
    EXPECT_EQ(**follower->Join(), "by the leader");
    EXPECT_EQ(follower->work_count(), 0);
  }
}

TEST(SingleFlight, DoesTheWorkAgainForACallThatComesLater) {
  SingleFlight flights;
  Leader leader(flights);
  ASSERT_TRUE(leader.End(Text("first")).ok());
  Follower later(flights);
  EXPECT_EQ(**later.Join(), "by a follower");
}

TEST(SingleFlight, SharesAnErrorOfTheWork) {
  SingleFlight flights;
  Leader leader(flights);
  Follower follower(flights);
  AwaitWaiting(flights, 1);
  EXPECT_EQ(leader.End(absl::InvalidArgumentError("empty")).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(follower.Join().status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(follower.work_count(), 0);
}

TEST(SingleFlight, OtherKeysDoNotWait) {
  SingleFlight flights;
  Leader leader(flights);
  const absl::StatusOr<Value> other =
      flights.Do(CallContext::Background(), "other key", [] { return absl::StatusOr<Value>(Text("other")); });
  EXPECT_EQ(**other, "other");
  ASSERT_TRUE(leader.End(Text("value")).ok());
}

TEST(SingleFlight, OneWaiterTakesOverFromACancelledLeader) {
  SingleFlight flights;
  Leader leader(flights);
  std::vector<std::unique_ptr<Follower>> followers;
  for (int i = 0; i < 3; ++i) followers.push_back(std::make_unique<Follower>(flights));
  AwaitWaiting(flights, 3);
  leader.call().Cancel();
  EXPECT_EQ(leader.End(leader.call().Check()).status().code(), absl::StatusCode::kCancelled);
  int work_count = 0;
  for (const auto& follower : followers) {
    EXPECT_EQ(**follower->Join(), "by a follower");
    work_count += follower->work_count();
  }
  EXPECT_GE(work_count, 1);  // more when the first was done before the others asked again
}

TEST(SingleFlight, AWaiterTakesOverFromALeaderThatFailedForWantOfItsOwnTime) {
  SingleFlight flights;
  const CallContext hurried = CallContext::Background().WithDeadline(absl::Now() + absl::Milliseconds(1));
  absl::Notification started;
  std::thread leader([&] {
    const absl::StatusOr<Value> result = flights.Do(hurried, "key", [&]() -> absl::StatusOr<Value> {
      started.Notify();
      AwaitWaiting(flights, 1);
      while (!hurried.IsCancelled()) std::this_thread::yield();
      return absl::ResourceExhaustedError("no time to read it");
    });
    EXPECT_EQ(result.status().code(), absl::StatusCode::kResourceExhausted);
  });
  started.WaitForNotification();
  Follower follower(flights);
  EXPECT_EQ(**follower.Join(), "by a follower");
  leader.join();
}

TEST(SingleFlight, AWaiterTakesOverFromALeaderThatRunsOutOfMemory) {
  SingleFlight flights;
  absl::Notification started;
  std::thread leader([&] {
    EXPECT_THROW((void)flights.Do(CallContext::Background(), "key",
                                  [&]() -> absl::StatusOr<Value> {
                                    started.Notify();
                                    AwaitWaiting(flights, 1);
                                    throw std::bad_alloc();
                                  }),
                 std::bad_alloc);
  });
  started.WaitForNotification();
  Follower follower(flights);
  EXPECT_EQ(**follower.Join(), "by a follower");
  leader.join();
}

TEST(SingleFlight, AResultThatCameInSpiteOfCancellationServesTheOthers) {
  SingleFlight flights;
  Leader leader(flights);
  Follower follower(flights);
  AwaitWaiting(flights, 1);
  leader.call().Cancel();
  ASSERT_TRUE(leader.End(Text("in spite")).ok());
  EXPECT_EQ(**follower.Join(), "in spite");
}

TEST(SingleFlight, ACancelledWaiterLeavesWhileTheLeaderWorksOn) {
  SingleFlight flights;
  Leader leader(flights);
  Follower cancelled(flights);
  Follower patient(flights);
  AwaitWaiting(flights, 2);
  cancelled.call().Cancel();
  EXPECT_EQ(cancelled.Join().status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(**leader.End(Text("value")), "value");
  EXPECT_EQ(**patient.Join(), "value");
}

TEST(SingleFlight, AWaiterLeavesAtItsOwnDeadline) {
  SingleFlight flights;
  Leader leader(flights);
  Follower follower(flights, CallContext::Background().WithDeadline(absl::Now() + absl::Milliseconds(5)));
  EXPECT_EQ(follower.Join().status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(follower.work_count(), 0);
  ASSERT_TRUE(leader.End(Text("value")).ok());
}

}  // namespace
}  // namespace gouji::parse
