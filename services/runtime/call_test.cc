#include "services/runtime/call.h"

#include <optional>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace gouji::runtime {
namespace {

TEST(CallContext, TheBackgroundCallNeverEnds) {
  const CallContext call = CallContext::Background();
  EXPECT_FALSE(call.IsCancelled());
  EXPECT_TRUE(call.Check().ok());
  EXPECT_EQ(call.Remaining(), absl::InfiniteDuration());
  EXPECT_EQ(call.request_id().size(), 16u);
}

TEST(CallContext, ACancelledCallSaysSoInAllItsCopies) {
  const CallContext call = CallContext::Background();
  const CallContext copy = call.WithDeadline(absl::Now() + absl::Hours(1));
  call.Cancel();
  EXPECT_TRUE(copy.IsCancelled());
  EXPECT_EQ(copy.Check().code(), absl::StatusCode::kCancelled);
}

TEST(CallContext, APassedDeadlineEndsTheCall) {
  const CallContext call = CallContext::Background().WithDeadline(absl::Now() - absl::Seconds(1));
  EXPECT_TRUE(call.IsCancelled());
  EXPECT_EQ(call.Check().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(call.Remaining(), absl::ZeroDuration());
}

TEST(CallContext, ALaterDeadlineDoesNotLengthenACall) {
  const absl::Time deadline = absl::Now() + absl::Seconds(10);
  EXPECT_EQ(CallContext::Background().WithDeadline(deadline).WithDeadline(deadline + absl::Hours(1)).deadline(),
            deadline);
}

TEST(CallContext, SleepEndsAtCancellation) {
  const CallContext call = CallContext::Background();
  std::thread other([&call] { call.Cancel(); });
  EXPECT_EQ(call.Sleep(absl::Hours(1)).code(), absl::StatusCode::kCancelled);
  other.join();
}

TEST(CallContext, SleepEndsAtTheDeadline) {
  const CallContext call = CallContext::Background().WithDeadline(absl::Now() + absl::Milliseconds(10));
  EXPECT_EQ(call.Sleep(absl::Hours(1)).code(), absl::StatusCode::kDeadlineExceeded);
}

TEST(CallContext, CallbacksRunOnceAtCancellation) {
  const CallContext call = CallContext::Background();
  int count = 0;
  const Cancellation::Registration registration = call.OnCancel([&count] { ++count; });
  EXPECT_EQ(count, 0);
  call.Cancel();
  call.Cancel();
  EXPECT_EQ(count, 1);
}

TEST(CallContext, ACallbackRegisteredTooLateRunsAtOnce) {
  const CallContext call = CallContext::Background();
  call.Cancel();
  int count = 0;
  const Cancellation::Registration registration = call.OnCancel([&count] { ++count; });
  EXPECT_EQ(count, 1);
}

TEST(CallContext, ARemovedCallbackDoesNotRun) {
  const CallContext call = CallContext::Background();
  int count = 0;
  {
    const Cancellation::Registration registration = call.OnCancel([&count] { ++count; });
  }
  call.Cancel();
  EXPECT_EQ(count, 0);
}

TEST(CallContext, RemovingARunningCallbackWaitsForIt) {
  const CallContext call = CallContext::Background();
  absl::Notification started;
  bool ended = false;
  std::thread canceller;
  {
    const Cancellation::Registration registration = call.OnCancel([&] {
      started.Notify();
      absl::SleepFor(absl::Milliseconds(5));
      ended = true;
    });
    canceller = std::thread([&call] { call.Cancel(); });
    started.WaitForNotification();
  }
  EXPECT_TRUE(ended);
  canceller.join();
}

TEST(TraceContext, ReadsAndWritesTraceparent) {
  const char kHeader[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  const std::optional<TraceContext> trace = TraceContext::Parse(kHeader);
  ASSERT_TRUE(trace.has_value());
  EXPECT_EQ(trace->trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(trace->flags, 1);
  EXPECT_EQ(trace->ToTraceparent(), kHeader);
  EXPECT_EQ(trace->Child().trace_id, trace->trace_id);
  EXPECT_NE(trace->Child().span_id, trace->span_id);
}

TEST(TraceContext, RefusesMalformedHeaders) {
  for (const char* header : {"", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                             "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                             "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                             "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                             "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
                             "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x"}) {
    EXPECT_FALSE(TraceContext::Parse(header).has_value()) << header;
  }
}

TEST(TraceContext, ReadsHeadersOfLaterVersions) {
  EXPECT_TRUE(TraceContext::Parse("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more").has_value());
}

TEST(TraceContext, MadeContextsAreValid) {
  EXPECT_TRUE(TraceContext::Parse(TraceContext::New().ToTraceparent()).has_value());
}

}  // namespace
}  // namespace gouji::runtime
