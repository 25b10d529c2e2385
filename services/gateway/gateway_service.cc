#include "services/gateway/gateway_service.h"

#include <utility>

#include "services/gateway/across.h"
#include "services/gateway/auth/token.h"
#include "services/gateway/check.h"
#include "services/gateway/corrections.h"
#include "services/gateway/decisions.h"
#include "services/gateway/placements.h"
#include "services/gateway/queries.h"
#include "services/gateway/submit.h"
#include "services/runtime/malformed_requests.h"
#include "services/runtime/unary.h"

namespace gouji::gateway {
namespace {

using Stream = grpc::ServerReaderWriter<v1::SubmitDocumentsResponse, v1::SubmitDocumentsRequest>;

class StreamReader : public ChunkReader {
 public:
  StreamReader(Stream& stream, const RequestLimits& limits) : stream_(stream), limits_(limits) {}
  bool Read(v1::SubmitDocumentsRequest* chunk) override {
    // Bytes that are no message look like the end of the stream (gRPC 1.51), but have cleared the chunk.
    chunk->set_item_id(kNothing);
    if (stream_.Read(chunk)) {
      within_ = limits_.Check(*chunk);
      return within_.ok();
    }
    if (chunk->item_id() != kNothing) within_ = runtime::MalformedRequestError();
    return false;
  }

  // What ended it before the client did: a chunk that is none, or beyond the limits.
  const absl::Status& within() const { return within_; }

 private:
  static constexpr char kNothing[] = "nothing was read";

  Stream& stream_;
  const RequestLimits& limits_;
  absl::Status within_;
};

// Each result goes out by itself: held back by gRPC's buffer hint to go with the next ones, a group sometimes stayed
// with gRPC 1.51 for good.
class StreamWriter : public ResultWriter {
 public:
  explicit StreamWriter(Stream& stream) : stream_(stream) {}
  bool Write(const v1::SubmitDocumentsResponse& result) override { return stream_.Write(result); }

