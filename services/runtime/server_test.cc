#include "services/runtime/server.h"

#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpc/health/v1/health.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "services/runtime/call.h"
#include "services/runtime/testing/test_server.h"

namespace gouji::runtime::testing {
namespace {

using ::grpc::health::v1::Health;
using ::grpc::health::v1::HealthCheckRequest;
using ::grpc::health::v1::HealthCheckResponse;
using ::testing::HasSubstr;

HealthCheckResponse::ServingStatus HealthOf(const std::shared_ptr<grpc::Channel>& channel, const std::string& name) {
  grpc::ClientContext context;
  HealthCheckRequest request;
  request.set_service(name);
  HealthCheckResponse response;
  const grpc::Status status = Health::NewStub(channel)->Check(&context, request, &response);
  return status.ok() ? response.status() : HealthCheckResponse::UNKNOWN;
}

ServerOptions OverTcp() {
  ServerOptions options = TestServer::Local();
  options.port = 0;
  return options;
}

TEST(Server, IsAliveButNotReadyUntilSaidSo) {
  TestServer server({});
  server.server->SetReady(false);
  EXPECT_EQ(HealthOf(server.channel, ""), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(HealthOf(server.channel, "readiness"), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(HealthOf(server.channel, "liveness"), HealthCheckResponse::SERVING);
  server.server->SetReady(true);
  EXPECT_EQ(HealthOf(server.channel, ""), HealthCheckResponse::SERVING);
  EXPECT_EQ(HealthOf(server.channel, "readiness"), HealthCheckResponse::SERVING);
}

TEST(Server, StartsNotReady) {
  Metrics metrics;
  Runtime runtime({}, Logger::Silent(), metrics);
  const auto server = Server::Start(TestServer::Local(), runtime, {});
  ASSERT_TRUE(server.ok()) << server.status();
  EXPECT_EQ(HealthOf((*server)->InProcessChannel(), "readiness"), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ((*server)->port(), -1);
  EXPECT_EQ((*server)->metrics_port(), -1);
}

TEST(Server, WhileItDrainsItIsNotReadyButAliveAndStillAnswers) {
  ServerOptions options = TestServer::Local();
  options.drain_delay = absl::Seconds(2);
  TestServer server({}, options);
  grpc::ClientContext watch_context;
  HealthCheckRequest request;
  request.set_service("readiness");
  const auto health_stub = Health::NewStub(server.channel);
  const auto watch = health_stub->Watch(&watch_context, request);
  HealthCheckResponse state;
  ASSERT_TRUE(watch->Read(&state));
  EXPECT_EQ(state.status(), HealthCheckResponse::SERVING);
  std::thread drainer([&] { server.server->Drain(); });
  ASSERT_TRUE(watch->Read(&state));
  EXPECT_EQ(state.status(), HealthCheckResponse::NOT_SERVING);
  // The delay has begun: calls are still taken, and nothing makes the server ready again.
  EXPECT_EQ(HealthOf(server.channel, "liveness"), HealthCheckResponse::SERVING);
  EXPECT_TRUE(server.Call("x").ok());
  server.server->SetReady(true);
  EXPECT_EQ(HealthOf(server.channel, "readiness"), HealthCheckResponse::NOT_SERVING);
  watch_context.TryCancel();
  drainer.join();
}

TEST(Server, AfterTheDrainNobodyAnswers) {
  TestServer server({}, OverTcp());
  EXPECT_TRUE(server.Call("x").ok());
  server.server->Drain();
  EXPECT_EQ(server.Call("x").code(), absl::StatusCode::kUnavailable);
}

TEST(Server, ARunningCallMayEndDuringTheDrain) {
  TestServer server({}, OverTcp());
  absl::Notification running;
  server.echo.on_echo = [&](const CallContext& call, const EchoRequest&, EchoResponse&) {
    running.Notify();
    while (!server.runtime.refusing()) std::this_thread::yield();
    return call.Check();
  };
  std::thread caller([&] { EXPECT_TRUE(server.Call("x").ok()); });
  running.WaitForNotification();
  server.server->Drain();
  caller.join();
}

TEST(Server, ACallThatDoesNotEndIsCancelledAfterTheTimeout) {
  ServerOptions options = OverTcp();
  options.shutdown_timeout = absl::Milliseconds(20);
  TestServer server({}, options);
  absl::Notification running;
  server.echo.on_echo = [&](const CallContext& call, const EchoRequest&, EchoResponse&) {
    running.Notify();
    return call.Sleep(absl::Hours(1));
  };
  std::thread caller([&] { EXPECT_FALSE(server.Call("x").ok()); });
  running.WaitForNotification();
  server.server->Drain();
  caller.join();
}

TEST(Server, WritesItsPortsToFiles) {
  ServerOptions options = OverTcp();
  options.metrics_port = 0;
  options.port_file = ::testing::TempDir() + "/gouji_server_test_port";
  options.metrics_port_file = options.port_file + "_metrics";
  TestServer server({}, options);
  int port = 0;
  std::ifstream(options.port_file) >> port;
  EXPECT_EQ(port, server.server->port());
  EXPECT_GT(port, 0);
  std::ifstream(options.metrics_port_file) >> port;
  EXPECT_EQ(port, server.server->metrics_port());
}

TEST(Server, APortThatIsTakenIsUnavailable) {
  ServerOptions options = OverTcp();
  TestServer server({}, options);
  Metrics metrics;
  Runtime runtime({}, Logger::Silent(), metrics);
  options.port = server.server->port();
  EXPECT_EQ(Server::Start(options, runtime, {}).status().code(), absl::StatusCode::kUnavailable);
}

TEST(Server, OptionsThatDoNotValidateAreRefused) {
  ServerOptions options = TestServer::Local();
  options.port = 70000;
  options.stream_limit = 0;
  Metrics metrics;
  Runtime runtime({}, Logger::Silent(), metrics);
  const absl::Status status = Server::Start(options, runtime, {}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("port: must be -1 to 65535"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("stream_limit: must be at least 1"));
}

TEST(Server, AMessageBeyondTheLimitIsRefused) {
  ServerOptions options = OverTcp();
  options.max_message_bytes = 1024;
  TestServer server({}, options);
  EXPECT_EQ(server.Call(std::string(2000, 'x')).code(), absl::StatusCode::kResourceExhausted);
}

TEST(Server, DrainsWhatStandsInFrontOfItWhileItsCallsStillWork) {
  TestServer server({});
  absl::Status during;
  server.server->OnDrain([&](absl::Time limit) {
    EXPECT_GT(limit, absl::Now());
    during = server.Call("x");
  });
  server.server->Drain();
  EXPECT_EQ(ReasonIn(during), "DRAINING");
}

}  // namespace
}  // namespace gouji::runtime::testing
