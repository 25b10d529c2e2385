#ifndef GOUJI_SERVICES_RUNTIME_UNARY_H_
#define GOUJI_SERVICES_RUNTIME_UNARY_H_

#include <cstddef>
#include <string_view>
#include <utility>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "grpcpp/support/status.h"
#include "services/runtime/call.h"
#include "services/runtime/runtime.h"

namespace gouji::runtime {

// Runs `handler` on the executor of `runtime` and answers with its status. `method` is "package.Service/Method",
// `byte_count` the size of the request.
grpc::ServerUnaryReactor* ServeUnaryErased(Runtime& runtime, std::string_view method,
                                           grpc::CallbackServerContext* context, std::size_t byte_count,
                                           absl::AnyInvocable<absl::Status(const CallContext&)> handler);

// Serves one unary RPC of the callback API. Every unary method of the suite is this one statement:
//
//   grpc::ServerUnaryReactor* Get(grpc::CallbackServerContext* context, const GetRequest* request,
//                                 GetResponse* response) override {
//     return ServeUnary(runtime_, "pkg.v1.ThingService/Get", context, request, response,
//                       [this](const CallContext& call, const GetRequest& in, GetResponse& out) {
//                         return GetImpl(call, in, out);
//                       });
//   }
//
// The handler runs on a worker thread, may block, and has a deadline (the client's, or the ceiling of the runtime) and
// a cancellation that it should look at now and then. It is not run at all when the deadline has passed or the caller
// has gone before a worker was free. Answers of its own: RESOURCE_EXHAUSTED (reason OVERLOADED, with a RetryInfo) when
// the queue, or the client's share of it, is full, or an interactive call waited longer than
// Executor::Options::queue_time_limit, UNAVAILABLE (reason DRAINING) while shutting down, INTERNAL when the
// handler throws. Each call is counted (rpc_metrics.h) and logged in one line without payload; INTERNAL, UNKNOWN and
// DATA_LOSS are logged in full and answered without their text.
template <typename Request, typename Response, typename Handler>
grpc::ServerUnaryReactor* ServeUnary(Runtime& runtime, std::string_view method, grpc::CallbackServerContext* context,
                                     const Request* request, Response* response, Handler handler) {
  return ServeUnaryErased(
      runtime, method, context, request->ByteSizeLong(),
      [request, response, handler = std::move(handler)](const CallContext& call) mutable -> absl::Status {
        return handler(call, *request, *response);
      });
}

// The same for a method of the synchronous API, which streams use: runs `handler` in this thread, which gRPC made for
// the stream. The call is cancelled some 20 ms after its caller has gone. At most Runtime::Options::stream_limit at
// once, then OVERLOADED.
//
//   grpc::Status Follow(grpc::ServerContext* context, const FollowRequest* request,
//                       grpc::ServerWriter<FollowResponse>* writer) override {
//     return ServeStream(runtime_, "pkg.v1.ThingService/Follow", context,
//                        [&](const CallContext& call) { return FollowImpl(call, *request, *writer); });
//   }
grpc::Status ServeStream(Runtime& runtime, std::string_view method, grpc::ServerContext* context,
                         absl::FunctionRef<absl::Status(const CallContext&)> handler);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_UNARY_H_