 private:
  Stream& stream_;
};

// A check that looks into the register reads it, too.
template <typename Request>
absl::Status CheckReading(const runtime::CallContext& call, const Request& request) {
  return request.compare_with_register() ? CheckScope(call, v1::SCOPE_READ) : absl::OkStatus();
}

// Serves a unary method whose core returns its response. A request beyond the limits does not reach it.
template <typename Request, typename Response, typename Core>
grpc::ServerUnaryReactor* Serve(runtime::Runtime& runtime, const RequestLimits& limits, std::string_view method,
                                grpc::CallbackServerContext* context, const Request* request, Response* response,
                                Core core) {
  return runtime::ServeUnary(runtime, method, context, request, response,
                             [&limits, core = std::move(core)](const runtime::CallContext& call, const Request& in,
                                                               Response& out) -> absl::Status {
                               if (absl::Status within = limits.Check(in); !within.ok()) return within;
                               absl::StatusOr<Response> result = core(call, in);
                               if (!result.ok()) return result.status();
                               out.Swap(&*result);
                               return absl::OkStatus();
                             });
}

}  // namespace

GatewayService::GatewayService(const Options& options, const Backends& backends,
                               const report::ReportConverter& converter, runtime::Runtime& runtime)
    : options_(options),
      limits_(*v1::CheckDocumentRequest::descriptor()->file()->FindServiceByName("GatewayService")),
      parse_(backends.parse),
      statistics_(backends.statistics),
      backends_{parse_, backends.validate, statistics_},
      converter_(converter),
      runtime_(runtime),
      submit_metrics_(runtime.metrics(), options.stream.window.item_count, options.stream.window.byte_count),
      stream_workers_({.thread_count = options.stream_worker_count,
                       .queue_limit = static_cast<std::size_t>(options.stream.window.item_count) *
                                      static_cast<std::size_t>(runtime.options().stream_limit)}) {}

grpc::ServerUnaryReactor* GatewayService::CheckDocument(grpc::CallbackServerContext* context,
                                                        const v1::CheckDocumentRequest* request,
                                                        v1::CheckDocumentResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/CheckDocument", context, request, response,
               [this](const runtime::CallContext& call, const v1::CheckDocumentRequest& in) {
                 if (absl::Status allowed = CheckReading(call, in); !allowed.ok()) {
                   return absl::StatusOr<v1::CheckDocumentResponse>(allowed);
                 }
                 return gateway::CheckDocument(call, backends_, options_.stream.max_document_bytes, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::CheckReport(grpc::CallbackServerContext* context,
                                                      const v1::CheckReportRequest* request,
                                                      v1::CheckReportResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/CheckReport", context, request, response,
               [this](const runtime::CallContext& call, const v1::CheckReportRequest& in) {
                 if (absl::Status allowed = CheckReading(call, in); !allowed.ok()) {
                   return absl::StatusOr<v1::CheckReportResponse>(allowed);
                 }
                 return gateway::CheckReport(call, backends_, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::SubmitDocument(grpc::CallbackServerContext* context,
                                                         const v1::SubmitDocumentRequest* request,
                                                         v1::SubmitDocumentResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/SubmitDocument", context, request, response,
               [this](const runtime::CallContext& call, const v1::SubmitDocumentRequest& in) {
                 return gateway::SubmitDocument(call, backends_, options_.stream.max_document_bytes, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::SubmitReport(grpc::CallbackServerContext* context,
                                                       const v1::SubmitReportRequest* request,
                                                       v1::SubmitReportResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/SubmitReport", context, request, response,
               [this](const runtime::CallContext& call, const v1::SubmitReportRequest& in) {
                 return gateway::SubmitReport(call, backends_, in);
               });
}

grpc::Status GatewayService::SubmitDocuments(grpc::ServerContext* context, Stream* stream) {
  return runtime::ServeStream(
      runtime_, "gouji.gateway.v1.GatewayService/SubmitDocuments", context, [&](const runtime::CallContext& call) {
        StreamReader reader(*stream, limits_);
        StreamWriter writer(*stream);
        const absl::Status ended = gateway::SubmitDocuments(call, options_.stream, backends_, stream_workers_,
                                                            current_readers_, reader, writer, submit_metrics_);
        return ended.ok() ? reader.within() : ended;
      });
}

grpc::ServerUnaryReactor* GatewayService::GetReport(grpc::CallbackServerContext* context,
                                                    const v1::GetReportRequest* request,
                                                    v1::GetReportResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/GetReport", context, request, response,
               [this](const runtime::CallContext& call, const v1::GetReportRequest& in) {
                 return gateway::GetReport(call, backends_, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::GetDocument(grpc::CallbackServerContext* context,
                                                      const v1::GetDocumentRequest* request,
                                                      v1::GetDocumentResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/GetDocument", context, request, response,
               [this](const runtime::CallContext& call, const v1::GetDocumentRequest& in) {
                 return gateway::GetDocument(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::ListReports(grpc::CallbackServerContext* context,
                                                      const v1::ListReportsRequest* request,
                                                      v1::ListReportsResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/ListReports", context, request, response,
               [this](const runtime::CallContext& call, const v1::ListReportsRequest& in) {
                 return gateway::ListReports(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::AcknowledgeFinding(grpc::CallbackServerContext* context,
                                                             const v1::AcknowledgeFindingRequest* request,
                                                             v1::AcknowledgeFindingResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/AcknowledgeFinding", context, request, response,
               [this](const runtime::CallContext& call, const v1::AcknowledgeFindingRequest& in) {
                 return gateway::AcknowledgeFinding(call, backends_, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::RevokeAcknowledgement(grpc::CallbackServerContext* context,
                                                                const v1::RevokeAcknowledgementRequest* request,
                                                                v1::RevokeAcknowledgementResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/RevokeAcknowledgement", context, request, response,
               [this](const runtime::CallContext& call, const v1::RevokeAcknowledgementRequest& in) {
                 return gateway::RevokeAcknowledgement(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::CorrectCells(grpc::CallbackServerContext* context,
                                                       const v1::CorrectCellsRequest* request,
                                                       v1::CorrectCellsResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/CorrectCells", context, request, response,
               [this](const runtime::CallContext& call, const v1::CorrectCellsRequest& in) {
                 return gateway::CorrectCells(call, backends_, converter_, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::ImportRoster(grpc::CallbackServerContext* context,
                                                       const v1::ImportRosterRequest* request,
                                                       v1::ImportRosterResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/ImportRoster", context, request, response,
               [this](const runtime::CallContext& call, const v1::ImportRosterRequest& in) {
                 return gateway::ImportRoster(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::GetRoster(grpc::CallbackServerContext* context,
                                                    const v1::GetRosterRequest* request,
                                                    v1::GetRosterResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/GetRoster", context, request, response,
               [this](const runtime::CallContext& call, const v1::GetRosterRequest& in) {
                 return gateway::GetRoster(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::ResolveUnit(grpc::CallbackServerContext* context,
                                                      const v1::ResolveUnitRequest* request,
                                                      v1::ResolveUnitResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/ResolveUnit", context, request, response,
               [this](const runtime::CallContext& call, const v1::ResolveUnitRequest& in) {
                 return gateway::ResolveUnit(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::PlaceReport(grpc::CallbackServerContext* context,
                                                      const v1::PlaceReportRequest* request,
                                                      v1::PlaceReportResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/PlaceReport", context, request, response,
               [this](const runtime::CallContext& call, const v1::PlaceReportRequest& in) {
                 return gateway::PlaceReport(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::WithdrawReport(grpc::CallbackServerContext* context,
                                                         const v1::WithdrawReportRequest* request,
                                                         v1::WithdrawReportResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/WithdrawReport", context, request, response,
               [this](const runtime::CallContext& call, const v1::WithdrawReportRequest& in) {
                 return gateway::WithdrawReport(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::ListAuditEntries(grpc::CallbackServerContext* context,
                                                           const v1::ListAuditEntriesRequest* request,
                                                           v1::ListAuditEntriesResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/ListAuditEntries", context, request, response,
               [this](const runtime::CallContext& call, const v1::ListAuditEntriesRequest& in) {
                 return gateway::ListAuditEntries(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::Summarize(grpc::CallbackServerContext* context,
                                                    const v1::SummarizeRequest* request,
                                                    v1::SummarizeResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/Summarize", context, request, response,
               [this](const runtime::CallContext& call, const v1::SummarizeRequest& in) {
                 return gateway::Summarize(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::ListMetrics(grpc::CallbackServerContext* context,
                                                      const v1::ListMetricsRequest* request,
                                                      v1::ListMetricsResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/ListMetrics", context, request, response,
               [this](const runtime::CallContext& call, const v1::ListMetricsRequest& in) {
                 return gateway::ListMetrics(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::Rank(grpc::CallbackServerContext* context, const v1::RankRequest* request,
                                               v1::RankResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/Rank", context, request, response,
               [this](const runtime::CallContext& call, const v1::RankRequest& in) {
                 return gateway::Rank(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::Trend(grpc::CallbackServerContext* context, const v1::TrendRequest* request,
                                                v1::TrendResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/Trend", context, request, response,
               [this](const runtime::CallContext& call, const v1::TrendRequest& in) {
                 return gateway::Trend(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::Describe(grpc::CallbackServerContext* context,
                                                   const v1::DescribeRequest* request, v1::DescribeResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/Describe", context, request, response,
               [this](const runtime::CallContext& call, const v1::DescribeRequest& in) {
                 return gateway::Describe(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::Compare(grpc::CallbackServerContext* context,
                                                  const v1::CompareRequest* request, v1::CompareResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/Compare", context, request, response,
               [this](const runtime::CallContext& call, const v1::CompareRequest& in) {
                 return gateway::Compare(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::FindOutliers(grpc::CallbackServerContext* context,
                                                       const v1::FindOutliersRequest* request,
                                                       v1::FindOutliersResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/FindOutliers", context, request, response,
               [this](const runtime::CallContext& call, const v1::FindOutliersRequest& in) {
                 return gateway::FindOutliers(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::Trace(grpc::CallbackServerContext* context, const v1::TraceRequest* request,
                                                v1::TraceResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/Trace", context, request, response,
               [this](const runtime::CallContext& call, const v1::TraceRequest& in) {
                 return gateway::Trace(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::Coverage(grpc::CallbackServerContext* context,
                                                   const v1::CoverageRequest* request, v1::CoverageResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/Coverage", context, request, response,
               [this](const runtime::CallContext& call, const v1::CoverageRequest& in) {
                 return gateway::Coverage(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::CompileReport(grpc::CallbackServerContext* context,
                                                        const v1::CompileReportRequest* request,
                                                        v1::CompileReportResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/CompileReport", context, request, response,
               [this](const runtime::CallContext& call, const v1::CompileReportRequest& in) {
                 return gateway::CompileReport(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::ReconcileReport(grpc::CallbackServerContext* context,
                                                          const v1::ReconcileReportRequest* request,
                                                          v1::ReconcileReportResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/ReconcileReport", context, request, response,
               [this](const runtime::CallContext& call, const v1::ReconcileReportRequest& in) {
                 return gateway::ReconcileReport(call, backends_.statistics, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::ListRules(grpc::CallbackServerContext* context,
                                                    const v1::ListRulesRequest* request,
                                                    v1::ListRulesResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/ListRules", context, request, response,
               [this](const runtime::CallContext& call, const v1::ListRulesRequest& in) {
                 return gateway::ListRules(call, backends_.validate, in);
               });
}

grpc::ServerUnaryReactor* GatewayService::ExplainRule(grpc::CallbackServerContext* context,
                                                      const v1::ExplainRuleRequest* request,
                                                      v1::ExplainRuleResponse* response) {
  return Serve(runtime_, limits_, "gouji.gateway.v1.GatewayService/ExplainRule", context, request, response,
               [this](const runtime::CallContext& call, const v1::ExplainRuleRequest& in) {
                 return gateway::ExplainRule(call, backends_.validate, in);
               });
}

}  // namespace gouji::gateway
