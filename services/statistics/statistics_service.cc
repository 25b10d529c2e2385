#include "services/statistics/statistics_service.h"

#include "services/runtime/unary.h"
#include "services/statistics/queries.h"

namespace gouji::statistics {

using runtime::CallContext;

grpc::ServerUnaryReactor* StatisticsService::RecordReports(grpc::CallbackServerContext* context,
                                                           const v1::RecordReportsRequest* request,
                                                           v1::RecordReportsResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/RecordReports", context, request,
                             response, [this](const CallContext& call, const auto& in, auto& out) {
                               return RecordReportsIn(reports_, converter_, call, in, out);
                             });
}

grpc::ServerUnaryReactor* StatisticsService::RecordCorrection(grpc::CallbackServerContext* context,
                                                              const v1::RecordCorrectionRequest* request,
                                                              v1::RecordCorrectionResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.statistics.v1.StatisticsService/RecordCorrection", context, request,
                             response, [this](const CallContext& /*call*/, const auto& in, auto& out) {
                               return RecordCorrectionIn(reports_, converter_, in, out);
                             });
}

grpc::ServerUnaryReactor* StatisticsService::AcknowledgeFinding(grpc::CallbackServerContext* context,
                                                                const v1::AcknowledgeFindingRequest* request,
                                                                v1::AcknowledgeFindingResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/AcknowledgeFinding", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return AcknowledgeIn(reports_, in, out); });
}

grpc::ServerUnaryReactor* StatisticsService::RevokeAcknowledgement(grpc::CallbackServerContext* context,
                                                                   const v1::RevokeAcknowledgementRequest* request,
                                                                   v1::RevokeAcknowledgementResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/RevokeAcknowledgement", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return RevokeIn(reports_, in, out); });
}

grpc::ServerUnaryReactor* StatisticsService::GetReport(grpc::CallbackServerContext* context,
                                                       const v1::GetReportRequest* request,
                                                       v1::GetReportResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/GetReport", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return GetReportFrom(reports_, in, out); });
}

grpc::ServerUnaryReactor* StatisticsService::ListReports(grpc::CallbackServerContext* context,
                                                         const v1::ListReportsRequest* request,
                                                         v1::ListReportsResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/ListReports", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return ListReportsOf(reports_, in, out); });
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
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/ImportRoster", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return ImportRosterInto(reports_, in, out); });
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
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/PlaceReport", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return PlaceReportIn(reports_, in, out); });
}

grpc::ServerUnaryReactor* StatisticsService::WithdrawReport(grpc::CallbackServerContext* context,
                                                            const v1::WithdrawReportRequest* request,
                                                            v1::WithdrawReportResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/WithdrawReport", context, request, response,
      [this](const CallContext& /*call*/, const auto& in, auto& out) { return WithdrawReportFrom(reports_, in, out); });
}

grpc::ServerUnaryReactor* StatisticsService::Summarize(grpc::CallbackServerContext* context,
                                                       const v1::SummarizeRequest* request,
                                                       v1::SummarizeResponse* response) {
  return runtime::ServeUnary(
      runtime_, "gouji.statistics.v1.StatisticsService/Summarize", context, request, response,
      [this](const CallContext& call, const auto& in, auto& out) { return SummaryFrom(reports_, call, in, out); });
}

}  // namespace gouji::statistics
