#include "services/gateway/backend_stubs.h"

#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "gouji/parse/v1/parse_service.grpc.pb.h"
#include "gouji/statistics/v1/statistics_service.grpc.pb.h"
#include "gouji/validate/v1/validate_service.grpc.pb.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

// Calls, and gives a reason to the errors of gRPC itself: a service that does not answer, a message over the limit. A
// reason that the service itself gave is kept.
template <typename Response, typename Service, typename Interface, typename Request>
absl::StatusOr<Response> Call(std::string_view service, const runtime::CallContext& call,
                              const runtime::ClientOptions& options, runtime::StubSource<Service>& stubs,
                              grpc::Status (Interface::*method)(grpc::ClientContext*, const Request&, Response*),
                              const Request& request) {
  Response response;
  absl::Status status = runtime::CallUnary(call, options, runtime::Idempotency::kIdempotent, *stubs.Current(), method,
                                           request, &response);
  if (status.ok()) return response;
  if (status.code() == absl::StatusCode::kUnavailable && report::ReasonOf(status).empty()) {
    return report::Error(absl::StatusCode::kUnavailable, report::Reason::kBackendUnavailable,
                         fmt::format("the {} service does not answer; try again ({})", service,
                                     std::string_view(status.message().data(), status.message().size())));
  }
  if (status.code() == absl::StatusCode::kResourceExhausted && report::ReasonOf(status).empty()) {
    return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                         fmt::format("the document, or what was read from it, does not fit a message to or from the {} "
                                     "service ({})",
                                     service, std::string_view(status.message().data(), status.message().size())));
  }
  return status;
}

class ParseStub : public ParseBackend {
 public:
  ParseStub(runtime::ChannelSource channels, const runtime::ClientOptions& options)
      : options_(options), stubs_(std::move(channels)) {}

  absl::StatusOr<parse::v1::ParseDocumentResponse> ParseDocument(
      const runtime::CallContext& call, const parse::v1::ParseDocumentRequest& request) override {
    return Call("parse", call, options_, stubs_, &parse::v1::ParseService::StubInterface::ParseDocument, request);
  }

 private:
  const runtime::ClientOptions options_;
  runtime::StubSource<parse::v1::ParseService> stubs_;
};

class ValidateStub : public ValidateBackend {
 public:
  using Interface = validate::v1::ValidateService::StubInterface;

  ValidateStub(runtime::ChannelSource channels, const runtime::ClientOptions& options)
      : options_(options), stubs_(std::move(channels)) {}

  absl::StatusOr<validate::v1::ValidateReportResponse> ValidateReport(
      const runtime::CallContext& call, const validate::v1::ValidateReportRequest& request) override {
    return Call("validate", call, options_, stubs_, &Interface::ValidateReport, request);
  }
  absl::StatusOr<validate::v1::ListRulesResponse> ListRules(const runtime::CallContext& call,
                                                            const validate::v1::ListRulesRequest& request) override {
    return Call("validate", call, options_, stubs_, &Interface::ListRules, request);
  }
  absl::StatusOr<validate::v1::ExplainRuleResponse> ExplainRule(
      const runtime::CallContext& call, const validate::v1::ExplainRuleRequest& request) override {
    return Call("validate", call, options_, stubs_, &Interface::ExplainRule, request);
  }

 private:
  const runtime::ClientOptions options_;
  runtime::StubSource<validate::v1::ValidateService> stubs_;
};

class StatisticsStub : public StatisticsBackend {
 public:
  using Interface = statistics::v1::StatisticsService::StubInterface;

  StatisticsStub(runtime::ChannelSource channels, const runtime::ClientOptions& options)
      : options_(options), stubs_(std::move(channels)) {}

