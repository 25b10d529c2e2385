#ifndef GOUJI_SERVICES_GATEWAY_BACKENDS_H_
#define GOUJI_SERVICES_GATEWAY_BACKENDS_H_

#include "absl/status/statusor.h"
#include "gouji/parse/v1/parse_service.pb.h"
#include "gouji/statistics/v1/statistics_service.pb.h"
#include "gouji/validate/v1/validate_service.pb.h"
#include "services/runtime/call.h"

namespace gouji::gateway {

// The services behind the gateway, as its core sees them: blocking calls that return at the call's deadline, or soon
// after its cancellation, at the latest. Implementations are thread-safe. Every call is idempotent (recording the same
// report again changes nothing), so an implementation may try again; nobody above it does.
//
// Errors are those of the service; UNAVAILABLE with reason BACKEND_UNAVAILABLE when it does not answer.
class ParseBackend {
 public:
  virtual ~ParseBackend() = default;
  virtual absl::StatusOr<parse::v1::ParseDocumentResponse> ParseDocument(
      const runtime::CallContext& call, const parse::v1::ParseDocumentRequest& request) = 0;
};

class ValidateBackend {
 public:
  virtual ~ValidateBackend() = default;
  virtual absl::StatusOr<validate::v1::ValidateReportResponse> ValidateReport(
      const runtime::CallContext& call, const validate::v1::ValidateReportRequest& request) = 0;
  virtual absl::StatusOr<validate::v1::ListRulesResponse> ListRules(const runtime::CallContext& call,
                                                                    const validate::v1::ListRulesRequest& request) = 0;
  virtual absl::StatusOr<validate::v1::ExplainRuleResponse> ExplainRule(
      const runtime::CallContext& call, const validate::v1::ExplainRuleRequest& request) = 0;
};

class StatisticsBackend {
 public:
  virtual ~StatisticsBackend() = default;
  virtual absl::StatusOr<statistics::v1::RecordReportsResponse> RecordReports(
      const runtime::CallContext& call, const statistics::v1::RecordReportsRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::FindSubmissionsResponse> FindSubmissions(
      const runtime::CallContext& call, const statistics::v1::FindSubmissionsRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::RecordCorrectionResponse> RecordCorrection(
      const runtime::CallContext& call, const statistics::v1::RecordCorrectionRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::AcknowledgeFindingResponse> AcknowledgeFinding(
      const runtime::CallContext& call, const statistics::v1::AcknowledgeFindingRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::RevokeAcknowledgementResponse> RevokeAcknowledgement(
      const runtime::CallContext& call, const statistics::v1::RevokeAcknowledgementRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::GetReportResponse> GetReport(
      const runtime::CallContext& call, const statistics::v1::GetReportRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::GetDocumentResponse> GetDocument(
      const runtime::CallContext& call, const statistics::v1::GetDocumentRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::ListReportsResponse> ListReports(
      const runtime::CallContext& call, const statistics::v1::ListReportsRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::FindSimilarReportsResponse> FindSimilarReports(
      const runtime::CallContext& call, const statistics::v1::FindSimilarReportsRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::ImportRosterResponse> ImportRoster(
      const runtime::CallContext& call, const statistics::v1::ImportRosterRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::GetRosterResponse> GetRoster(
      const runtime::CallContext& call, const statistics::v1::GetRosterRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::ResolveUnitResponse> ResolveUnit(
      const runtime::CallContext& call, const statistics::v1::ResolveUnitRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::PlaceReportResponse> PlaceReport(
      const runtime::CallContext& call, const statistics::v1::PlaceReportRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::WithdrawReportResponse> WithdrawReport(
      const runtime::CallContext& call, const statistics::v1::WithdrawReportRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::SummarizeResponse> Summarize(
      const runtime::CallContext& call, const statistics::v1::SummarizeRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::ListMetricsResponse> ListMetrics(
      const runtime::CallContext& call, const statistics::v1::ListMetricsRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::RankResponse> Rank(const runtime::CallContext& call,
                                                            const statistics::v1::RankRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::TrendResponse> Trend(const runtime::CallContext& call,
                                                              const statistics::v1::TrendRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::DescribeResponse> Describe(const runtime::CallContext& call,
                                                                    const statistics::v1::DescribeRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::CompareResponse> Compare(const runtime::CallContext& call,
                                                                  const statistics::v1::CompareRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::FindOutliersResponse> FindOutliers(
      const runtime::CallContext& call, const statistics::v1::FindOutliersRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::TraceResponse> Trace(const runtime::CallContext& call,
                                                              const statistics::v1::TraceRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::CoverageResponse> Coverage(const runtime::CallContext& call,
                                                                    const statistics::v1::CoverageRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::CompileReportResponse> CompileReport(
      const runtime::CallContext& call, const statistics::v1::CompileReportRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::ReconcileReportResponse> ReconcileReport(
      const runtime::CallContext& call, const statistics::v1::ReconcileReportRequest& request) = 0;
  virtual absl::StatusOr<statistics::v1::ListAuditEntriesResponse> ListAuditEntries(
      const runtime::CallContext& call, const statistics::v1::ListAuditEntriesRequest& request) = 0;
};

// All of them. They outlive whoever is given this.
struct Backends {
  ParseBackend& parse;
  ValidateBackend& validate;
  StatisticsBackend& statistics;
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_BACKENDS_H_
