#include "services/gateway/queries.h"

namespace gouji::gateway {
namespace {

// Asks what the statistics service alone answers: the query goes on as it came, and so does the answer.
template <typename Response, typename InnerRequest, typename InnerResponse, typename Request, typename Answer>
absl::StatusOr<Response> Forward(const runtime::CallContext& call, StatisticsBackend& statistics,
                                 absl::StatusOr<InnerResponse> (StatisticsBackend::*method)(const runtime::CallContext&,
                                                                                            const InnerRequest&),
                                 const Request& request, Answer* (InnerResponse::*inner_answer)(),
                                 Answer* (Response::*answer)()) {
  InnerRequest inner;
  *inner.mutable_query() = request.query();
  absl::StatusOr<InnerResponse> answered = (statistics.*method)(call, inner);
  if (!answered.ok()) return answered.status();
  Response response;
  (response.*answer)()->Swap(((*answered).*inner_answer)());
  return response;
}

}  // namespace

absl::StatusOr<v1::GetDocumentResponse> GetDocument(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                    const v1::GetDocumentRequest& request) {
  statistics::v1::GetDocumentRequest inner;
  *inner.mutable_key() = request.key();
  inner.set_revision(request.revision());
  absl::StatusOr<statistics::v1::GetDocumentResponse> answer = statistics.GetDocument(call, inner);
  if (!answer.ok()) return answer.status();
  v1::GetDocumentResponse response;
  response.mutable_document()->swap(*answer->mutable_document());
  response.set_file_name(answer->file_name());
  response.set_sha256(answer->sha256());
  return response;
}

absl::StatusOr<v1::ListReportsResponse> ListReports(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                    const v1::ListReportsRequest& request) {
  statistics::v1::ListReportsRequest inner;
  *inner.mutable_filter() = request.filter();
  inner.set_page_size(request.page_size());
  inner.set_page_token(request.page_token());
  inner.set_view(request.view());
  absl::StatusOr<statistics::v1::ListReportsResponse> answer = statistics.ListReports(call, inner);
  if (!answer.ok()) return answer.status();
  v1::ListReportsResponse response;
  response.mutable_reports()->Swap(answer->mutable_reports());
  response.set_next_page_token(answer->next_page_token());
  return response;
}

absl::StatusOr<v1::SummarizeResponse> Summarize(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                const v1::SummarizeRequest& request) {
  statistics::v1::SummarizeRequest inner;
  *inner.mutable_filter() = request.filter();
  inner.set_basis(request.basis());
  inner.set_as_of(request.as_of());
  *inner.mutable_group_by() = request.group_by();
  absl::StatusOr<statistics::v1::SummarizeResponse> answer = statistics.Summarize(call, inner);
  if (!answer.ok()) return answer.status();
  v1::SummarizeResponse response;
  response.mutable_summary()->Swap(answer->mutable_summary());
  response.mutable_groups()->Swap(answer->mutable_groups());
  return response;
}

absl::StatusOr<v1::ListMetricsResponse> ListMetrics(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                    const v1::ListMetricsRequest& /*request*/) {
  absl::StatusOr<statistics::v1::ListMetricsResponse> answer =
      statistics.ListMetrics(call, statistics::v1::ListMetricsRequest());
  if (!answer.ok()) return answer.status();
  v1::ListMetricsResponse response;
  response.mutable_metrics()->Swap(answer->mutable_metrics());
  return response;
}

absl::StatusOr<v1::RankResponse> Rank(const runtime::CallContext& call, StatisticsBackend& statistics,
                                      const v1::RankRequest& request) {
  return Forward(call, statistics, &StatisticsBackend::Rank, request, &statistics::v1::RankResponse::mutable_ranking,
                 &v1::RankResponse::mutable_ranking);
}

absl::StatusOr<v1::TrendResponse> Trend(const runtime::CallContext& call, StatisticsBackend& statistics,
                                        const v1::TrendRequest& request) {
  return Forward(call, statistics, &StatisticsBackend::Trend, request, &statistics::v1::TrendResponse::mutable_trends,
                 &v1::TrendResponse::mutable_trends);
}

absl::StatusOr<v1::DescribeResponse> Describe(const runtime::CallContext& call, StatisticsBackend& statistics,
                                              const v1::DescribeRequest& request) {
  return Forward(call, statistics, &StatisticsBackend::Describe, request,
                 &statistics::v1::DescribeResponse::mutable_distributions,
                 &v1::DescribeResponse::mutable_distributions);
}

absl::StatusOr<v1::CompareResponse> Compare(const runtime::CallContext& call, StatisticsBackend& statistics,
                                            const v1::CompareRequest& request) {
  return Forward(call, statistics, &StatisticsBackend::Compare, request,
                 &statistics::v1::CompareResponse::mutable_comparison, &v1::CompareResponse::mutable_comparison);
}

absl::StatusOr<v1::FindOutliersResponse> FindOutliers(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                      const v1::FindOutliersRequest& request) {
  return Forward(call, statistics, &StatisticsBackend::FindOutliers, request,
                 &statistics::v1::FindOutliersResponse::mutable_outliers, &v1::FindOutliersResponse::mutable_outliers);
}

absl::StatusOr<v1::TraceResponse> Trace(const runtime::CallContext& call, StatisticsBackend& statistics,
                                        const v1::TraceRequest& request) {
  return Forward(call, statistics, &StatisticsBackend::Trace, request, &statistics::v1::TraceResponse::mutable_tracing,
                 &v1::TraceResponse::mutable_tracing);
}

absl::StatusOr<v1::CoverageResponse> Coverage(const runtime::CallContext& call, StatisticsBackend& statistics,
                                              const v1::CoverageRequest& request) {
  return Forward(call, statistics, &StatisticsBackend::Coverage, request,
                 &statistics::v1::CoverageResponse::mutable_coverage, &v1::CoverageResponse::mutable_coverage);
}

absl::StatusOr<v1::CompileReportResponse> CompileReport(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                        const v1::CompileReportRequest& request) {
  return Forward(call, statistics, &StatisticsBackend::CompileReport, request,
                 &statistics::v1::CompileReportResponse::mutable_compiled,
                 &v1::CompileReportResponse::mutable_compiled);
}

absl::StatusOr<v1::ReconcileReportResponse> ReconcileReport(const runtime::CallContext& call,
                                                            StatisticsBackend& statistics,
                                                            const v1::ReconcileReportRequest& request) {
  return Forward(call, statistics, &StatisticsBackend::ReconcileReport, request,
                 &statistics::v1::ReconcileReportResponse::mutable_reconciliation,
                 &v1::ReconcileReportResponse::mutable_reconciliation);
}

absl::StatusOr<v1::ListAuditEntriesResponse> ListAuditEntries(const runtime::CallContext& call,
                                                              StatisticsBackend& statistics,
                                                              const v1::ListAuditEntriesRequest& request) {
  statistics::v1::ListAuditEntriesRequest inner;
  inner.set_unit(request.unit());
  inner.set_page_size(request.page_size());
  inner.set_page_token(request.page_token());
  absl::StatusOr<statistics::v1::ListAuditEntriesResponse> answer = statistics.ListAuditEntries(call, inner);
  if (!answer.ok()) return answer.status();
  v1::ListAuditEntriesResponse response;
  response.mutable_entries()->Swap(answer->mutable_entries());
  response.set_next_page_token(answer->next_page_token());
  return response;
}

absl::StatusOr<v1::ListRulesResponse> ListRules(const runtime::CallContext& call, ValidateBackend& validate,
                                                const v1::ListRulesRequest& request) {
  validate::v1::ListRulesRequest inner;
  inner.set_page_size(request.page_size());
  inner.set_page_token(request.page_token());
  inner.set_form(request.form());
  inner.set_pack(request.pack());
  absl::StatusOr<validate::v1::ListRulesResponse> answer = validate.ListRules(call, inner);
  if (!answer.ok()) return answer.status();
  v1::ListRulesResponse response;
  response.mutable_rules()->Swap(answer->mutable_rules());
  response.set_next_page_token(answer->next_page_token());
  return response;
}

absl::StatusOr<v1::ExplainRuleResponse> ExplainRule(const runtime::CallContext& call, ValidateBackend& validate,
                                                    const v1::ExplainRuleRequest& request) {
  validate::v1::ExplainRuleRequest inner;
  inner.set_id(request.id());
  absl::StatusOr<validate::v1::ExplainRuleResponse> answer = validate.ExplainRule(call, inner);
  if (!answer.ok()) return answer.status();
  v1::ExplainRuleResponse response;
  response.mutable_rule()->Swap(answer->mutable_rule());
  return response;
}

}  // namespace gouji::gateway
