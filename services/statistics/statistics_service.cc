#include "services/statistics/statistics_service.h"

#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/runtime/unary.h"
#include "services/statistics/analysis/report_list.h"
#include "services/statistics/queries.h"

namespace gouji::statistics {

using runtime::CallContext;

namespace {

// Gives an answer to whoever asked.
template <typename Answer>
absl::Status Take(absl::StatusOr<Answer> answer, Answer* response) {
  if (!answer.ok()) return answer.status();
  *response = *std::move(answer);
  return absl::OkStatus();
}

}  // namespace

absl::Status StatisticsService::Committed(absl::Status status) {
  if (status.ok()) analyst_.cubes().NoteCommit();
  return status;
}

grpc::ServerUnaryReactor* StatisticsService::RecordReports(grpc::CallbackServerContext* context,
                                                           const v1::RecordReportsRequest* request,
                                                           v1::RecordReportsResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/RecordReports", context, request,
                             response, [this](const CallContext& call, const auto& in, auto& out) {
                               return Committed(RecordReportsIn(reports_, converter_, call, in, out));
                             });
}

grpc::ServerUnaryReactor* StatisticsService::FindSubmissions(grpc::CallbackServerContext* context,
                                                             const v1::FindSubmissionsRequest* request,
                                                             v1::FindSubmissionsResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/FindSubmissions", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return FindSubmissionsIn(reports_, in, out); });
}

grpc::ServerUnaryReactor* StatisticsService::RecordCorrection(grpc::CallbackServerContext* context,
                                                              const v1::RecordCorrectionRequest* request,
                                                              v1::RecordCorrectionResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/RecordCorrection", context, request,
                             response, [this](const CallContext& call, const auto& in, auto& out) {
                               return Committed(RecordCorrectionIn(reports_, converter_, call, in, out));
                             });
}

grpc::ServerUnaryReactor* StatisticsService::AcknowledgeFinding(grpc::CallbackServerContext* context,
                                                                const v1::AcknowledgeFindingRequest* request,
                                                                v1::AcknowledgeFindingResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/AcknowledgeFinding", context, request,
                             response, [this](const CallContext& call, const auto& in, auto& out) {
                               return Committed(AcknowledgeIn(reports_, call, in, out));
                             });
}

grpc::ServerUnaryReactor* StatisticsService::RevokeAcknowledgement(grpc::CallbackServerContext* context,
                                                                   const v1::RevokeAcknowledgementRequest* request,
                                                                   v1::RevokeAcknowledgementResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/RevokeAcknowledgement", context, request,
                             response, [this](const CallContext& call, const auto& in, auto& out) {
                               return Committed(RevokeIn(reports_, call, in, out));
                             });
}

grpc::ServerUnaryReactor* StatisticsService::GetReport(grpc::CallbackServerContext* context,
                                                       const v1::GetReportRequest* request,
                                                       v1::GetReportResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/GetReport", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return GetReportFrom(reports_, in, out); });
}

grpc::ServerUnaryReactor* StatisticsService::GetDocument(grpc::CallbackServerContext* context,
                                                         const v1::GetDocumentRequest* request,
                                                         v1::GetDocumentResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/GetDocument", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return GetDocumentFrom(reports_, in, out); });
}

grpc::ServerUnaryReactor* StatisticsService::ListReports(grpc::CallbackServerContext* context,
                                                         const v1::ListReportsRequest* request,
                                                         v1::ListReportsResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/ListReports", context, request, response,
                             [this](const CallContext& /*call*/, const auto& in, auto& out) {
                               return Take(statistics::ListReports(reports_, analyst_.cubes(), orders_, in), &out);
                             });
}

grpc::ServerUnaryReactor* StatisticsService::FindSimilarReports(grpc::CallbackServerContext* context,
                                                                const v1::FindSimilarReportsRequest* request,
                                                                v1::FindSimilarReportsResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/FindSimilarReports", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return SimilarReportsIn(reports_, in, out); });
}

grpc::ServerUnaryReactor* StatisticsService::ImportRoster(grpc::CallbackServerContext* context,
                                                          const v1::ImportRosterRequest* request,
                                                          v1::ImportRosterResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/ImportRoster", context, request, response,
                             [this](const CallContext& call, const auto& in, auto& out) {
                               return Committed(ImportRosterInto(reports_, call, in, out));
                             });
}

grpc::ServerUnaryReactor* StatisticsService::GetRoster(grpc::CallbackServerContext* context,
                                                       const v1::GetRosterRequest* request,
                                                       v1::GetRosterResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/GetRoster", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return GetRosterFrom(reports_, in, out); });
}

grpc::ServerUnaryReactor* StatisticsService::ResolveUnit(grpc::CallbackServerContext* context,
                                                         const v1::ResolveUnitRequest* request,
                                                         v1::ResolveUnitResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/ResolveUnit", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return ResolveUnitIn(reports_, in, out); });
}

grpc::ServerUnaryReactor* StatisticsService::PlaceReport(grpc::CallbackServerContext* context,
                                                         const v1::PlaceReportRequest* request,
                                                         v1::PlaceReportResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/PlaceReport", context, request, response,
                             [this](const CallContext& call, const auto& in, auto& out) {
                               return Committed(PlaceReportIn(reports_, call, in, out));
                             });
}

