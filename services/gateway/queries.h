#ifndef GOUJI_SERVICES_GATEWAY_QUERIES_H_
#define GOUJI_SERVICES_GATEWAY_QUERIES_H_

#include "absl/status/statusor.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/gateway/backends.h"
#include "services/runtime/call.h"

namespace gouji::gateway {

// Questions that the register alone answers. Errors: those of the backend.
absl::StatusOr<v1::GetDocumentResponse> GetDocument(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                    const v1::GetDocumentRequest& request);
absl::StatusOr<v1::ListReportsResponse> ListReports(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                    const v1::ListReportsRequest& request);
absl::StatusOr<v1::SummarizeResponse> Summarize(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                const v1::SummarizeRequest& request);
absl::StatusOr<v1::ListMetricsResponse> ListMetrics(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                    const v1::ListMetricsRequest& request);
absl::StatusOr<v1::RankResponse> Rank(const runtime::CallContext& call, StatisticsBackend& statistics,
                                      const v1::RankRequest& request);
absl::StatusOr<v1::TrendResponse> Trend(const runtime::CallContext& call, StatisticsBackend& statistics,
                                        const v1::TrendRequest& request);
absl::StatusOr<v1::DescribeResponse> Describe(const runtime::CallContext& call, StatisticsBackend& statistics,
                                              const v1::DescribeRequest& request);
absl::StatusOr<v1::CompareResponse> Compare(const runtime::CallContext& call, StatisticsBackend& statistics,
                                            const v1::CompareRequest& request);
absl::StatusOr<v1::FindOutliersResponse> FindOutliers(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                      const v1::FindOutliersRequest& request);
absl::StatusOr<v1::TraceResponse> Trace(const runtime::CallContext& call, StatisticsBackend& statistics,
                                        const v1::TraceRequest& request);
absl::StatusOr<v1::CoverageResponse> Coverage(const runtime::CallContext& call, StatisticsBackend& statistics,
                                              const v1::CoverageRequest& request);
absl::StatusOr<v1::CompileReportResponse> CompileReport(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                        const v1::CompileReportRequest& request);
absl::StatusOr<v1::ReconcileReportResponse> ReconcileReport(const runtime::CallContext& call,
                                                            StatisticsBackend& statistics,
                                                            const v1::ReconcileReportRequest& request);

absl::StatusOr<v1::ListAuditEntriesResponse> ListAuditEntries(const runtime::CallContext& call,
                                                              StatisticsBackend& statistics,
                                                              const v1::ListAuditEntriesRequest& request);

// Questions about the rules, which the validate service answers. Errors: those of the backend.
absl::StatusOr<v1::ListRulesResponse> ListRules(const runtime::CallContext& call, ValidateBackend& validate,
                                                const v1::ListRulesRequest& request);
absl::StatusOr<v1::ExplainRuleResponse> ExplainRule(const runtime::CallContext& call, ValidateBackend& validate,
                                                    const v1::ExplainRuleRequest& request);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_QUERIES_H_
