#include "services/runtime/unary.h"

#include <atomic>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "services/runtime/call.h"
#include "services/runtime/client.h"
#include "services/runtime/gatekeeper.h"
#include "services/runtime/inbound.h"
#include "services/runtime/priority.h"
#include "services/runtime/status.h"
#include "services/runtime/testing/test_server.h"

namespace gouji::runtime::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ServeUnary, AnswersCountsAndLogsWithoutPayload) {
  TestServer server({});
  grpc::ClientContext context;
  context.AddMetadata("x-request-id", "req-1");
  context.AddMetadata("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  std::string answer;
  EXPECT_TRUE(server.Call(context, "payload-text", &answer).ok());
  EXPECT_EQ(answer, "payload-text");
  const auto id = context.GetServerInitialMetadata().find("x-request-id");
  ASSERT_NE(id, context.GetServerInitialMetadata().end());
  EXPECT_EQ(id->second, "req-1");
  EXPECT_THAT(server.metrics.ToText(),
              HasSubstr(R"(gouji_rpc_server_calls_total{code="OK",method="EchoService/Echo"} 1)"));
  EXPECT_THAT(server.metrics.ToText(),
              HasSubstr(R"(gouji_rpc_server_duration_seconds_count{method="EchoService/Echo"} 1)"));
  EXPECT_THAT(server.metrics.ToText(), HasSubstr(R"(gouji_rpc_server_active_calls{method="EchoService/Echo"} 0)"));
  const std::string log = server.log_text.str();
  EXPECT_THAT(log, HasSubstr(R"("event":"rpc","method":"EchoService/Echo","code":"OK")"));
  EXPECT_THAT(log, HasSubstr(R"("request_id":"req-1","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736")"));
  EXPECT_THAT(log, Not(HasSubstr("payload-text")));
}

TEST(ServeUnary, AnOddRequestIdIsReplaced) {
  TestServer server({});
  grpc::ClientContext context;
  context.AddMetadata("x-request-id", "a b\"c");
  EXPECT_TRUE(server.Call(context, "x").ok());
  EXPECT_THAT(server.log_text.str(), Not(HasSubstr("a b")));
}

TEST(ServeUnary, BelievesWhoseCallItIsWithinTheProcessAlone) {
  for (const int port : {-1, 0}) {
    ServerOptions options = TestServer::Local();
    options.port = port;
    TestServer server({}, options);
    std::string client;
    server.echo.on_echo = [&](const CallContext& call, const EchoRequest&, EchoResponse&) {
      client = call.client();
      return absl::OkStatus();
    };
    grpc::ClientContext context;
    context.AddMetadata(kOriginPeerKey, "ipv4:192.0.2.1:40312");
    EXPECT_TRUE(server.Call(context, "x").ok());
    EXPECT_EQ(client, port < 0 ? "ipv4:192.0.2.1" : "ipv4:127.0.0.1");
  }
}

TEST(ServeUnary, AnErrorArrivesWithItsReason) {
  TestServer server({});
  server.echo.on_echo = [](const CallContext&, const EchoRequest&, EchoResponse&) {
    return ErrorWithReason(absl::StatusCode::kNotFound, "NO_SUCH", "example", "not here");
  };
  const absl::Status status = server.Call("x");
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(std::string(status.message()), "not here");
  EXPECT_EQ(ReasonIn(status), "NO_SUCH");
  EXPECT_THAT(server.log_text.str(), HasSubstr(R"("code":"NOT_FOUND","reason":"NO_SUCH")"));
  EXPECT_THAT(server.metrics.ToText(), HasSubstr(R"(calls_total{code="NOT_FOUND",method="EchoService/Echo"} 1)"));
  EXPECT_THAT(server.metrics.ToText(),
              HasSubstr(R"(errors_total{code="NOT_FOUND",method="EchoService/Echo",reason="NO_SUCH"} 1)"));
}

TEST(ServeUnary, AnInternalErrorIsLoggedInFullAndAnsweredWithout) {
  TestServer server({});
  server.echo.on_echo = [](const CallContext&, const EchoRequest&, EchoResponse&) {
    return absl::InternalError("row 7 of table secrets");
  };
  const absl::Status status = server.Call("x");
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("secrets")));
  EXPECT_THAT(server.log_text.str(), HasSubstr("row 7 of table secrets"));
}

