#include "tests/load/gateway_load.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <random>
#include <utility>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "gouji/gateway/v1/gateway_service.grpc.pb.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"
#include "services/cli/item_error.h"
#include "services/runtime/status.h"
#include "tests/e2e/process.h"

namespace gouji::load {
namespace {

using gateway::v1::GatewayService;

constexpr int kMaxMessageBytes = 64 << 20;

// A name that the document never had before: neither cache nor register know it by that.
std::string NameAt(absl::Time intended, const NamedDocument& document) {
  return fmt::format("{}-{}", absl::ToUnixNanos(intended), document.name);
}

// A unary call that owns itself until its end.
template <typename Request, typename Response>
struct UnaryArrival {
  grpc::ClientContext context;
  Request request;
  Response response;
};

using Counter = std::shared_ptr<std::atomic<std::uint64_t>>;
Counter NewCounter() { return std::make_shared<std::atomic<std::uint64_t>>(0); }

void StartCheck(GatewayService::Stub& stub, absl::Duration deadline, gateway::v1::CheckDocumentRequest request,
                bool must_be_rejected, absl::Time intended, Recorder& recorder) {
  using Call = UnaryArrival<gateway::v1::CheckDocumentRequest, gateway::v1::CheckDocumentResponse>;
  recorder.Begin(1);
  auto* const call = new Call;
  call->context.set_deadline(absl::ToChronoTime(intended + deadline));
  call->request = std::move(request);
  stub.async()->CheckDocument(
      &call->context, &call->request, &call->response, [=, &recorder](const grpc::Status& status) {
        const std::unique_ptr<Call> own(call);
        const bool is_rejected = call->response.assessment().verdict() == validate::v1::VERDICT_REJECTED;
        recorder.End(intended, runtime::FromGrpcStatus(status), is_rejected == must_be_rejected);
      });
}

// One stream with its items. Deletes itself at its end. The reading and the writing side share nothing.
class Batch
    : public grpc::ClientBidiReactor<gateway::v1::SubmitDocumentsRequest, gateway::v1::SubmitDocumentsResponse> {
 public:
  Batch(GatewayService::Stub& stub, const std::vector<NamedDocument>& documents, std::uint64_t first, int item_count,
        absl::Duration deadline, absl::Time intended, Recorder& recorder)
      : documents_(documents), first_(first), item_count_(item_count), intended_(intended), recorder_(recorder) {
    recorder_.Begin(item_count);
    context_.set_deadline(absl::ToChronoTime(intended + deadline));
    stub.async()->SubmitDocuments(&context_, this);
    StartRead(&result_);
    Write();
    StartCall();
  }

  void OnWriteDone(bool ok) override {
    if (ok) Write();
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    ++result_count_;
    const statistics::v1::Outcome outcome = result_.receipt().outcome();
    const absl::Status status = result_.has_receipt() ? absl::OkStatus() : cli::ItemErrorStatus(result_.error());
    recorder_.End(intended_, status,
                  outcome == statistics::v1::OUTCOME_RECORDED || outcome == statistics::v1::OUTCOME_UNCHANGED);
    StartRead(&result_);
  }

  void OnDone(const grpc::Status& status) override {
    absl::Status ended = runtime::FromGrpcStatus(status);
    if (ended.ok()) ended = absl::DataLossError("no result for an item");
    const std::unique_ptr<Batch> own(this);
    for (; result_count_ < item_count_; ++result_count_) recorder_.End(intended_, ended, false);
  }

 private:
  // In chunks, of which the gateway takes at most a MiB.
  void Write() {
    if (item_ == item_count_) return StartWritesDone();
    constexpr std::size_t kChunkBytes = std::size_t{256} << 10;
    const NamedDocument& document = documents_[(first_ + item_) % documents_.size()];
    chunk_.set_item_id(fmt::format("{}", item_));
    chunk_.set_file_name(NameAt(intended_, document));
    const std::size_t length = std::min(kChunkBytes, document.bytes.size() - sent_);
    chunk_.set_data(document.bytes.data() + sent_, length);
    sent_ += length;
    chunk_.set_last(sent_ == document.bytes.size());
    if (chunk_.last()) {
      ++item_;
      sent_ = 0;
    }
    StartWrite(&chunk_);
  }

  const std::vector<NamedDocument>& documents_;
  const std::uint64_t first_;
  const int item_count_;
  const absl::Time intended_;
  Recorder& recorder_;
  grpc::ClientContext context_;
  gateway::v1::SubmitDocumentsRequest chunk_;
  gateway::v1::SubmitDocumentsResponse result_;
  int item_ = 0;          // being written
  std::size_t sent_ = 0;  // of its bytes
  int result_count_ = 0;
};

}  // namespace

std::vector<NamedDocument> ReadCorpus(const std::vector<std::string>& folders, int limit) {
  std::vector<std::filesystem::path> paths;
  for (const std::string& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  // By hand: the standard does not fix what std::shuffle draws.
  std::mt19937_64 random(1);
  for (std::size_t i = paths.size(); i > 1; --i) std::swap(paths[i - 1], paths[random() % i]);
  if (paths.size() > static_cast<std::size_t>(limit)) paths.resize(limit);
  std::vector<NamedDocument> documents;
  documents.reserve(paths.size());
  for (const auto& path : paths) documents.push_back({.name = path.filename(), .bytes = e2e::ReadFile(path)});
  return documents;
}

std::shared_ptr<grpc::Channel> ConnectTo(const std::string& target) {
  grpc::ChannelArguments arguments;
  // As the suite's own clients (services/runtime/client.cc), but without their retries: every failure is seen.
  arguments.SetServiceConfigJSON(
      R"({"loadBalancingConfig":[{"round_robin":{}}],"healthCheckConfig":{"serviceName":""}})");
  arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1'000);
  return grpc::CreateCustomChannel(target, grpc::InsecureChannelCredentials(), arguments);
}

ArrivalKind InteractiveChecks(const std::shared_ptr<grpc::Channel>& channel,
                              const std::vector<NamedDocument>& documents, absl::Duration deadline) {
  std::shared_ptr<GatewayService::Stub> stub = GatewayService::NewStub(channel);
  return {.name = "check",
          .start = [&documents, deadline, stub, next = NewCounter()](absl::Time intended, Recorder& recorder) {
            const std::uint64_t ordinal = (*next)++;
            const NamedDocument& document = documents[ordinal % documents.size()];
            gateway::v1::CheckDocumentRequest request;
            request.set_document(document.bytes);
            request.set_file_name(NameAt(intended, document));
            StartCheck(*stub, deadline, std::move(request), /*must_be_rejected=*/false, intended, recorder);
          }};
}

ArrivalKind EmptyChecks(const std::shared_ptr<grpc::Channel>& channel, absl::Duration deadline) {
  std::shared_ptr<GatewayService::Stub> stub = GatewayService::NewStub(channel);
  return {.name = "empty", .start = [deadline, stub](absl::Time intended, Recorder& recorder) {
            gateway::v1::CheckDocumentRequest request;
            request.set_document("报");
            request.set_file_name(fmt::format("{}.txt", absl::ToUnixNanos(intended)));
            StartCheck(*stub, deadline, std::move(request), /*must_be_rejected=*/true, intended, recorder);
          }};
}

ArrivalKind Summaries(const std::shared_ptr<grpc::Channel>& channel, absl::Duration deadline) {
  std::shared_ptr<GatewayService::Stub> stub = GatewayService::NewStub(channel);
  return {.name = "summary", .start = [deadline, stub](absl::Time intended, Recorder& recorder) {
            using Call = UnaryArrival<gateway::v1::SummarizeRequest, gateway::v1::SummarizeResponse>;
            recorder.Begin(1);
            auto* const call = new Call;
            call->context.set_deadline(absl::ToChronoTime(intended + deadline));
            stub->async()->Summarize(
                &call->context, &call->request, &call->response, [=, &recorder](const grpc::Status& status) {
                  const std::unique_ptr<Call> own(call);
                  recorder.End(intended, runtime::FromGrpcStatus(status), own->response.has_summary());
                });
          }};
}

ArrivalKind Batches(const std::shared_ptr<grpc::Channel>& channel, const std::vector<NamedDocument>& documents,
                    int item_count, absl::Duration deadline) {
  std::shared_ptr<GatewayService::Stub> stub = GatewayService::NewStub(channel);
  return {
      .name = "batch",
      .start = [&documents, item_count, deadline, stub, next = NewCounter()](absl::Time intended, Recorder& recorder) {
        const std::uint64_t first = next->fetch_add(item_count);
        new Batch(*stub, documents, first, item_count, deadline, intended, recorder);
      }};
}

}  // namespace gouji::load