grpc::ServerUnaryReactor* StatisticsService::WithdrawReport(grpc::CallbackServerContext* context,
                                                            const v1::WithdrawReportRequest* request,
                                                            v1::WithdrawReportResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/WithdrawReport", context, request,
                             response, [this](const CallContext& call, const auto& in, auto& out) {
                               return Committed(WithdrawReportFrom(reports_, call, in, out));
                             });
}

grpc::ServerUnaryReactor* StatisticsService::ListAuditEntries(grpc::CallbackServerContext* context,
                                                              const v1::ListAuditEntriesRequest* request,
                                                              v1::ListAuditEntriesResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/ListAuditEntries", context, request,
                             response, [this](const CallContext& /*call*/, const auto& in, auto& out) {
                               return ListAuditEntriesFrom(reports_, in, out);
                             });
}

grpc::ServerUnaryReactor* StatisticsService::Summarize(grpc::CallbackServerContext* context,
                                                       const v1::SummarizeRequest* request,
                                                       v1::SummarizeResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/Summarize", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return Take(analyst_.Summarize(in), &out); });
}

grpc::ServerUnaryReactor* StatisticsService::ListMetrics(grpc::CallbackServerContext* context,
                                                         const v1::ListMetricsRequest* request,
                                                         v1::ListMetricsResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/ListMetrics", context, request, response,
                             [this](const CallContext& /*call*/, const auto& /*in*/, auto& out) {
                               const std::vector<v1::MetricDescription>& metrics = analyst_.metrics().descriptions();
                               out.mutable_metrics()->Add(metrics.begin(), metrics.end());
                               return absl::OkStatus();
                             });
}

grpc::ServerUnaryReactor* StatisticsService::Rank(grpc::CallbackServerContext* context, const v1::RankRequest* request,
                                                  v1::RankResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/Rank", context, request, response,
                             [this](const CallContext& /*call*/, const auto& in, auto& out) {
                               return Take(analyst_.Rank(in.query()), out.mutable_ranking());
                             });
}

grpc::ServerUnaryReactor* StatisticsService::Trend(grpc::CallbackServerContext* context,
                                                   const v1::TrendRequest* request, v1::TrendResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/Trend", context, request, response,
                             [this](const CallContext& /*call*/, const auto& in, auto& out) {
                               return Take(analyst_.Trend(in.query()), out.mutable_trends());
                             });
}

grpc::ServerUnaryReactor* StatisticsService::Describe(grpc::CallbackServerContext* context,
                                                      const v1::DescribeRequest* request,
                                                      v1::DescribeResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/Describe", context, request, response,
                             [this](const CallContext& /*call*/, const auto& in, auto& out) {
                               return Take(analyst_.Describe(in.query()), out.mutable_distributions());
                             });
}

grpc::ServerUnaryReactor* StatisticsService::Compare(grpc::CallbackServerContext* context,
                                                     const v1::CompareRequest* request, v1::CompareResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/Compare", context, request, response,
                             [this](const CallContext& /*call*/, const auto& in, auto& out) {
                               return Take(analyst_.Compare(in.query()), out.mutable_comparison());
                             });
}

grpc::ServerUnaryReactor* StatisticsService::FindOutliers(grpc::CallbackServerContext* context,
                                                          const v1::FindOutliersRequest* request,
                                                          v1::FindOutliersResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/FindOutliers", context, request, response,
                             [this](const CallContext& /*call*/, const auto& in, auto& out) {
                               return Take(analyst_.FindOutliers(in.query()), out.mutable_outliers());
                             });
}

grpc::ServerUnaryReactor* StatisticsService::Trace(grpc::CallbackServerContext* context,
                                                   const v1::TraceRequest* request, v1::TraceResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/Trace", context, request, response,
                             [this](const CallContext& /*call*/, const auto& in, auto& out) {
                               return Take(analyst_.Trace(in.query()), out.mutable_tracing());
                             });
}

grpc::ServerUnaryReactor* StatisticsService::Coverage(grpc::CallbackServerContext* context,
                                                      const v1::CoverageRequest* request,
                                                      v1::CoverageResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/Coverage", context, request, response,
                             [this](const CallContext& /*call*/, const auto& in, auto& out) {
                               return Take(analyst_.Coverage(in.query()), out.mutable_coverage());
                             });
}

grpc::ServerUnaryReactor* StatisticsService::CompileReport(grpc::CallbackServerContext* context,
                                                           const v1::CompileReportRequest* request,
                                                           v1::CompileReportResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/CompileReport", context, request,
                             response, [this](const CallContext& /*call*/, const auto& in, auto& out) {
                               return Take(governments_.Compile(in.query()), out.mutable_compiled());
                             });
}

grpc::ServerUnaryReactor* StatisticsService::ReconcileReport(grpc::CallbackServerContext* context,
                                                             const v1::ReconcileReportRequest* request,
                                                             v1::ReconcileReportResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/ReconcileReport", context, request,
                             response, [this](const CallContext& /*call*/, const auto& in, auto& out) {
                               return Take(governments_.Reconcile(in.query()), out.mutable_reconciliation());
                             });
}

}  // namespace gouji::statistics