  absl::StatusOr<statistics::v1::RecordReportsResponse> RecordReports(
      const runtime::CallContext& call, const statistics::v1::RecordReportsRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::RecordReports, request);
  }
  absl::StatusOr<statistics::v1::FindSubmissionsResponse> FindSubmissions(
      const runtime::CallContext& call, const statistics::v1::FindSubmissionsRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::FindSubmissions, request);
  }
  absl::StatusOr<statistics::v1::RecordCorrectionResponse> RecordCorrection(
      const runtime::CallContext& call, const statistics::v1::RecordCorrectionRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::RecordCorrection, request);
  }
  absl::StatusOr<statistics::v1::AcknowledgeFindingResponse> AcknowledgeFinding(
      const runtime::CallContext& call, const statistics::v1::AcknowledgeFindingRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::AcknowledgeFinding, request);
  }
  absl::StatusOr<statistics::v1::RevokeAcknowledgementResponse> RevokeAcknowledgement(
      const runtime::CallContext& call, const statistics::v1::RevokeAcknowledgementRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::RevokeAcknowledgement, request);
  }
  absl::StatusOr<statistics::v1::GetReportResponse> GetReport(
      const runtime::CallContext& call, const statistics::v1::GetReportRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::GetReport, request);
  }
  absl::StatusOr<statistics::v1::GetDocumentResponse> GetDocument(
      const runtime::CallContext& call, const statistics::v1::GetDocumentRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::GetDocument, request);
  }
  absl::StatusOr<statistics::v1::ListReportsResponse> ListReports(
      const runtime::CallContext& call, const statistics::v1::ListReportsRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::ListReports, request);
  }
  absl::StatusOr<statistics::v1::FindSimilarReportsResponse> FindSimilarReports(
      const runtime::CallContext& call, const statistics::v1::FindSimilarReportsRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::FindSimilarReports, request);
  }
  absl::StatusOr<statistics::v1::ImportRosterResponse> ImportRoster(
      const runtime::CallContext& call, const statistics::v1::ImportRosterRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::ImportRoster, request);
  }
  absl::StatusOr<statistics::v1::GetRosterResponse> GetRoster(
      const runtime::CallContext& call, const statistics::v1::GetRosterRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::GetRoster, request);
  }
  absl::StatusOr<statistics::v1::ResolveUnitResponse> ResolveUnit(
      const runtime::CallContext& call, const statistics::v1::ResolveUnitRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::ResolveUnit, request);
  }
  absl::StatusOr<statistics::v1::PlaceReportResponse> PlaceReport(
      const runtime::CallContext& call, const statistics::v1::PlaceReportRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::PlaceReport, request);
  }
  absl::StatusOr<statistics::v1::WithdrawReportResponse> WithdrawReport(
      const runtime::CallContext& call, const statistics::v1::WithdrawReportRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::WithdrawReport, request);
  }
  absl::StatusOr<statistics::v1::ListAuditEntriesResponse> ListAuditEntries(
      const runtime::CallContext& call, const statistics::v1::ListAuditEntriesRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::ListAuditEntries, request);
  }
  absl::StatusOr<statistics::v1::SummarizeResponse> Summarize(
      const runtime::CallContext& call, const statistics::v1::SummarizeRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::Summarize, request);
  }
  absl::StatusOr<statistics::v1::ListMetricsResponse> ListMetrics(
      const runtime::CallContext& call, const statistics::v1::ListMetricsRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::ListMetrics, request);
  }
  absl::StatusOr<statistics::v1::RankResponse> Rank(const runtime::CallContext& call,
                                                    const statistics::v1::RankRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::Rank, request);
  }
  absl::StatusOr<statistics::v1::TrendResponse> Trend(const runtime::CallContext& call,
                                                      const statistics::v1::TrendRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::Trend, request);
  }
  absl::StatusOr<statistics::v1::DescribeResponse> Describe(const runtime::CallContext& call,
                                                            const statistics::v1::DescribeRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::Describe, request);
  }
  absl::StatusOr<statistics::v1::CompareResponse> Compare(const runtime::CallContext& call,
                                                          const statistics::v1::CompareRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::Compare, request);
  }
  absl::StatusOr<statistics::v1::FindOutliersResponse> FindOutliers(
      const runtime::CallContext& call, const statistics::v1::FindOutliersRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::FindOutliers, request);
  }
  absl::StatusOr<statistics::v1::TraceResponse> Trace(const runtime::CallContext& call,
                                                      const statistics::v1::TraceRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::Trace, request);
  }
  absl::StatusOr<statistics::v1::CoverageResponse> Coverage(const runtime::CallContext& call,
                                                            const statistics::v1::CoverageRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::Coverage, request);
  }
  absl::StatusOr<statistics::v1::CompileReportResponse> CompileReport(
      const runtime::CallContext& call, const statistics::v1::CompileReportRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::CompileReport, request);
  }
  absl::StatusOr<statistics::v1::ReconcileReportResponse> ReconcileReport(
      const runtime::CallContext& call, const statistics::v1::ReconcileReportRequest& request) override {
    return Call("statistics", call, options_, stubs_, &Interface::ReconcileReport, request);
  }

 private:
  const runtime::ClientOptions options_;
  runtime::StubSource<statistics::v1::StatisticsService> stubs_;
};

}  // namespace

std::unique_ptr<ParseBackend> MakeParseStub(runtime::ChannelSource channels, const runtime::ClientOptions& options) {
  return std::make_unique<ParseStub>(std::move(channels), options);
}

std::unique_ptr<ValidateBackend> MakeValidateStub(runtime::ChannelSource channels,
                                                  const runtime::ClientOptions& options) {
  return std::make_unique<ValidateStub>(std::move(channels), options);
}

std::unique_ptr<StatisticsBackend> MakeStatisticsStub(runtime::ChannelSource channels,
                                                      const runtime::ClientOptions& options) {
  return std::make_unique<StatisticsStub>(std::move(channels), options);
}

}  // namespace gouji::gateway
