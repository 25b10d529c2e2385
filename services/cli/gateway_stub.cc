#include "services/cli/gateway_stub.h"

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gouji/gateway/v1/gateway_service.grpc.pb.h"
#include "services/runtime/call.h"
#include "services/runtime/client.h"
#include "services/runtime/inbound.h"
#include "services/runtime/status.h"

namespace gouji::cli {
namespace {

constexpr absl::Duration kReconnectTimeout = absl::Seconds(5);

using Interface = gateway::v1::GatewayService::StubInterface;

class StubStream : public SubmitStream {
 public:
  StubStream(gateway::v1::GatewayService::Stub& stub, const runtime::CallContext& call,
             const runtime::ClientOptions& options) {
    context_.AddMetadata(runtime::kRequestIdKey, call.request_id());
    context_.AddMetadata(runtime::kTraceparentKey, call.trace().ToTraceparent());
    runtime::AddAuthorization(options, context_);
    stream_ = stub.SubmitDocuments(&context_);
  }

  bool Write(const gateway::v1::SubmitDocumentsRequest& chunk) override { return stream_->Write(chunk); }
  void WritesDone() override { stream_->WritesDone(); }
  bool Read(gateway::v1::SubmitDocumentsResponse* result) override { return stream_->Read(result); }
  absl::Status Finish() override { return runtime::FromGrpcStatus(stream_->Finish()); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<gateway::v1::SubmitDocumentsRequest, gateway::v1::SubmitDocumentsResponse>>
      stream_;
};

class GatewayStub : public GatewayClient {
 public:
  GatewayStub(const std::shared_ptr<grpc::Channel>& channel, Transport transport, const std::string& token)
      : channel_(channel), transport_(transport), stub_(gateway::v1::GatewayService::NewStub(channel)) {
    options_.token = token;
  }

