#include "services/runtime/client.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "grpcpp/channel.h"
#include "gtest/gtest.h"
#include "services/runtime/call.h"
#include "services/runtime/client_metrics.h"
#include "services/runtime/inbound.h"
#include "services/runtime/metrics.h"
#include "services/runtime/priority.h"
#include "services/runtime/status.h"
#include "services/runtime/testing/test_server.h"

namespace gouji::runtime::testing {
namespace {

using ::testing::HasSubstr;

const RetryPolicy kFast = {.attempt_limit = 3, .first_backoff = absl::Milliseconds(1)};

CallContext CallWithin(absl::Duration time) { return CallContext::Background().WithDeadline(absl::Now() + time); }

TEST(OutboundDeadline, IsTheInboundOneLessTheReserve) {
  const absl::Time now = absl::Now();
  const ClientOptions options = {.timeout = absl::Seconds(60), .reserve = absl::Milliseconds(50)};
  const CallContext call = CallContext::Background().WithDeadline(now + absl::Seconds(10));
  EXPECT_EQ(OutboundDeadline(call, options, now), now + absl::Milliseconds(9950));
}

TEST(OutboundDeadline, LeavesHalfOfAShortTime) {
  const absl::Time now = absl::Now();
  const CallContext call = CallContext::Background().WithDeadline(now + absl::Milliseconds(20));
  EXPECT_EQ(OutboundDeadline(call, {.reserve = absl::Milliseconds(50)}, now), now + absl::Milliseconds(10));
}

TEST(OutboundDeadline, IsTheTimeoutWithoutInboundDeadline) {
  const absl::Time now = absl::Now();
  EXPECT_EQ(OutboundDeadline(CallContext::Background(), {.timeout = absl::Seconds(7)}, now), now + absl::Seconds(7));
}

TEST(CallWithRetry, RepeatsAnIdempotentCallThatWasUnavailable) {
  int count = 0;
  const absl::Status status = CallWithRetry(kFast, CallContext::Background(), Idempotency::kIdempotent, [&] {
    return ++count < 3 ? absl::UnavailableError("x") : absl::OkStatus();
  });
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(count, 3);
}

TEST(CallWithRetry, NeverRepeatsACallThatIsNotIdempotent) {
  int count = 0;
  const absl::Status status = CallWithRetry(kFast, CallContext::Background(), Idempotency::kNotIdempotent, [&] {
    ++count;
    return absl::UnavailableError("x");
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(count, 1);
}

TEST(CallWithRetry, TakesACancellationThatNobodyAskedForAsAServerThatIsNotThere) {
  int count = 0;
  absl::Status status = CallWithRetry(kFast, CallContext::Background(), Idempotency::kIdempotent,
                                      [&] { return ++count < 3 ? absl::CancelledError("x") : absl::OkStatus(); });
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(count, 3);
  status = CallWithRetry(kFast, CallContext::Background(), Idempotency::kNotIdempotent,
                         [&] { return absl::CancelledError("x"); });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);

  const CallContext call = CallContext::Background();
  status = CallWithRetry(kFast, call, Idempotency::kIdempotent, [&] {
    call.Cancel();
    return absl::CancelledError("x");
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
}

TEST(CallWithRetry, RepeatsNothingButUnavailable) {
  for (int code = 1; code <= 16; ++code) {
    if (code == static_cast<int>(absl::StatusCode::kUnavailable)) continue;
    if (code == static_cast<int>(absl::StatusCode::kCancelled)) continue;  // see above
    int count = 0;
    const absl::Status status = CallWithRetry(kFast, CallContext::Background(), Idempotency::kIdempotent, [&] {
      ++count;
      return absl::Status(static_cast<absl::StatusCode>(code), "x");
    });
    EXPECT_EQ(count, 1) << code;
    EXPECT_EQ(static_cast<int>(status.code()), code);
  }
}

TEST(CallWithRetry, GivesUpAfterTheLastAttempt) {
  int count = 0;
  const absl::Status status = CallWithRetry(kFast, CallContext::Background(), Idempotency::kIdempotent, [&] {
    ++count;
    return absl::UnavailableError("x");
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(count, 3);
}

TEST(CallWithRetry, DoesNotWaitBeyondTheDeadline) {
  const RetryPolicy slow = {.attempt_limit = 9, .first_backoff = absl::Hours(2), .max_backoff = absl::Hours(2)};
  int count = 0;
  const absl::Status status = CallWithRetry(slow, CallWithin(absl::Minutes(10)), Idempotency::kIdempotent, [&] {
    ++count;
    return absl::UnavailableError("x");
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(count, 1);
}

TEST(CallWithRetry, AWaitEndsAtCancellation) {
  const RetryPolicy slow = {.attempt_limit = 9, .first_backoff = absl::Hours(2), .max_backoff = absl::Hours(2)};
  const CallContext call = CallContext::Background();
  std::thread canceller;
  const absl::Status status = CallWithRetry(slow, call, Idempotency::kIdempotent, [&] {
    canceller = std::thread([&call] { call.Cancel(); });
    return absl::UnavailableError("x");
  });
  canceller.join();
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
}

TEST(CallWithRetry, MakesNoAttemptAfterTheDeadline) {
  int count = 0;
  const absl::Status status = CallWithRetry(kFast, CallWithin(-absl::Seconds(1)), Idempotency::kIdempotent, [&] {
    ++count;
    return absl::OkStatus();
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(count, 0);
}

absl::Status Echo(const CallContext& call, EchoService::Stub& stub, EchoResponse* response) {
  return CallUnary(call, {.retry = kFast}, Idempotency::kIdempotent, stub, &EchoService::StubInterface::Echo,
                   EchoRequest(), response);
}

TEST(CallUnary, CarriesDeadlineRequestIdAndTrace) {
  TestServer server({});
  std::string request_id;
  TraceContext trace;
  absl::Time deadline;
  server.echo.on_echo = [&](const CallContext& call, const EchoRequest&, EchoResponse&) {
    request_id = call.request_id();
    trace = call.trace();
    deadline = call.deadline();
    return absl::OkStatus();
  };
  const CallContext call = CallWithin(absl::Seconds(20));
  EchoResponse response;
  ASSERT_TRUE(Echo(call, *server.stub, &response).ok());
  EXPECT_EQ(request_id, call.request_id());
  EXPECT_EQ(trace.trace_id, call.trace().trace_id);
  EXPECT_NE(trace.span_id, call.trace().span_id);
  EXPECT_LT(deadline, call.deadline());
  EXPECT_GT(deadline, call.deadline() - absl::Seconds(5));
}

TEST(CallUnary, CountsAttempts) {
  TestServer server({});
  int call_count = 0;
  server.echo.on_echo = [&](const CallContext&, const EchoRequest&, EchoResponse&) {
    return ++call_count < 3 ? absl::UnavailableError("not yet") : absl::OkStatus();
  };
  Metrics metrics;
  ClientOptions options = {.retry = kFast};
  options.metrics = std::make_shared<ClientMetrics>(metrics, "echo");
  EchoResponse response;
  EXPECT_TRUE(CallUnary(CallWithin(absl::Seconds(20)), options, Idempotency::kIdempotent, *server.stub,
                        &EchoService::StubInterface::Echo, EchoRequest(), &response)
                  .ok());
  const std::string text = metrics.ToText();
  EXPECT_THAT(text, HasSubstr("gouji_rpc_client_attempts_total{backend=\"echo\",code=\"UNAVAILABLE\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("gouji_rpc_client_attempts_total{backend=\"echo\",code=\"OK\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("gouji_rpc_client_retries_total{backend=\"echo\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("gouji_rpc_client_attempt_duration_seconds_count{backend=\"echo\"} 3\n"));
}

TEST(CallUnary, AnItemOfABatchWaitsForRoomAndWhoeverWaitsForAnAnswerIsToldAtOnce) {
  TestServer server({});
  std::vector<Priority> priorities;
  server.echo.on_echo = [&](const CallContext& inbound, const EchoRequest&, EchoResponse&) {
    priorities.push_back(inbound.priority());
    return priorities.size() < 6 ? OverloadedError() : absl::OkStatus();
  };
  const ClientOptions options = {.retry = kFast};
  const auto status_of = [&](const CallContext& call) {
    EchoResponse response;
    return CallUnary(call, options, Idempotency::kIdempotent, *server.stub, &EchoService::StubInterface::Echo,
                     EchoRequest(), &response);
  };
  const absl::Status told = status_of(CallWithin(absl::Seconds(20)));
  EXPECT_EQ(ReasonOf(told), kOverloaded);
  google::rpc::RetryInfo retry;
  const auto payload = told.GetPayload("type.googleapis.com/google.rpc.RetryInfo");
  ASSERT_TRUE(payload.has_value() && retry.ParseFromString(std::string(*payload)));
  EXPECT_GT(retry.retry_delay().seconds(), 0);
  EXPECT_TRUE(status_of(CallWithin(absl::Seconds(20)).AsBatch()).ok());
  EXPECT_EQ(priorities, (std::vector<Priority>{Priority::kInteractive, Priority::kBatch, Priority::kBatch,
                                               Priority::kBatch, Priority::kBatch, Priority::kBatch}));
}

TEST(CallUnary, CancellingTheInboundCallCancelsTheOutboundOne) {
  TestServer server({});
  absl::Notification running;
  absl::Notification stopped;
  server.echo.on_echo = [&](const CallContext& call, const EchoRequest&, EchoResponse&) {
    running.Notify();
    absl::Status status = call.Sleep(absl::Hours(1));
    stopped.Notify();
    return status;
  };
  const CallContext call = CallContext::Background();
  std::thread canceller([&] {
    running.WaitForNotification();
    call.Cancel();
  });
  EchoResponse response;
  EXPECT_EQ(Echo(call, *server.stub, &response).code(), absl::StatusCode::kCancelled);
  canceller.join();
  stopped.WaitForNotification();
}

TEST(MakeChannel, ReachesAServerByHostAndPort) {
  ServerOptions options = TestServer::Local();
  options.port = 0;
  TestServer server({}, options);
  const std::shared_ptr<grpc::Channel> channel =
      MakeChannel("127.0.0.1:" + std::to_string(server.server->port()), ClientOptions{});
  const auto stub = EchoService::NewStub(channel);
  EchoResponse response;
  EXPECT_TRUE(Echo(CallWithin(absl::Seconds(30)), *stub, &response).ok());
}

TEST(MakeChannel, ABackendThatIsNotThereIsUnavailable) {
  const auto stub = EchoService::NewStub(MakeChannel("unix:/nonexistent/socket", ClientOptions{}));
  EchoResponse response;
  EXPECT_EQ(Echo(CallWithin(absl::Seconds(30)), *stub, &response).code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace gouji::runtime::testing