TEST(ServeUnary, AnExceptionBecomesInternal) {
  TestServer server({});
  server.echo.on_echo = [](const CallContext&, const EchoRequest& request, EchoResponse&) -> absl::Status {
    if (request.text() == "memory") throw std::bad_alloc();
    throw std::runtime_error("oops");
  };
  EXPECT_EQ(server.Call("memory").code(), absl::StatusCode::kInternal);
  EXPECT_EQ(server.Call("other").code(), absl::StatusCode::kInternal);
  EXPECT_THAT(server.log_text.str(), HasSubstr("exception: oops"));
}

TEST(ServeUnary, AFullQueueIsOverloaded) {
  TestServer server({.executor = {.thread_count = 1, .queue_limit = 0}, .stream_limit = 3});
  absl::Notification running;
  absl::Notification release;
  server.echo.on_echo = [&](const CallContext&, const EchoRequest&, EchoResponse&) {
    running.Notify();
    release.WaitForNotification();
    return absl::OkStatus();
  };
  std::thread first([&] { EXPECT_TRUE(server.Call("x").ok()); });
  running.WaitForNotification();
  const absl::Status status = server.Call("y");
  const std::string meanwhile = server.metrics.ToText();
  release.Notify();
  first.join();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonIn(status), "OVERLOADED");
  EXPECT_THAT(meanwhile, HasSubstr("gouji_rpc_server_running_calls 1\n"));
  EXPECT_THAT(meanwhile, HasSubstr("gouji_rpc_server_queue_waiting_calls 0\n"));
  EXPECT_THAT(meanwhile, HasSubstr("gouji_rpc_server_queue_limit_calls 0\n"));
  EXPECT_THAT(meanwhile, HasSubstr("gouji_rpc_server_threads 1\n"));
  EXPECT_THAT(meanwhile, HasSubstr("gouji_rpc_server_stream_limit 3\n"));
  EXPECT_THAT(meanwhile, HasSubstr(R"(code="RESOURCE_EXHAUSTED",method="EchoService/Echo",reason="OVERLOADED"} 1)"));
  EXPECT_THAT(server.metrics.ToText(), HasSubstr("gouji_rpc_server_running_calls 0\n"));
  EXPECT_THAT(server.metrics.ToText(), HasSubstr("gouji_rpc_server_queue_wait_seconds_count 1\n"));
}

TEST(ServeUnary, ACallWhoseCallerLeftWhileItWaitedIsNotRun) {
  TestServer server({.executor = {.thread_count = 1, .queue_limit = 1}});
  absl::Notification running;
  absl::Notification release;
  std::atomic<int> run_count = 0;
  server.echo.on_echo = [&](const CallContext&, const EchoRequest&, EchoResponse&) {
    if (++run_count == 1) running.Notify();
    release.WaitForNotification();
    return absl::OkStatus();
  };
  std::thread first([&] { EXPECT_TRUE(server.Call("x").ok()); });
  running.WaitForNotification();
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Milliseconds(30)));
  EXPECT_EQ(server.Call(context, "y").code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_THAT(server.metrics.ToText(), HasSubstr("gouji_rpc_server_queue_waiting_calls 1\n"));
  release.Notify();
  first.join();
  server.server->Drain();
  EXPECT_EQ(run_count, 1);
}

// Makes a call of `priority` wait for the only thread beyond the limit, and returns its status.
absl::Status CallThatWaitedTooLong(Priority priority) {
  TestServer server({.executor = {.thread_count = 1, .queue_limit = 1, .queue_time_limit = absl::Milliseconds(10)}});
  absl::Notification running;
  absl::Notification release;
  server.echo.on_echo = [&](const CallContext&, const EchoRequest& request, EchoResponse&) {
    if (request.text() != "first") return absl::OkStatus();
    running.Notify();
    release.WaitForNotification();
    return absl::OkStatus();
  };
  std::thread first([&] { EXPECT_TRUE(server.Call("first").ok()); });
  running.WaitForNotification();
  absl::Status status;
  std::thread second([&] {
    grpc::ClientContext context;
    if (priority == Priority::kBatch) context.AddMetadata(kPriorityKey, kBatchValue);
    status = server.Call(context, "second");
  });
  while (server.runtime.executor().waiting_count() == 0) std::this_thread::yield();
  const absl::Time too_late = absl::Now() + absl::Milliseconds(20);
  while (absl::Now() < too_late) std::this_thread::yield();
  release.Notify();
  first.join();
  second.join();
  return status;
}

