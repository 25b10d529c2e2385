#ifndef GOUJI_SERVICES_GATEWAY_AUTH_RESTRICTED_BACKENDS_H_
#define GOUJI_SERVICES_GATEWAY_AUTH_RESTRICTED_BACKENDS_H_

#include <string>

#include "services/gateway/backends.h"

namespace gouji::gateway {

// The services behind, as far as the token of a call lets it reach them. All that the gateway reads of documents and of
// the register, and all that it records, passes here, whichever method asks for it; calls without a token pass
// unchanged. Besides the errors of the service: UNAUTHENTICATED when the token has expired or was taken back meanwhile.
// Thread-safe.

// Takes each document from the quota of the token: RESOURCE_EXHAUSTED with reason QUOTA_EXCEEDED.
class RestrictedParse final : public ParseBackend {
 public:
  explicit RestrictedParse(ParseBackend& inner) : inner_(inner) {}
  absl::StatusOr<parse::v1::ParseDocumentResponse> ParseDocument(
      const runtime::CallContext& call, const parse::v1::ParseDocumentRequest& request) override;

 private:
  ParseBackend& inner_;
};

// Keeps a token inside its area: PERMISSION_DENIED with reason OUTSIDE_OF_AREA for what lies outside, whether it is
// there or not.
//
// A report belongs to its unit; that of an unplaced one to the division of its agency. A query must say in its filter
// that it stays inside: all its regions, all its subtrees or all its units are. So no total holds figures of others,
// and no list, order or comparison names them. Of answers about a government, reports whose unit is not known are left
// out; of a roster, all but its version; of the changes, those of others.
class RestrictedStatistics final : public StatisticsBackend {
 public:
  explicit RestrictedStatistics(StatisticsBackend& inner) : inner_(inner) {}

  absl::StatusOr<statistics::v1::RecordReportsResponse> RecordReports(
      const runtime::CallContext& call, const statistics::v1::RecordReportsRequest& request) override;
  // Knows nothing for a token that is limited to an area: which units its documents are of is seen when they are read.
  absl::StatusOr<statistics::v1::FindSubmissionsResponse> FindSubmissions(
      const runtime::CallContext& call, const statistics::v1::FindSubmissionsRequest& request) override;
  absl::StatusOr<statistics::v1::RecordCorrectionResponse> RecordCorrection(
      const runtime::CallContext& call, const statistics::v1::RecordCorrectionRequest& request) override;
  absl::StatusOr<statistics::v1::AcknowledgeFindingResponse> AcknowledgeFinding(
      const runtime::CallContext& call, const statistics::v1::AcknowledgeFindingRequest& request) override;
  absl::StatusOr<statistics::v1::RevokeAcknowledgementResponse> RevokeAcknowledgement(
      const runtime::CallContext& call, const statistics::v1::RevokeAcknowledgementRequest& request) override;
  absl::StatusOr<statistics::v1::GetReportResponse> GetReport(const runtime::CallContext& call,
                                                              const statistics::v1::GetReportRequest& request) override;
  absl::StatusOr<statistics::v1::GetDocumentResponse> GetDocument(
      const runtime::CallContext& call, const statistics::v1::GetDocumentRequest& request) override;
  absl::StatusOr<statistics::v1::ListReportsResponse> ListReports(
      const runtime::CallContext& call, const statistics::v1::ListReportsRequest& request) override;
  absl::StatusOr<statistics::v1::FindSimilarReportsResponse> FindSimilarReports(
      const runtime::CallContext& call, const statistics::v1::FindSimilarReportsRequest& request) override;
  absl::StatusOr<statistics::v1::ImportRosterResponse> ImportRoster(
      const runtime::CallContext& call, const statistics::v1::ImportRosterRequest& request) override;
  absl::StatusOr<statistics::v1::GetRosterResponse> GetRoster(const runtime::CallContext& call,
                                                              const statistics::v1::GetRosterRequest& request) override;
  absl::StatusOr<statistics::v1::ResolveUnitResponse> ResolveUnit(
      const runtime::CallContext& call, const statistics::v1::ResolveUnitRequest& request) override;
  absl::StatusOr<statistics::v1::PlaceReportResponse> PlaceReport(
      const runtime::CallContext& call, const statistics::v1::PlaceReportRequest& request) override;
  absl::StatusOr<statistics::v1::WithdrawReportResponse> WithdrawReport(
      const runtime::CallContext& call, const statistics::v1::WithdrawReportRequest& request) override;
  absl::StatusOr<statistics::v1::SummarizeResponse> Summarize(const runtime::CallContext& call,
                                                              const statistics::v1::SummarizeRequest& request) override;
  absl::StatusOr<statistics::v1::ListMetricsResponse> ListMetrics(
      const runtime::CallContext& call, const statistics::v1::ListMetricsRequest& request) override;
  absl::StatusOr<statistics::v1::RankResponse> Rank(const runtime::CallContext& call,
                                                    const statistics::v1::RankRequest& request) override;
  absl::StatusOr<statistics::v1::TrendResponse> Trend(const runtime::CallContext& call,
                                                      const statistics::v1::TrendRequest& request) override;
  absl::StatusOr<statistics::v1::DescribeResponse> Describe(const runtime::CallContext& call,
                                                            const statistics::v1::DescribeRequest& request) override;
  absl::StatusOr<statistics::v1::CompareResponse> Compare(const runtime::CallContext& call,
                                                          const statistics::v1::CompareRequest& request) override;
  absl::StatusOr<statistics::v1::FindOutliersResponse> FindOutliers(
      const runtime::CallContext& call, const statistics::v1::FindOutliersRequest& request) override;
  absl::StatusOr<statistics::v1::TraceResponse> Trace(const runtime::CallContext& call,
                                                      const statistics::v1::TraceRequest& request) override;
  absl::StatusOr<statistics::v1::CoverageResponse> Coverage(const runtime::CallContext& call,
                                                            const statistics::v1::CoverageRequest& request) override;
  absl::StatusOr<statistics::v1::CompileReportResponse> CompileReport(
      const runtime::CallContext& call, const statistics::v1::CompileReportRequest& request) override;
  absl::StatusOr<statistics::v1::ReconcileReportResponse> ReconcileReport(
      const runtime::CallContext& call, const statistics::v1::ReconcileReportRequest& request) override;
  absl::StatusOr<statistics::v1::ListAuditEntriesResponse> ListAuditEntries(
      const runtime::CallContext& call, const statistics::v1::ListAuditEntriesRequest& request) override;

 private:
  // OK when the call is not limited, or when all of these are inside.
  absl::Status CheckKey(const runtime::CallContext& call, const statistics::v1::ReportKey& key);
  // OK when the call is not limited, or when the filter says that it stays inside: its names of units then have become
  // the ids of those that were found inside, so that nothing else is selected.
  absl::Status Confine(const runtime::CallContext& call, statistics::v1::ReportFilter& filter);
  absl::Status ConfineUnit(const runtime::CallContext& call, int year, std::string& unit);
  absl::Status CheckItem(const runtime::CallContext& call, const statistics::v1::RecordItem& item);
  // Whether a unit, or one above it, is inside; of one that is not known, its division.
  absl::StatusOr<bool> IsInside(const runtime::CallContext& call, const statistics::v1::ResolveUnitResponse& answer,
                                int year);
  // The unit that a name stands for, when that is inside.
  absl::StatusOr<statistics::v1::UnitDescription> UnitInside(const runtime::CallContext& call, const std::string& name,
                                                             int year);

  StatisticsBackend& inner_;
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_AUTH_RESTRICTED_BACKENDS_H_
