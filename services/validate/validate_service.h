#ifndef GOUJI_SERVICES_VALIDATE_VALIDATE_SERVICE_H_
#define GOUJI_SERVICES_VALIDATE_VALIDATE_SERVICE_H_

#include "absl/status/status.h"
#include "gouji/validate/v1/validate_service.grpc.pb.h"
#include "services/report/conversion.h"
#include "services/runtime/arena_messages.h"
#include "services/runtime/call.h"
#include "services/runtime/runtime.h"
#include "services/validate/engine.h"
#include "services/validate/rule_set.h"

namespace gouji::validate {

// ValidateService over the engine. Holds no state of its own; thread-safe. What it is given must outlive it, and the
// catalogue behind the converter must be the one behind the rules.
class ValidateService final : public v1::ValidateService::CallbackService {
 public:
  ValidateService(runtime::Runtime& runtime, const report::ReportConverter& converter, const RuleSet& rules)
      : runtime_(runtime), converter_(converter), rules_(rules), engine_(rules) {
    SetMessageAllocatorFor_ValidateReport(&messages_);
  }

  grpc::ServerUnaryReactor* ValidateReport(grpc::CallbackServerContext* context,
                                           const v1::ValidateReportRequest* request,
                                           v1::ValidateReportResponse* response) override;
  grpc::ServerUnaryReactor* ListRules(grpc::CallbackServerContext* context, const v1::ListRulesRequest* request,
                                      v1::ListRulesResponse* response) override;
  grpc::ServerUnaryReactor* ExplainRule(grpc::CallbackServerContext* context, const v1::ExplainRuleRequest* request,
                                        v1::ExplainRuleResponse* response) override;

 private:
  absl::Status ValidateReportImpl(const v1::ValidateReportRequest& request, v1::ValidateReportResponse& response) const;

  runtime::Runtime& runtime_;
  // A report with evidence has some 250 parts.
  runtime::ArenaMessages<v1::ValidateReportRequest, v1::ValidateReportResponse> messages_;
  const report::ReportConverter& converter_;
  const RuleSet& rules_;
  const Engine engine_;
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_VALIDATE_SERVICE_H_
