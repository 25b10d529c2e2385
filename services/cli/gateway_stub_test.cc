#include "services/cli/gateway_stub.h"

#include <memory>
#include <optional>
#include <string>

#include "gouji/gateway/v1/gateway_service.grpc.pb.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "grpcpp/server_context.h"
#include "gtest/gtest.h"
#include "services/runtime/inbound.h"
#include "services/runtime/trace.h"

namespace gouji::cli {
namespace {

// A gateway that ends every stream at once and keeps what the client said of itself.
class FakeGateway : public gateway::v1::GatewayService::Service {
 public:
  grpc::Status SubmitDocuments(grpc::ServerContext* context,
                               grpc::ServerReaderWriter<gateway::v1::SubmitDocumentsResponse,
                                                        gateway::v1::SubmitDocumentsRequest>* /*stream*/) override {
    const auto value = [context](const char* key) -> std::string {
      const auto found = context->client_metadata().find(key);
      if (found == context->client_metadata().end()) return "";
      return {found->second.data(), found->second.size()};
    };
    traceparent = value(runtime::kTraceparentKey);
    request_id = value(runtime::kRequestIdKey);
    return grpc::Status::OK;
  }

  std::string traceparent;
  std::string request_id;
};

TEST(GatewayStub, StreamsCarryATraceAndARequestIdOfTheirOwn) {
  FakeGateway service;
  grpc::ServerBuilder builder;
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  const std::unique_ptr<GatewayClient> client = MakeGatewayStub(server->InProcessChannel({}), Transport::kInProcess);

  ASSERT_TRUE(client->SubmitDocuments()->Finish().ok());
  const std::optional<runtime::TraceContext> first = runtime::TraceContext::Parse(service.traceparent);
  ASSERT_TRUE(first.has_value()) << service.traceparent;
  EXPECT_FALSE(service.request_id.empty());

  ASSERT_TRUE(client->SubmitDocuments()->Finish().ok());
  const std::optional<runtime::TraceContext> second = runtime::TraceContext::Parse(service.traceparent);
  ASSERT_TRUE(second.has_value()) << service.traceparent;
  EXPECT_NE(second->trace_id, first->trace_id);
}

}  // namespace
}  // namespace gouji::cli
