#include "services/gateway/queries.h"

namespace gouji::gateway {

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
  absl::StatusOr<statistics::v1::SummarizeResponse> answer = statistics.Summarize(call, inner);
  if (!answer.ok()) return answer.status();
  v1::SummarizeResponse response;
  response.mutable_summary()->Swap(answer->mutable_summary());
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
