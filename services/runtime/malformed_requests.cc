#include "services/runtime/malformed_requests.h"

#include <utility>

#include "services/runtime/runtime.h"
#include "services/runtime/status.h"

namespace gouji::runtime {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerRpcInfo;

class MalformedRequestInterceptor final : public Interceptor {
 public:
  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      const grpc::Status status = methods->GetSendStatus();
      if (status.error_code() == grpc::StatusCode::UNIMPLEMENTED && status.error_message().empty()) {
        methods->ModifySendStatus(ToGrpcStatus(MalformedRequestError()));
      }
    }
    methods->Proceed();
  }
};

class Factory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  // What is not unary stays alone; so do methods that are not there, which are streams to gRPC.
  Interceptor* CreateServerInterceptor(ServerRpcInfo* call) override {
    return call->type() == ServerRpcInfo::Type::UNARY ? new MalformedRequestInterceptor : nullptr;  // taken over
  }
};

}  // namespace

absl::Status MalformedRequestError() {
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, "MALFORMED_REQUEST", kErrorDomain,
                         "the bytes are no message of the method; texts must be UTF-8");
}

std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> MalformedRequestInterceptors() {
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> factories;
  factories.push_back(std::make_unique<Factory>());
  return factories;
}

}  // namespace gouji::runtime