TEST(ServeUnary, AnInteractiveCallThatWaitedTooLongIsRefused) {
  const absl::Status status = CallThatWaitedTooLong(Priority::kInteractive);
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonIn(status), "OVERLOADED");
}

TEST(ServeUnary, ACallOfABatchMayWait) { EXPECT_TRUE(CallThatWaitedTooLong(Priority::kBatch).ok()); }

TEST(ServeUnary, ADrainingServerSendsCallsElsewhere) {
  TestServer server({});
  server.runtime.RefuseCalls();
  const absl::Status status = server.Call("x");
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonIn(status), "DRAINING");
}

TEST(ServeUnary, CancellationStopsARunningHandler) {
  TestServer server({});
  absl::Notification running;
  absl::Notification stopped;
  server.echo.on_echo = [&](const CallContext& call, const EchoRequest&, EchoResponse&) {
    running.Notify();
    absl::Status status = call.Sleep(absl::Hours(1));
    stopped.Notify();
    return status;
  };
  grpc::ClientContext context;
  std::thread caller([&] { EXPECT_EQ(server.Call(context, "x").code(), absl::StatusCode::kCancelled); });
  running.WaitForNotification();
  context.TryCancel();
  caller.join();
  stopped.WaitForNotification();
}

TEST(ServeUnary, TheCeilingBoundsCallsWithoutDeadline) {
  TestServer server({.deadline_ceiling = absl::Milliseconds(20)});
  server.echo.on_echo = [](const CallContext& call, const EchoRequest&, EchoResponse&) {
    return call.Sleep(absl::Hours(1));
  };
  EXPECT_EQ(server.Call("x").code(), absl::StatusCode::kDeadlineExceeded);
}

TEST(ServeUnary, TheHandlerSeesTheDeadlineOfTheClient) {
  TestServer server({});
  absl::Duration remaining;
  server.echo.on_echo = [&](const CallContext& call, const EchoRequest&, EchoResponse&) {
    remaining = call.Remaining();
    return absl::OkStatus();
  };
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(20)));
  EXPECT_TRUE(server.Call(context, "x").ok());
  EXPECT_GT(remaining, absl::Seconds(10));
  // gRPC rounds time-outs up on the wire.
  EXPECT_LE(remaining, absl::Seconds(21));
}

TEST(ServeStream, AnswersCountsAndLogs) {
  TestServer server({});
  grpc::ClientContext context;
  const auto stream = server.stub->EchoMany(&context);
  EchoRequest request;
  request.set_text("payload-text");
  ASSERT_TRUE(stream->Write(request));
  EchoResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.text(), "payload-text");
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_THAT(server.metrics.ToText(), HasSubstr(R"(calls_total{code="OK",method="EchoService/EchoMany"} 1)"));
  EXPECT_THAT(server.log_text.str(), HasSubstr(R"("method":"EchoService/EchoMany","code":"OK")"));
  EXPECT_THAT(server.log_text.str(), Not(HasSubstr("payload-text")));
}

TEST(ServeStream, CancellationStopsARunningHandler) {
  TestServer server({});
  absl::Notification running;
  absl::Status ended;
  absl::Notification stopped;
  server.echo.on_echo_many = [&](const CallContext& call, EchoServer::Stream&) {
    running.Notify();
    absl::Status status = call.Sleep(absl::Hours(1));
    ended = status;
    stopped.Notify();  // from here on the test may be over
    return status;
  };
  grpc::ClientContext context;
  const auto stream = server.stub->EchoMany(&context);
  running.WaitForNotification();
  context.TryCancel();
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  stopped.WaitForNotification();
  EXPECT_EQ(ended.code(), absl::StatusCode::kCancelled);
}

