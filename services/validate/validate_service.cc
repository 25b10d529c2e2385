#include "services/validate/validate_service.h"

#include <cstdint>
#include <vector>

#include "services/report/error.h"
#include "services/runtime/unary.h"
#include "services/validate/context_proto.h"
#include "services/validate/rule_description_proto.h"
#include "services/validate/validation_proto.h"

namespace gouji::validate {

grpc::ServerUnaryReactor* ValidateService::ValidateReport(grpc::CallbackServerContext* context,
                                                          const v1::ValidateReportRequest* request,
                                                          v1::ValidateReportResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.validate.v1.ValidateService/ValidateReport", context, request, response,
                             [this](const runtime::CallContext&, const v1::ValidateReportRequest& in,
                                    v1::ValidateReportResponse& out) { return ValidateReportImpl(in, out); });
}

grpc::ServerUnaryReactor* ValidateService::ListRules(grpc::CallbackServerContext* context,
                                                     const v1::ListRulesRequest* request,
                                                     v1::ListRulesResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.validate.v1.ValidateService/ListRules", context, request, response,
                             [this](const runtime::CallContext&, const v1::ListRulesRequest& in,
                                    v1::ListRulesResponse& out) { return ListRulesOf(rules_, in, out); });
}

grpc::ServerUnaryReactor* ValidateService::ExplainRule(grpc::CallbackServerContext* context,
                                                       const v1::ExplainRuleRequest* request,
                                                       v1::ExplainRuleResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.validate.v1.ValidateService/ExplainRule", context, request, response,
                             [this](const runtime::CallContext&, const v1::ExplainRuleRequest& in,
                                    v1::ExplainRuleResponse& out) { return ExplainRuleOf(rules_, in, out); });
}

absl::Status ValidateService::ValidateReportImpl(const v1::ValidateReportRequest& request,
                                                 v1::ValidateReportResponse& response) const {
  if (!request.has_report()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedReport,
                         "the request has no report; set the field report");
  }
  const absl::StatusOr<report::Report> report = converter_.FromProto(request.report());
  if (!report.ok()) {
    return report.status();
  }
  const Acknowledged acknowledged(request.acknowledged_fingerprints().begin(),
                                  request.acknowledged_fingerprints().end());
  const absl::StatusOr<RequestContext> context = RequestContext::FromProto(request, converter_, *report);
  if (!context.ok()) {
    return context.status();
  }
  ValidationToProto(engine_.Check(*report, acknowledged, context->context()), *report, &response);
  if (request.include_copy_sketch()) {
    const std::vector<uint64_t> bands = engine_.CopySketchOf(*report);
    response.mutable_copy_sketch()->mutable_bands()->Assign(bands.begin(), bands.end());
  }
  return absl::OkStatus();
}

}  // namespace gouji::validate
