#ifndef GOUJI_SERVICES_CLI_GATEWAY_CLIENT_H_
#define GOUJI_SERVICES_CLI_GATEWAY_CLIENT_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/gateway/v1/gateway_service.pb.h"

namespace gouji::cli {

// A stream of SubmitDocuments. One thread writes, another reads.
class SubmitStream {
 public:
  virtual ~SubmitStream() = default;
  // Returns false when the stream is broken.
  virtual bool Write(const gateway::v1::SubmitDocumentsRequest& chunk) = 0;
  virtual void WritesDone() = 0;
  // Waits for a result; returns false when no other comes.
  virtual bool Read(gateway::v1::SubmitDocumentsResponse* result) = 0;
  // After Read has returned false, and when nobody writes any more: how the stream ended.
  virtual absl::Status Finish() = 0;
};

// The gateway as the commands see it. Thread-safe; calls block. Nothing is tried again here: the gateway does that for
// the services behind it.
class GatewayClient {
 public:
  virtual ~GatewayClient() = default;
  virtual absl::StatusOr<gateway::v1::CheckDocumentResponse> CheckDocument(
      const gateway::v1::CheckDocumentRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::CheckReportResponse> CheckReport(
      const gateway::v1::CheckReportRequest& request) = 0;
  virtual std::unique_ptr<SubmitStream> SubmitDocuments() = 0;
  virtual absl::StatusOr<gateway::v1::GetReportResponse> GetReport(const gateway::v1::GetReportRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::GetDocumentResponse> GetDocument(
      const gateway::v1::GetDocumentRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::SubmitDocumentResponse> SubmitDocument(
      const gateway::v1::SubmitDocumentRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::AcknowledgeFindingResponse> AcknowledgeFinding(
      const gateway::v1::AcknowledgeFindingRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::RevokeAcknowledgementResponse> RevokeAcknowledgement(
      const gateway::v1::RevokeAcknowledgementRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::CorrectCellsResponse> CorrectCells(
      const gateway::v1::CorrectCellsRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::ListReportsResponse> ListReports(
      const gateway::v1::ListReportsRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::ImportRosterResponse> ImportRoster(
      const gateway::v1::ImportRosterRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::GetRosterResponse> GetRoster(const gateway::v1::GetRosterRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::ResolveUnitResponse> ResolveUnit(
      const gateway::v1::ResolveUnitRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::PlaceReportResponse> PlaceReport(
      const gateway::v1::PlaceReportRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::WithdrawReportResponse> WithdrawReport(
      const gateway::v1::WithdrawReportRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::SummarizeResponse> Summarize(const gateway::v1::SummarizeRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::ListMetricsResponse> ListMetrics(
      const gateway::v1::ListMetricsRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::RankResponse> Rank(const gateway::v1::RankRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::TrendResponse> Trend(const gateway::v1::TrendRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::DescribeResponse> Describe(const gateway::v1::DescribeRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::CompareResponse> Compare(const gateway::v1::CompareRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::FindOutliersResponse> FindOutliers(
      const gateway::v1::FindOutliersRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::TraceResponse> Trace(const gateway::v1::TraceRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::CoverageResponse> Coverage(const gateway::v1::CoverageRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::CompileReportResponse> CompileReport(
      const gateway::v1::CompileReportRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::ReconcileReportResponse> ReconcileReport(
      const gateway::v1::ReconcileReportRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::ListRulesResponse> ListRules(const gateway::v1::ListRulesRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::ExplainRuleResponse> ExplainRule(
      const gateway::v1::ExplainRuleRequest& request) = 0;
  virtual absl::StatusOr<gateway::v1::ListAuditEntriesResponse> ListAuditEntries(
      const gateway::v1::ListAuditEntriesRequest& request) = 0;
};

// Whether a call failed because there is no gateway at the other end: UNAVAILABLE without the reason that a gateway
// gives.
bool IsUnreachable(const absl::Status& status);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_GATEWAY_CLIENT_H_
