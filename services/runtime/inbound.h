#ifndef GOUJI_SERVICES_RUNTIME_INBOUND_H_
#define GOUJI_SERVICES_RUNTIME_INBOUND_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "services/runtime/call.h"
#include "services/runtime/cancellation.h"
#include "services/runtime/runtime.h"

namespace gouji::runtime {

// Metadata keys by which a call keeps its name from service to service.
inline constexpr char kRequestIdKey[] = "x-request-id";
inline constexpr char kTraceparentKey[] = "traceparent";
// "batch" for calls of Priority::kBatch, absent for others.
inline constexpr char kPriorityKey[] = "x-gouji-priority";
inline constexpr char kBatchValue[] = "batch";

// "Bearer TOKEN", for the gatekeeper.
inline constexpr char kAuthorizationKey[] = "authorization";

// CallOrigin, from service to service. Of a call within the process, which somebody else's call became, the peer is
// believed by any server.
inline constexpr char kOriginCallerKey[] = "x-gouji-caller";
inline constexpr char kOriginPeerKey[] = "x-gouji-peer";
inline constexpr char kOriginMethodKey[] = "x-gouji-method";

// The reason of OverloadedError.
inline constexpr char kOverloaded[] = "OVERLOADED";

// One call on its way through a server: what ServeUnary and ServeStream have in common. Services do not use it
// directly.
class InboundCall {
 public:
  // Reads deadline, request id, trace and priority from `server_context` (ids that are missing or malformed are made)
  // and sends the request id back in the initial metadata. Asks the gatekeeper, if there is one. The client is the
  // caller that it names, else the machine that calls. The deadline is at most `ceiling` from now. Counts the call as
  // active until Finish.
  InboundCall(Runtime& runtime, std::string_view method, grpc::ServerContextBase& server_context,
              absl::Duration ceiling);

  const CallContext& call() const { return call_; }
  absl::Time start() const { return start_; }
  const std::shared_ptr<Cancellation>& cancellation() const { return cancellation_; }

  // Returns UNAVAILABLE (reason DRAINING) when the server refuses calls, what the gatekeeper has against this one, and
  // what CallContext::Check says.
  absl::Status Admit() const;

  // Runs `handler`; an exception becomes INTERNAL.
  absl::Status Run(absl::FunctionRef<absl::Status(const CallContext&)> handler) const;

  // Counts the call, writes its line of the access log and returns what to answer. Call it exactly once.
  grpc::Status Finish(const absl::Status& status);

 private:
  Runtime& runtime_;
  const std::string method_;
  const std::string peer_;
  const absl::Time start_;
  const std::shared_ptr<Cancellation> cancellation_;
  const absl::StatusOr<std::shared_ptr<const Caller>> admission_;
  const CallContext call_;
};

// RESOURCE_EXHAUSTED, reason OVERLOADED, with a google.rpc.RetryInfo: there is no room for another call now.
absl::Status OverloadedError();

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_INBOUND_H_
