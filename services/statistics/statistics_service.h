#ifndef GOUJI_SERVICES_STATISTICS_STATISTICS_SERVICE_H_
#define GOUJI_SERVICES_STATISTICS_STATISTICS_SERVICE_H_

#include "absl/status/status.h"
#include "gouji/statistics/v1/statistics_service.grpc.pb.h"
#include "services/report/conversion.h"
#include "services/runtime/runtime.h"
#include "services/statistics/analysis/analyst.h"
#include "services/statistics/analysis/governments.h"
#include "services/statistics/analysis/kept_orders.h"
#include "services/statistics/register/register.h"

namespace gouji::statistics {

// Calls run on the runtime's executor, and a call of RecordReports holds its thread until the disk has flushed. So this
// many threads are the most calls that one flush can serve.
inline constexpr int kDefaultThreadCount = 16;

// gouji.statistics.v1.StatisticsService over any register: of the server, and embedded in the program `gouji`. The
// references must outlive the service. Thread-safe.
class StatisticsService final : public v1::StatisticsService::CallbackService {
 public:
  StatisticsService(Register& reports, Analyst& analyst, const report::FormCatalog& catalog,
                    const report::ReportConverter& converter, runtime::Runtime& runtime)
      : reports_(reports),
        analyst_(analyst),
        governments_(analyst.cubes(), catalog, converter),
        converter_(converter),
        runtime_(runtime) {}

  grpc::ServerUnaryReactor* RecordReports(grpc::CallbackServerContext* context, const v1::RecordReportsRequest* request,
                                          v1::RecordReportsResponse* response) override;
  grpc::ServerUnaryReactor* FindSubmissions(grpc::CallbackServerContext* context,
                                            const v1::FindSubmissionsRequest* request,
                                            v1::FindSubmissionsResponse* response) override;
  grpc::ServerUnaryReactor* RecordCorrection(grpc::CallbackServerContext* context,
                                             const v1::RecordCorrectionRequest* request,
                                             v1::RecordCorrectionResponse* response) override;
  grpc::ServerUnaryReactor* AcknowledgeFinding(grpc::CallbackServerContext* context,
                                               const v1::AcknowledgeFindingRequest* request,
                                               v1::AcknowledgeFindingResponse* response) override;
  grpc::ServerUnaryReactor* RevokeAcknowledgement(grpc::CallbackServerContext* context,
                                                  const v1::RevokeAcknowledgementRequest* request,
                                                  v1::RevokeAcknowledgementResponse* response) override;
  grpc::ServerUnaryReactor* GetReport(grpc::CallbackServerContext* context, const v1::GetReportRequest* request,
                                      v1::GetReportResponse* response) override;
  grpc::ServerUnaryReactor* GetDocument(grpc::CallbackServerContext* context, const v1::GetDocumentRequest* request,
                                        v1::GetDocumentResponse* response) override;
  grpc::ServerUnaryReactor* ListReports(grpc::CallbackServerContext* context, const v1::ListReportsRequest* request,
                                        v1::ListReportsResponse* response) override;
  grpc::ServerUnaryReactor* FindSimilarReports(grpc::CallbackServerContext* context,
                                               const v1::FindSimilarReportsRequest* request,
                                               v1::FindSimilarReportsResponse* response) override;
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

 private:
  // What this process has committed is in every answer from now on.
  absl::Status Committed(absl::Status status);

  Register& reports_;
  Analyst& analyst_;
  Governments governments_;
  KeptOrders orders_;  // of lists of reports
  const report::ReportConverter& converter_;
  runtime::Runtime& runtime_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_STATISTICS_SERVICE_H_
