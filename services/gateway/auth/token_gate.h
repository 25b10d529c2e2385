#ifndef GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_GATE_H_
#define GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_GATE_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/gateway/v1/authorization.pb.h"
#include "services/gateway/auth/token_book.h"
#include "services/runtime/gatekeeper.h"

namespace gouji::gateway {

// What the methods of GatewayService ask for, by "package.Service/Method": the options of its descriptor.
std::map<std::string, v1::MethodRule, std::less<>> MethodRules();

// Lets in who has a token that the method's rule is content with. A method without a rule is refused to everybody.
// Thread-safe.
class TokenGate final : public runtime::Gatekeeper {
 public:
  // INVALID_ARGUMENT with reason INVALID_TOKEN_FILE.
  static absl::StatusOr<std::unique_ptr<TokenGate>> Open(const TokenBook::Options& options, const runtime::Logger& log);

  // The gate of a server that listens on an address: null without a file, with a warning when other machines reach it.
  static absl::StatusOr<std::unique_ptr<TokenGate>> OpenFor(const std::string& listen, const std::string& path,
                                                            const runtime::Logger& log);

  // UNAUTHENTICATED with reason TOKEN_MISSING, TOKEN_UNKNOWN or TOKEN_EXPIRED; PERMISSION_DENIED with SCOPE_MISSING or
  // OUTSIDE_OF_AREA; RESOURCE_EXHAUSTED with QUOTA_EXCEEDED.
  absl::StatusOr<std::shared_ptr<const runtime::Caller>> Admit(const runtime::Arrival& arrival) override;

  TokenBook& book() { return *book_; }

 private:
  explicit TokenGate(std::unique_ptr<TokenBook> book) : book_(std::move(book)) {}

  absl::Status CheckRule(const Token& token, std::string_view method) const;

  const std::unique_ptr<TokenBook> book_;
  const std::map<std::string, v1::MethodRule, std::less<>> rules_ = MethodRules();
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_GATE_H_
