#ifndef GOUJI_SERVICES_RUNTIME_TESTING_TEST_SERVER_H_
#define GOUJI_SERVICES_RUNTIME_TESTING_TEST_SERVER_H_

#include <memory>
#include <sstream>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "services/runtime/client.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/runtime.h"
#include "services/runtime/server.h"
#include "services/runtime/server_options.h"
#include "services/runtime/status.h"
#include "services/runtime/testing/echo_service.h"

namespace gouji::runtime::testing {

// An echo server within the test, its log in `log_text`. Set `echo`'s handlers before the first call.
struct TestServer {
  explicit TestServer(const Runtime::Options& runtime_options, ServerOptions options = Local())
      : runtime(runtime_options, Logger("test", LogLevel::kInfo, log_text), metrics), echo(runtime) {
    server = *Server::Start(options, runtime, {&echo});
    server->SetReady(true);
    channel = options.port < 0 ? server->InProcessChannel()
                               : MakeChannel(options.listen + ":" + std::to_string(server->port()), ClientOptions{});
    stub = EchoService::NewStub(channel);
  }

  // No sockets (port 0: a socket), no delays.
  static ServerOptions Local() {
    ServerOptions options;
    options.listen = "127.0.0.1";
    options.port = -1;
    options.drain_delay = absl::ZeroDuration();
    return options;
  }

  absl::Status Call(const std::string& text, std::string* answer = nullptr) {
    grpc::ClientContext context;
    return Call(context, text, answer);
  }

  absl::Status Call(grpc::ClientContext& context, const std::string& text, std::string* answer = nullptr) {
    EchoRequest request;
    request.set_text(text);
    EchoResponse response;
    absl::Status status = FromGrpcStatus(stub->Echo(&context, request, &response));
    if (answer != nullptr) *answer = response.text();
    return status;
  }

  std::ostringstream log_text;
  Metrics metrics;
  Runtime runtime;
  EchoServer echo;
  std::unique_ptr<Server> server;
  std::shared_ptr<grpc::Channel> channel;
  std::unique_ptr<EchoService::Stub> stub;
};

// Returns the reason of the status' google.rpc.ErrorInfo, empty without one.
inline std::string ReasonIn(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
  if (payload.has_value() && info.ParseFromString(std::string(*payload))) return info.reason();
  return {};
}

}  // namespace gouji::runtime::testing

#endif  // GOUJI_SERVICES_RUNTIME_TESTING_TEST_SERVER_H_
