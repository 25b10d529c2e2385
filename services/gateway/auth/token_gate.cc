#include "services/gateway/auth/token_gate.h"

#include "fmt/format.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/gateway/auth/token_text.h"
#include "services/report/error.h"
#include "services/runtime/address.h"
#include "services/runtime/clock.h"

namespace gouji::gateway {

std::map<std::string, v1::MethodRule, std::less<>> MethodRules() {
  std::map<std::string, v1::MethodRule, std::less<>> rules;
  const google::protobuf::ServiceDescriptor& service =
      *v1::CheckDocumentRequest::descriptor()->file()->FindServiceByName("GatewayService");
  for (int i = 0; i < service.method_count(); ++i) {
    const google::protobuf::MethodDescriptor& method = *service.method(i);
    rules[fmt::format("{}/{}", service.full_name(), method.name())] = method.options().GetExtension(v1::rule);
  }
  return rules;
}

absl::StatusOr<std::unique_ptr<TokenGate>> TokenGate::Open(const TokenBook::Options& options,
                                                           const runtime::Logger& log) {
  absl::StatusOr<std::unique_ptr<TokenBook>> book = TokenBook::Open(options, log);
  if (!book.ok()) return book.status();
  return std::unique_ptr<TokenGate>(new TokenGate(*std::move(book)));
}

absl::StatusOr<std::unique_ptr<TokenGate>> TokenGate::OpenFor(const std::string& listen, const std::string& path,
                                                              const runtime::Logger& log) {
  if (!path.empty()) return Open({.path = path}, log);
  if (!runtime::IsLoopback(listen)) {
    log.Write(runtime::LogLevel::kWarning,
              "no tokens file: whoever reaches this address may read and change the whole register",
              {{"listen", listen}});
  }
  return std::unique_ptr<TokenGate>();
}

absl::StatusOr<std::shared_ptr<const runtime::Caller>> TokenGate::Admit(const runtime::Arrival& arrival) {
  const std::string_view text = TokenInHeader(arrival.authorization);
  if (text.empty()) {
    return report::Error(absl::StatusCode::kUnauthenticated, report::Reason::kTokenMissing,
                         "the gateway asks for a token: send the metadata \"authorization: Bearer TOKEN\"",
                         "网关要求令牌：请在元数据中发送“authorization: Bearer 令牌”");
  }
  absl::StatusOr<std::shared_ptr<const Token>> token = book_->Find(text);
  if (!token.ok()) return token.status();
  if (absl::Status allowed = CheckRule(**token, arrival.method); !allowed.ok()) return allowed;
  if (absl::Status left = (*token)->TakeRequest(runtime::Now()); !left.ok()) return left;
  return *std::move(token);
}

absl::Status TokenGate::CheckRule(const Token& token, std::string_view method) const {
  const auto found = rules_.find(method);
  if (found == rules_.end() || found->second.scope() == v1::SCOPE_UNSPECIFIED ||
      found->second.reach() == v1::REACH_UNSPECIFIED) {
    return report::Error(absl::StatusCode::kPermissionDenied, report::Reason::kScopeMissing,
                         fmt::format("no token allows {}: it has no rule", method));
  }
  if (absl::Status allowed = token.CheckScope(found->second.scope()); !allowed.ok()) return allowed;
  if (found->second.reach() == v1::REACH_UNLIMITED_ONLY && !token.area().is_unlimited()) {
    return report::Error(absl::StatusCode::kPermissionDenied, report::Reason::kOutsideOfArea,
                         fmt::format("the token {} is limited to {}; this is about all units at once", token.name(),
                                     token.area().ToText()),
                         fmt::format("令牌 {} 只限于部分区划或单位，而此操作涉及全部单位", token.name()));
  }
  return absl::OkStatus();
}

}  // namespace gouji::gateway
