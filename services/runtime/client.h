#ifndef GOUJI_SERVICES_RUNTIME_CLIENT_H_
#define GOUJI_SERVICES_RUNTIME_CLIENT_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"
#include "services/runtime/call.h"
#include "services/runtime/cancellation.h"
#include "services/runtime/client_metrics.h"
#include "services/runtime/clock.h"
#include "services/runtime/status.h"
#include "services/runtime/tls.h"

namespace gouji::runtime {

// How calls that failed are sent again. There is one retry layer in the suite; gRPC's own is switched off.
struct RetryPolicy {
  int attempt_limit = 3;  // the first included
  absl::Duration first_backoff = absl::Milliseconds(50);
  absl::Duration max_backoff = absl::Seconds(1);
  double multiplier = 2;
};

struct ClientOptions {
  // Deadline of a call whose inbound call has none or a later one.
  absl::Duration timeout = absl::Seconds(60);
  // What is kept back of the inbound deadline to answer in time.
  absl::Duration reserve = absl::Milliseconds(50);
  RetryPolicy retry = {};
  std::int64_t max_message_bytes = 64 << 20;
  // After so long without a word a server is asked whether it is still there; after 5 s more it counts as gone. Must
  // not be shorter than what servers allow (Server: 10 s).
  absl::Duration keepalive_interval = absl::Seconds(12);
  // What TLS is made with: a copy from TlsCertificates or ReadTls, of the side kCalling; null: plain text.
  std::shared_ptr<const TlsMaterial> tls = nullptr;
  // Sent as "authorization: Bearer TOKEN"; empty: none.
  std::string token = {};
  // Counts the attempts of CallUnary; null: nobody does.
  std::shared_ptr<const ClientMetrics> metrics = nullptr;
};

// Whether repeating a call changes nothing.
enum class Idempotency { kIdempotent, kNotIdempotent };

// Makes a channel to `target`: "host:port" is looked up in DNS and calls go round robin over all its addresses; targets
// with a scheme ("unix:…", "ipv4:…") are taken as they are. Does not connect yet. Make one for each backend and share
// it. With TLS the server's certificate must have the host of `target` as its name.
std::shared_ptr<grpc::Channel> MakeChannel(const std::string& target, const ClientOptions& options);

// Returns the deadline of a call made on behalf of `call` at `now`: the inbound deadline less the reserve, but at least
// half of the time left, and at most `options.timeout` from now.
absl::Time OutboundDeadline(const CallContext& call, const ClientOptions& options, absl::Time now);

// Adds the token of the options to a call, if there is one.
void AddAuthorization(const ClientOptions& options, grpc::ClientContext& context);

// One attempt of an outbound call: a ClientContext with deadline, request id, trace, token and origin, cancelled when
// `call` is. It must outlive the RPC.
class OutboundCall {
 public:
  OutboundCall(const CallContext& call, const ClientOptions& options);

  grpc::ClientContext& context() { return context_; }

 private:
  grpc::ClientContext context_;
  const Cancellation::Registration registration_;  // after context_: it ends first
};

// Calls `attempt` until it returns something else than UNAVAILABLE, attempts are used up, or the next wait would pass
// the deadline of `call`; a call that is not idempotent is attempted once. Waits between attempts grow exponentially,
// with jitter, and end when `call` is cancelled. Returns the status of the last attempt, or call.Check() when there was
// no time for any.
absl::Status CallWithRetry(const RetryPolicy& policy, const CallContext& call, Idempotency idempotency,
                           absl::FunctionRef<absl::Status()> attempt);

// A whole unary call: context, attempts and conversion of the status.
//
//   GetResponse response;
//   absl::Status status = CallUnary(call, options, Idempotency::kIdempotent, *stub, &ThingService::StubInterface::Get,
//                                   request, &response);
//
// `response` is meaningful only when the status is OK.
template <typename Stub, typename Interface, typename Request, typename Response>
absl::Status CallUnary(const CallContext& call, const ClientOptions& options, Idempotency idempotency, Stub& stub,
                       grpc::Status (Interface::*method)(grpc::ClientContext*, const Request&, Response*),
                       const Request& request, Response* response) {
  bool is_retry = false;
  return CallWithRetry(options.retry, call, idempotency, [&]() -> absl::Status {
    OutboundCall outbound(call, options);
    const absl::Time start = Now();
    absl::Status status = FromGrpcStatus((stub.*method)(&outbound.context(), request, response));
    if (options.metrics != nullptr) options.metrics->Count(status.code(), Now() - start, is_retry);
    is_retry = true;
    return status;
  });
}

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_CLIENT_H_
