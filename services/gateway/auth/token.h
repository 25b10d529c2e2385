#ifndef GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_H_
#define GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_H_

#include <atomic>
#include <memory>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gouji/gateway/v1/authorization.pb.h"
#include "services/gateway/auth/allowance.h"
#include "services/gateway/auth/area.h"
#include "services/runtime/call.h"
#include "services/runtime/caller.h"

namespace gouji::gateway {

// A token that a gateway knows: who holds it, what it allows, and what is left of its quotas. Thread-safe.
class Token final : public runtime::Caller {
 public:
  // `definition` as a TokenBook has found it in order; `expires` is its time.
  Token(const v1::Token& definition, absl::Time expires);

  const v1::Token& definition() const { return definition_; }
  const Area& area() const { return area_; }

  // OK while it is valid; else UNAUTHENTICATED with reason TOKEN_EXPIRED, or TOKEN_UNKNOWN once it is revoked.
  absl::Status CheckValid(absl::Time now) const;
  // PERMISSION_DENIED with reason SCOPE_MISSING when it does not allow `scope`.
  absl::Status CheckScope(v1::Scope scope) const;
  // RESOURCE_EXHAUSTED with reason QUOTA_EXCEEDED and a RetryInfo when nothing is left.
  absl::Status TakeRequest(absl::Time now) const;
  absl::Status TakeDocument(absl::Time now) const;

  // It is not in the file any more, or differently. Calls that run with it notice at their next step.
  void Revoke() const { is_revoked_.store(true); }

 private:
  absl::Status Take(Allowance& allowance, absl::Time now, std::string_view what_en, std::string_view what_zh) const;

  const v1::Token definition_;
  const absl::Time expires_;
  const Area area_;
  mutable Allowance requests_;
  mutable Allowance documents_;
  mutable std::atomic<bool> is_revoked_ = false;
};

// The token with which a call came; null where everybody may call.
const Token* TokenOf(const runtime::CallContext& call);

// What Token::CheckScope says of the token of a call; OK where everybody may call.
absl::Status CheckScope(const runtime::CallContext& call, v1::Scope scope);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_H_
