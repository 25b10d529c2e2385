#ifndef GOUJI_SERVICES_CLI_TESTING_METHOD_TRANSPORT_H_
#define GOUJI_SERVICES_CLI_TESTING_METHOD_TRANSPORT_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "services/runtime/inbound.h"
#include "services/runtime/status.h"

namespace gouji::cli {

// A way to call any method of the gateway, known by its descriptor alone.
class MethodTransport {
 public:
  virtual ~MethodTransport() = default;

  virtual std::string name() const = 0;

  // Calls a method with one request and returns its first answer. `authorization` is the header; empty: none.
  virtual absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Call(
      const google::protobuf::MethodDescriptor& method, const google::protobuf::Message& request,
      const std::string& authorization) = 0;
};

class GrpcTransport final : public MethodTransport {
 public:
  explicit GrpcTransport(const std::shared_ptr<grpc::Channel>& channel) : stub_(channel) {}

  std::string name() const override { return "gRPC"; }

  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Call(const google::protobuf::MethodDescriptor& method,
                                                                  const google::protobuf::Message& request,
                                                                  const std::string& authorization) override {
    grpc::CompletionQueue queue;
    grpc::ClientContext context;
    if (!authorization.empty()) context.AddMetadata(runtime::kAuthorizationKey, authorization);
    const auto call = stub_.PrepareCall(&context, "/" + method.service()->full_name() + "/" + method.name(), &queue);
    call->StartCall(nullptr);
    Wait(queue);
    const grpc::Slice bytes(request.SerializeAsString());
    call->WriteLast(grpc::ByteBuffer(&bytes, 1), grpc::WriteOptions(), nullptr);
    Wait(queue);  // a call that is refused at once takes nothing
    std::unique_ptr<google::protobuf::Message> first;
    grpc::ByteBuffer buffer;
    for (call->Read(&buffer, nullptr); Wait(queue); call->Read(&buffer, nullptr)) {
      if (first != nullptr) continue;
      first.reset(google::protobuf::MessageFactory::generated_factory()->GetPrototype(method.output_type())->New());
      grpc::Slice slice;
      if (!buffer.DumpToSingleSlice(&slice).ok() ||
          !first->ParseFromArray(slice.begin(), static_cast<int>(slice.size()))) {
        return absl::InternalError("no " + method.output_type()->full_name());
      }
    }
    grpc::Status status;
    call->Finish(&status, nullptr);
    Wait(queue);
    if (!status.ok()) return runtime::FromGrpcStatus(status);
    if (first == nullptr) return absl::InternalError("no answer");
    return first;
  }

 private:
  static bool Wait(grpc::CompletionQueue& queue) {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  }

  grpc::GenericStub stub_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TESTING_METHOD_TRANSPORT_H_
