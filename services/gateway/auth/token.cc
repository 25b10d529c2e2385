#include "services/gateway/auth/token.h"

#include <algorithm>
#include <string>

#include "absl/time/clock.h"
#include "fmt/format.h"
#include "services/report/error.h"
#include "services/runtime/status.h"

namespace gouji::gateway {

Token::Token(const v1::Token& definition, absl::Time expires)
    : Caller(definition.name()),
      definition_(definition),
      expires_(expires),
      area_({definition.regions().begin(), definition.regions().end()},
            {definition.units().begin(), definition.units().end()}),
      requests_(definition.quota().requests_per_minute(), absl::Minutes(1)),
      documents_(definition.quota().documents_per_day(), absl::Hours(24)) {}

absl::Status Token::CheckValid(absl::Time now) const {
  if (is_revoked_.load()) {
    return report::Error(absl::StatusCode::kUnauthenticated, report::Reason::kTokenUnknown,
                         fmt::format("the token {} was taken back or changed; connect anew", name()),
                         fmt::format("令牌 {} 已被收回或变更，请重新连接", name()));
  }
  if (now < expires_) return absl::OkStatus();
  return report::Error(absl::StatusCode::kUnauthenticated, report::Reason::kTokenExpired,
                       fmt::format("the token {} was valid until {}; ask for a new one", name(), definition_.expires()),
                       fmt::format("令牌 {} 的有效期到 {} 为止，请申请新的令牌", name(), definition_.expires()));
}

absl::Status Token::CheckScope(v1::Scope scope) const {
  const auto& scopes = definition_.scopes();
  if (std::find(scopes.begin(), scopes.end(), scope) != scopes.end()) return absl::OkStatus();
  const std::string& missing = v1::Scope_Name(scope);
  return report::Error(absl::StatusCode::kPermissionDenied, report::Reason::kScopeMissing,
                       fmt::format("the token {} lacks {}", name(), missing),
                       fmt::format("令牌 {} 没有权限 {}", name(), missing));
}

absl::Status Token::Take(Allowance& allowance, absl::Time now, std::string_view what_en,
                         std::string_view what_zh) const {
  const absl::Duration wait = allowance.Take(now);
  if (wait == absl::ZeroDuration()) return absl::OkStatus();
  const std::string seconds = fmt::format("{:.3f}", absl::ToDoubleSeconds(wait));
  return runtime::WithRetryDelay(
      report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kQuotaExceeded,
                    fmt::format("the token {} has used its {}; try again in {} s", name(), what_en, seconds),
                    fmt::format("令牌 {} 的{}已用完，请在 {} 秒后重试", name(), what_zh, seconds)),
      wait);
}

absl::Status Token::TakeRequest(absl::Time now) const {
  return Take(requests_, now, "requests of a minute", "每分钟请求数");
}

absl::Status Token::TakeDocument(absl::Time now) const {
  return Take(documents_, now, "documents of a day", "每日文档数");
}

const Token* TokenOf(const runtime::CallContext& call) { return dynamic_cast<const Token*>(call.caller().get()); }

absl::Status CheckScope(const runtime::CallContext& call, v1::Scope scope) {
  const Token* token = TokenOf(call);
  return token == nullptr ? absl::OkStatus() : token->CheckScope(scope);
}

}  // namespace gouji::gateway
