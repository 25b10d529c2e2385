#ifndef GOUJI_SERVICES_GATEWAY_GATEWAY_SERVICE_H_
#define GOUJI_SERVICES_GATEWAY_GATEWAY_SERVICE_H_

#include "gouji/gateway/v1/gateway_service.grpc.pb.h"
#include "services/gateway/auth/restricted_backends.h"
#include "services/gateway/backends.h"
#include "services/gateway/request_limits.h"
#include "services/gateway/submission.h"
#include "services/gateway/submit_metrics.h"
#include "services/gateway/submit_stream.h"
#include "services/report/conversion.h"
#include "services/runtime/executor.h"
#include "services/runtime/runtime.h"

namespace gouji::gateway {

// The generated service with a callback for each of the methods, the others left synchronous: the generated classes
// wrap one another.
template <typename Service, template <typename> class... Methods>
struct CallbackMethods {
  using Type = Service;
};
template <typename Service, template <typename> class Method, template <typename> class... Others>
struct CallbackMethods<Service, Method, Others...> {
  using Type = Method<typename CallbackMethods<Service, Others...>::Type>;
};

// The public door: takes calls apart and hands them to the core. Unary methods use the callback API, the one stream the
// synchronous API (README.md says why). Whom a call's token lets reach what is decided between the core and the
// backends (auth/restricted_backends.h), so for all methods alike.
//
// Thread-safe. Backends, converter and runtime must outlive it, and it must outlive the server.
class GatewayService final
    : public CallbackMethods<
          v1::GatewayService::Service,
          // clang-format off
          v1::GatewayService::WithCallbackMethod_CheckDocument,
          v1::GatewayService::WithCallbackMethod_CheckReport,
          v1::GatewayService::WithCallbackMethod_SubmitDocument,
          v1::GatewayService::WithCallbackMethod_SubmitReport,
          v1::GatewayService::WithCallbackMethod_GetReport,
          v1::GatewayService::WithCallbackMethod_GetDocument,
          v1::GatewayService::WithCallbackMethod_ListReports,
          v1::GatewayService::WithCallbackMethod_AcknowledgeFinding,
          v1::GatewayService::WithCallbackMethod_RevokeAcknowledgement,
          v1::GatewayService::WithCallbackMethod_CorrectCells,
          v1::GatewayService::WithCallbackMethod_ImportRoster,
          v1::GatewayService::WithCallbackMethod_GetRoster,
          v1::GatewayService::WithCallbackMethod_ResolveUnit,
          v1::GatewayService::WithCallbackMethod_PlaceReport,
          v1::GatewayService::WithCallbackMethod_WithdrawReport,
          v1::GatewayService::WithCallbackMethod_ListAuditEntries,
          v1::GatewayService::WithCallbackMethod_Summarize,
          v1::GatewayService::WithCallbackMethod_ListMetrics,
          v1::GatewayService::WithCallbackMethod_Rank,
          v1::GatewayService::WithCallbackMethod_Trend,
          v1::GatewayService::WithCallbackMethod_Describe,
          v1::GatewayService::WithCallbackMethod_Compare,
          v1::GatewayService::WithCallbackMethod_FindOutliers,
          v1::GatewayService::WithCallbackMethod_Trace,
          v1::GatewayService::WithCallbackMethod_Coverage,
          v1::GatewayService::WithCallbackMethod_CompileReport,
          v1::GatewayService::WithCallbackMethod_ReconcileReport,
          v1::GatewayService::WithCallbackMethod_ListRules,
          v1::GatewayService::WithCallbackMethod_ExplainRule
          // clang-format on
          >::Type {
 public:
  struct Options {
    SubmitStreamOptions stream;
    // Threads that read and check the items of all streams; they spend most of their time waiting for backends.
    int stream_worker_count = 16;
  };

  GatewayService(const Options& options, const Backends& backends, const report::ReportConverter& converter,
                 runtime::Runtime& runtime);

  grpc::ServerUnaryReactor* CheckDocument(grpc::CallbackServerContext* context, const v1::CheckDocumentRequest* request,
                                          v1::CheckDocumentResponse* response) override;
  grpc::ServerUnaryReactor* CheckReport(grpc::CallbackServerContext* context, const v1::CheckReportRequest* request,
                                        v1::CheckReportResponse* response) override;
  grpc::ServerUnaryReactor* SubmitDocument(grpc::CallbackServerContext* context,
                                           const v1::SubmitDocumentRequest* request,
                                           v1::SubmitDocumentResponse* response) override;
  grpc::ServerUnaryReactor* SubmitReport(grpc::CallbackServerContext* context, const v1::SubmitReportRequest* request,
                                         v1::SubmitReportResponse* response) override;
  grpc::Status SubmitDocuments(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::SubmitDocumentsResponse, v1::SubmitDocumentsRequest>* stream) override;
  grpc::ServerUnaryReactor* GetReport(grpc::CallbackServerContext* context, const v1::GetReportRequest* request,
                                      v1::GetReportResponse* response) override;
  grpc::ServerUnaryReactor* GetDocument(grpc::CallbackServerContext* context, const v1::GetDocumentRequest* request,
                                        v1::GetDocumentResponse* response) override;
  grpc::ServerUnaryReactor* ListReports(grpc::CallbackServerContext* context, const v1::ListReportsRequest* request,
                                        v1::ListReportsResponse* response) override;
  grpc::ServerUnaryReactor* AcknowledgeFinding(grpc::CallbackServerContext* context,
                                               const v1::AcknowledgeFindingRequest* request,
                                               v1::AcknowledgeFindingResponse* response) override;
  grpc::ServerUnaryReactor* RevokeAcknowledgement(grpc::CallbackServerContext* context,
                                                  const v1::RevokeAcknowledgementRequest* request,
                                                  v1::RevokeAcknowledgementResponse* response) override;
  grpc::ServerUnaryReactor* CorrectCells(grpc::CallbackServerContext* context, const v1::CorrectCellsRequest* request,
                                         v1::CorrectCellsResponse* response) override;
  grpc::ServerUnaryReactor* ImportRoster(grpc::CallbackServerContext* context, const v1::ImportRosterRequest* request,
                                         v1::ImportRosterResponse* response) override;
  grpc::ServerUnaryReactor* GetRoster(grpc::CallbackServerContext* context, const v1::GetRosterRequest* request,
                                      v1::GetRosterResponse* response) override;
  grpc::ServerUnaryReactor* ResolveUnit(grpc::CallbackServerContext* context, const v1::ResolveUnitRequest* request,
                                        v1::ResolveUnitResponse* response) override;
  grpc::ServerUnaryReactor* PlaceReport(grpc::CallbackServerContext* context, const v1::PlaceReportRequest* request,
                                        v1::PlaceReportResponse* response) override;
  grpc::ServerUnaryReactor* WithdrawReport(grpc::CallbackServerContext* context,
                                           const v1::WithdrawReportRequest* request,
                                           v1::WithdrawReportResponse* response) override;
  grpc::ServerUnaryReactor* ListAuditEntries(grpc::CallbackServerContext* context,
                                             const v1::ListAuditEntriesRequest* request,
                                             v1::ListAuditEntriesResponse* response) override;
  grpc::ServerUnaryReactor* Summarize(grpc::CallbackServerContext* context, const v1::SummarizeRequest* request,
                                      v1::SummarizeResponse* response) override;
  grpc::ServerUnaryReactor* ListMetrics(grpc::CallbackServerContext* context, const v1::ListMetricsRequest* request,
                                        v1::ListMetricsResponse* response) override;
  grpc::ServerUnaryReactor* Rank(grpc::CallbackServerContext* context, const v1::RankRequest* request,
                                 v1::RankResponse* response) override;
  grpc::ServerUnaryReactor* Trend(grpc::CallbackServerContext* context, const v1::TrendRequest* request,
                                  v1::TrendResponse* response) override;
  grpc::ServerUnaryReactor* Describe(grpc::CallbackServerContext* context, const v1::DescribeRequest* request,
                                     v1::DescribeResponse* response) override;
  grpc::ServerUnaryReactor* Compare(grpc::CallbackServerContext* context, const v1::CompareRequest* request,
                                    v1::CompareResponse* response) override;
  grpc::ServerUnaryReactor* FindOutliers(grpc::CallbackServerContext* context, const v1::FindOutliersRequest* request,
                                         v1::FindOutliersResponse* response) override;
  grpc::ServerUnaryReactor* Trace(grpc::CallbackServerContext* context, const v1::TraceRequest* request,
                                  v1::TraceResponse* response) override;
  grpc::ServerUnaryReactor* Coverage(grpc::CallbackServerContext* context, const v1::CoverageRequest* request,
                                     v1::CoverageResponse* response) override;
  grpc::ServerUnaryReactor* CompileReport(grpc::CallbackServerContext* context, const v1::CompileReportRequest* request,
                                          v1::CompileReportResponse* response) override;
  grpc::ServerUnaryReactor* ReconcileReport(grpc::CallbackServerContext* context,
                                            const v1::ReconcileReportRequest* request,
                                            v1::ReconcileReportResponse* response) override;
  grpc::ServerUnaryReactor* ListRules(grpc::CallbackServerContext* context, const v1::ListRulesRequest* request,
                                      v1::ListRulesResponse* response) override;
  grpc::ServerUnaryReactor* ExplainRule(grpc::CallbackServerContext* context, const v1::ExplainRuleRequest* request,
                                        v1::ExplainRuleResponse* response) override;

 private:
  const Options options_;
  const RequestLimits limits_;
  RestrictedParse parse_;
  RestrictedStatistics statistics_;
  const Backends backends_;  // these
  const report::ReportConverter& converter_;
  runtime::Runtime& runtime_;
  SubmitMetrics submit_metrics_;
  CurrentReaders current_readers_;
  runtime::Executor stream_workers_;  // last: its threads use what stands above
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_GATEWAY_SERVICE_H_