  absl::StatusOr<gateway::v1::CheckDocumentResponse> CheckDocument(
      const gateway::v1::CheckDocumentRequest& request) override {
    return Call(&Interface::CheckDocument, request);
  }
  absl::StatusOr<gateway::v1::CheckReportResponse> CheckReport(
      const gateway::v1::CheckReportRequest& request) override {
    return Call(&Interface::CheckReport, request);
  }
  std::unique_ptr<SubmitStream> SubmitDocuments() override {
    // A gateway that restarts is met as soon as it is back; a stream on a channel without connection fails at once.
    if (transport_ == Transport::kNetwork) {
      channel_->WaitForConnected(absl::ToChronoTime(absl::Now() + kReconnectTimeout));
    }
    return std::make_unique<StubStream>(*stub_, runtime::CallContext::Background(), options_);
  }
  absl::StatusOr<gateway::v1::GetReportResponse> GetReport(const gateway::v1::GetReportRequest& request) override {
    return Call(&Interface::GetReport, request);
  }
  absl::StatusOr<gateway::v1::GetDocumentResponse> GetDocument(
      const gateway::v1::GetDocumentRequest& request) override {
    return Call(&Interface::GetDocument, request);
  }
  absl::StatusOr<gateway::v1::SubmitDocumentResponse> SubmitDocument(
      const gateway::v1::SubmitDocumentRequest& request) override {
    return Call(&Interface::SubmitDocument, request);
  }
  absl::StatusOr<gateway::v1::AcknowledgeFindingResponse> AcknowledgeFinding(
      const gateway::v1::AcknowledgeFindingRequest& request) override {
    return Call(&Interface::AcknowledgeFinding, request);
  }
  absl::StatusOr<gateway::v1::RevokeAcknowledgementResponse> RevokeAcknowledgement(
      const gateway::v1::RevokeAcknowledgementRequest& request) override {
    return Call(&Interface::RevokeAcknowledgement, request);
  }
  absl::StatusOr<gateway::v1::CorrectCellsResponse> CorrectCells(
      const gateway::v1::CorrectCellsRequest& request) override {
    return Call(&Interface::CorrectCells, request);
  }
  absl::StatusOr<gateway::v1::ListReportsResponse> ListReports(
      const gateway::v1::ListReportsRequest& request) override {
    return Call(&Interface::ListReports, request);
  }
  absl::StatusOr<gateway::v1::ImportRosterResponse> ImportRoster(
      const gateway::v1::ImportRosterRequest& request) override {
    return Call(&Interface::ImportRoster, request);
  }
  absl::StatusOr<gateway::v1::GetRosterResponse> GetRoster(const gateway::v1::GetRosterRequest& request) override {
    return Call(&Interface::GetRoster, request);
  }
  absl::StatusOr<gateway::v1::ResolveUnitResponse> ResolveUnit(
      const gateway::v1::ResolveUnitRequest& request) override {
    return Call(&Interface::ResolveUnit, request);
  }
  absl::StatusOr<gateway::v1::PlaceReportResponse> PlaceReport(
      const gateway::v1::PlaceReportRequest& request) override {
    return Call(&Interface::PlaceReport, request);
  }
  absl::StatusOr<gateway::v1::WithdrawReportResponse> WithdrawReport(
      const gateway::v1::WithdrawReportRequest& request) override {
    return Call(&Interface::WithdrawReport, request);
  }
  absl::StatusOr<gateway::v1::ListAuditEntriesResponse> ListAuditEntries(
      const gateway::v1::ListAuditEntriesRequest& request) override {
    return Call(&Interface::ListAuditEntries, request);
  }
  absl::StatusOr<gateway::v1::SummarizeResponse> Summarize(const gateway::v1::SummarizeRequest& request) override {
    return Call(&Interface::Summarize, request);
  }
  absl::StatusOr<gateway::v1::ListMetricsResponse> ListMetrics(
      const gateway::v1::ListMetricsRequest& request) override {
    return Call(&Interface::ListMetrics, request);
  }
  absl::StatusOr<gateway::v1::RankResponse> Rank(const gateway::v1::RankRequest& request) override {
    return Call(&Interface::Rank, request);
  }
  absl::StatusOr<gateway::v1::TrendResponse> Trend(const gateway::v1::TrendRequest& request) override {
    return Call(&Interface::Trend, request);
  }
  absl::StatusOr<gateway::v1::DescribeResponse> Describe(const gateway::v1::DescribeRequest& request) override {
    return Call(&Interface::Describe, request);
  }
  absl::StatusOr<gateway::v1::CompareResponse> Compare(const gateway::v1::CompareRequest& request) override {
    return Call(&Interface::Compare, request);
  }
  absl::StatusOr<gateway::v1::FindOutliersResponse> FindOutliers(
      const gateway::v1::FindOutliersRequest& request) override {
    return Call(&Interface::FindOutliers, request);
  }
  absl::StatusOr<gateway::v1::TraceResponse> Trace(const gateway::v1::TraceRequest& request) override {
    return Call(&Interface::Trace, request);
  }
  absl::StatusOr<gateway::v1::CoverageResponse> Coverage(const gateway::v1::CoverageRequest& request) override {
    return Call(&Interface::Coverage, request);
  }
  absl::StatusOr<gateway::v1::CompileReportResponse> CompileReport(
      const gateway::v1::CompileReportRequest& request) override {
    return Call(&Interface::CompileReport, request);
  }
  absl::StatusOr<gateway::v1::ReconcileReportResponse> ReconcileReport(
      const gateway::v1::ReconcileReportRequest& request) override {
    return Call(&Interface::ReconcileReport, request);
  }
  absl::StatusOr<gateway::v1::ListRulesResponse> ListRules(const gateway::v1::ListRulesRequest& request) override {
    return Call(&Interface::ListRules, request);
  }
  absl::StatusOr<gateway::v1::ExplainRuleResponse> ExplainRule(
      const gateway::v1::ExplainRuleRequest& request) override {
    return Call(&Interface::ExplainRule, request);
  }

 private:
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Interface::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) {
    Response response;
    absl::Status status = runtime::CallUnary(runtime::CallContext::Background(), options_,
                                             runtime::Idempotency::kNotIdempotent, *stub_, method, request, &response);
    if (!status.ok()) return status;
    return response;
  }

  const std::shared_ptr<grpc::Channel> channel_;
  const Transport transport_;
  runtime::ClientOptions options_;
  const std::unique_ptr<gateway::v1::GatewayService::Stub> stub_;
};

}  // namespace

std::unique_ptr<GatewayClient> MakeGatewayStub(const std::shared_ptr<grpc::Channel>& channel, Transport transport,
                                               const std::string& token) {
  return std::make_unique<GatewayStub>(channel, transport, token);
}

}  // namespace gouji::cli