TEST(ServeStream, MoreStreamsThanAllowedAreOverloaded) {
  TestServer server({.stream_limit = 1});
  grpc::ClientContext first_context;
  const auto first = server.stub->EchoMany(&first_context);
  EchoRequest request;
  EchoResponse response;
  ASSERT_TRUE(first->Write(request));
  ASSERT_TRUE(first->Read(&response));
  grpc::ClientContext second_context;
  const absl::Status status = FromGrpcStatus(server.stub->EchoMany(&second_context)->Finish());
  EXPECT_EQ(ReasonIn(status), "OVERLOADED");
  EXPECT_THAT(server.metrics.ToText(), HasSubstr("gouji_rpc_server_open_streams 1\n"));
  first->WritesDone();
  EXPECT_TRUE(first->Finish().ok());
  EXPECT_THAT(server.metrics.ToText(), HasSubstr("gouji_rpc_server_open_streams 0\n"));
  grpc::ClientContext third_context;
  const auto third = server.stub->EchoMany(&third_context);
  third->WritesDone();
  EXPECT_TRUE(third->Finish().ok());
}

// Lets in whoever says "Bearer x", under that name.
class Doorkeeper : public Gatekeeper {
 public:
  absl::StatusOr<std::shared_ptr<const Caller>> Admit(const Arrival& arrival) override {
    if (arrival.authorization != "Bearer x") {
      return ErrorWithReason(absl::StatusCode::kUnauthenticated, "WHO", "example", std::string(arrival.method));
    }
    return std::make_shared<const Caller>("x");
  }
};

TEST(Gatekeeper, IsAskedBeforeAnythingIsDoneForACall) {
  Doorkeeper doorkeeper;
  TestServer server({.gatekeeper = &doorkeeper});
  int call_count = 0;
  server.echo.on_echo = [&](const CallContext& call, const EchoRequest&, EchoResponse&) {
    ++call_count;
    EXPECT_EQ(call.caller()->name(), "x");
    EXPECT_EQ(call.client(), "caller:x");
    EXPECT_EQ(call.method(), "EchoService/Echo");
    return absl::OkStatus();
  };
  const absl::Status refused = server.Call("x");
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(ReasonIn(refused), "WHO");
  EXPECT_EQ(refused.message(), "EchoService/Echo");
  EXPECT_EQ(call_count, 0);
  grpc::ClientContext stream_context;
  EXPECT_EQ(ReasonIn(FromGrpcStatus(server.stub->EchoMany(&stream_context)->Finish())), "WHO");

  grpc::ClientContext context;
  AddAuthorization({.token = "x"}, context);
  EXPECT_TRUE(server.Call(context, "x").ok());
  EXPECT_EQ(call_count, 1);
  EXPECT_THAT(server.log_text.str(), HasSubstr(R"("caller":"x")"));
  EXPECT_THAT(server.log_text.str(), Not(HasSubstr("Bearer")));
}

TEST(ServeUnary, ACallCarriesForWhomItsServerWorks) {
  TestServer behind({});
  CallOrigin origin;
  behind.echo.on_echo = [&](const CallContext& call, const EchoRequest&, EchoResponse&) {
    origin = call.origin();
    return absl::OkStatus();
  };
  Doorkeeper doorkeeper;
  TestServer front({.gatekeeper = &doorkeeper});
  front.echo.on_echo = [&](const CallContext& call, const EchoRequest& request, EchoResponse& response) {
    return CallUnary(call, {}, Idempotency::kIdempotent, *behind.stub, &EchoService::StubInterface::Echo, request,
                     &response);
  };
  grpc::ClientContext context;
  AddAuthorization({.token = "x"}, context);
  context.AddMetadata(kOriginCallerKey, "somebody else");
  context.AddMetadata(kOriginPeerKey, "ipv4:192.0.2.1:3456");
  EXPECT_TRUE(front.Call(context, "x").ok());
  EXPECT_EQ(origin.caller, "x") << "what the caller says of itself goes no further";
  EXPECT_EQ(origin.peer, "ipv4:192.0.2.1:3456") << "within the process it is believed from where a call comes";
  EXPECT_EQ(origin.method, "EchoService/Echo");
}

}  // namespace
}  // namespace gouji::runtime::testing
