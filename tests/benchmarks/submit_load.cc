#include "tests/benchmarks/submit_load.h"

#include <cstddef>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "fmt/format.h"
#include "gouji/gateway/v1/gateway_service.grpc.pb.h"
#include "grpcpp/client_context.h"
#include "services/runtime/status.h"

namespace gouji::benchmarks {

absl::StatusOr<absl::Duration> SubmitAll(const std::shared_ptr<grpc::Channel>& channel,
                                         std::span<const std::string> documents, statistics::v1::Outcome expected) {
  const auto stub = gateway::v1::GatewayService::NewStub(channel);
  const absl::Time start = absl::Now();
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(start + absl::Minutes(10)));
  const auto stream = stub->SubmitDocuments(&context);
  std::thread writer([&] {
    for (std::size_t i = 0; i < documents.size(); ++i) {
      gateway::v1::SubmitDocumentsRequest chunk;
      chunk.set_item_id(fmt::format("{}", i));
      chunk.set_data(documents[i]);
      chunk.set_last(true);
      if (!stream->Write(chunk)) break;
    }
    stream->WritesDone();
  });
  std::size_t result_count = 0;
  absl::Status wrong;
  gateway::v1::SubmitDocumentsResponse result;
  while (stream->Read(&result)) {
    ++result_count;
    if (!result.has_receipt() || result.receipt().outcome() != expected) {
      wrong = absl::InternalError(fmt::format("not the result that must come: {}", result.ShortDebugString()));
    }
  }
  writer.join();
  const absl::Status status = runtime::FromGrpcStatus(stream->Finish());
  if (!status.ok()) return status;
  if (!wrong.ok()) return wrong;
  if (result_count != documents.size()) return absl::InternalError("another number of results than of items");
  return absl::Now() - start;
}

}  // namespace gouji::benchmarks
