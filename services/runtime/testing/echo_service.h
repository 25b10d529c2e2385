#ifndef GOUJI_SERVICES_RUNTIME_TESTING_ECHO_SERVICE_H_
#define GOUJI_SERVICES_RUNTIME_TESTING_ECHO_SERVICE_H_

#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "grpcpp/support/status.h"
#include "grpcpp/support/sync_stream.h"
#include "services/runtime/call.h"
#include "services/runtime/runtime.h"
#include "services/runtime/unary.h"
#include "testing/echo.grpc.pb.h"
#include "testing/echo.pb.h"

namespace gouji::runtime::testing {

// Answers with what it was sent, unless a test gives it something else to do. Not for production.
class EchoServer : public EchoService::WithCallbackMethod_Echo<EchoService::Service> {
 public:
  using Stream = grpc::ServerReaderWriter<EchoResponse, EchoRequest>;

  explicit EchoServer(Runtime& runtime) : runtime_(runtime) {}

  // Set before the first call.
  std::function<absl::Status(const CallContext&, const EchoRequest&, EchoResponse&)> on_echo =
      [](const CallContext&, const EchoRequest& request, EchoResponse& response) {
        response.set_text(request.text());
        return absl::OkStatus();
      };
  std::function<absl::Status(const CallContext&, Stream&)> on_echo_many = [](const CallContext&, Stream& stream) {
    EchoRequest request;
    while (stream.Read(&request)) {
      EchoResponse response;
      response.set_text(request.text());
      stream.Write(response);
    }
    return absl::OkStatus();
  };

  grpc::ServerUnaryReactor* Echo(grpc::CallbackServerContext* context, const EchoRequest* request,
                                 EchoResponse* response) override {
    return ServeUnary(runtime_, "EchoService/Echo", context, request, response, on_echo);
  }

  grpc::Status EchoMany(grpc::ServerContext* context, Stream* stream) override {
    return ServeStream(runtime_, "EchoService/EchoMany", context,
                       [&](const CallContext& call) { return on_echo_many(call, *stream); });
  }

 private:
  Runtime& runtime_;
};

}  // namespace gouji::runtime::testing

#endif  // GOUJI_SERVICES_RUNTIME_TESTING_ECHO_SERVICE_H_
