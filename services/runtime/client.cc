#include "services/runtime/client.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/random/random.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"
#include "services/runtime/call.h"
#include "services/runtime/clock.h"
#include "services/runtime/inbound.h"
#include "services/runtime/tls.h"

namespace gouji::runtime {
namespace {

// "host:port", "[::1]:port" and "host" have no scheme; "unix:path" and "dns:///x" do.
bool HasScheme(const std::string& target) {
  for (const char* scheme : {"unix:", "unix-abstract:", "ipv4:", "ipv6:", "dns:"}) {
    if (target.starts_with(scheme)) return true;
  }
  return target.find("://") != std::string::npos;
}

int Clamp(std::int64_t value) {
  return static_cast<int>(std::min<std::int64_t>(value, std::numeric_limits<int>::max()));
}

// What an attempt ended with. A server that shuts down ends calls that come in that moment with CANCELLED: when nobody
// here cancelled, it is as good as not there.
absl::Status Outcome(const absl::Status& status, const CallContext& call) {
  if (!absl::IsCancelled(status) || call.IsCancelled()) return status;
  return absl::UnavailableError("the server ended the call as it shut down");
}

std::shared_ptr<grpc::ChannelCredentials> Credentials(const TlsMaterial* tls) {
  if (tls == nullptr) return grpc::InsecureChannelCredentials();
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = tls->authorities;
  options.pem_private_key = tls->private_key;
  options.pem_cert_chain = tls->certificate;
  return grpc::SslCredentials(options);
}

}  // namespace

std::shared_ptr<grpc::Channel> MakeChannel(const std::string& target, const ClientOptions& options) {
  grpc::ChannelArguments arguments;
  // A server that drains says so by its health while it still takes calls; so it gets no more by the time it refuses
  // them. Servers without the health service count as healthy.
  arguments.SetServiceConfigJSON(
      R"({"loadBalancingConfig":[{"round_robin":{}}],"healthCheckConfig":{"serviceName":""}})");
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, Clamp(absl::ToInt64Milliseconds(options.keepalive_interval)));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 5'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  // A backend that comes back or is added is found within seconds, not within gRPC's default two minutes. When all were
  // away, the first that is back serves again before callers run out of attempts.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 200);
  // How long an attempt to connect may take. A handshake of TLS is work, for which a busy server may take a while.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, options.tls == nullptr ? 1'000 : 5'000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1'000);
  arguments.SetInt(GRPC_ARG_DNS_MIN_TIME_BETWEEN_RESOLUTIONS_MS, 5'000);
  arguments.SetMaxReceiveMessageSize(Clamp(options.max_message_bytes));
  arguments.SetMaxSendMessageSize(Clamp(options.max_message_bytes));
  return grpc::CreateCustomChannel(HasScheme(target) ? target : "dns:///" + target, Credentials(options.tls.get()),
                                   arguments);
}

absl::Time OutboundDeadline(const CallContext& call, const ClientOptions& options, absl::Time now) {
  const absl::Duration left = call.deadline() - now;
  return now + std::min(options.timeout, std::max(left - options.reserve, left / 2));
}

void AddAuthorization(const ClientOptions& options, grpc::ClientContext& context) {
  if (!options.token.empty()) context.AddMetadata(kAuthorizationKey, "Bearer " + options.token);
}

OutboundCall::OutboundCall(const CallContext& call, const ClientOptions& options)
    : registration_(call.OnCancel([this] { context_.TryCancel(); })) {
  context_.set_deadline(ToSystemTime(OutboundDeadline(call, options, Now())));
  context_.AddMetadata(kRequestIdKey, call.request_id());
  context_.AddMetadata(kTraceparentKey, call.trace().ToTraceparent());
  if (call.priority() == Priority::kBatch) context_.AddMetadata(kPriorityKey, kBatchValue);
  AddAuthorization(options, context_);
  if (call.method().empty()) return;
  if (call.caller() != nullptr) context_.AddMetadata(kOriginCallerKey, call.caller()->name());
  context_.AddMetadata(kOriginPeerKey, call.peer());
  context_.AddMetadata(kOriginMethodKey, call.method());
}

absl::Status CallWithRetry(const RetryPolicy& policy, const CallContext& call, Idempotency idempotency,
                           absl::FunctionRef<absl::Status()> attempt) {
  absl::Duration backoff = policy.first_backoff;
  absl::BitGen random;
  for (int count = 1;; ++count) {
    if (absl::Status status = call.Check(); !status.ok()) return status;
    absl::Status status = Outcome(attempt(), call);
    // An item of a batch waits for room as long as it has time; who waits for an answer is told at once.
    const bool waits_for_room = call.priority() == Priority::kBatch && ReasonOf(status) == kOverloaded;
    const bool may_repeat = absl::IsUnavailable(status) && count < policy.attempt_limit;
    if (idempotency == Idempotency::kNotIdempotent || (!may_repeat && !waits_for_room)) return status;
    // Between half and all of the backoff, so that clients that failed together do not return together.
    const absl::Duration wait = backoff * absl::Uniform(random, 0.5, 1.0);
    if (wait >= call.Remaining()) return status;
    if (absl::Status ended = call.Sleep(wait); !ended.ok()) return ended;
    backoff = std::min(backoff * policy.multiplier, policy.max_backoff);
  }
}

}  // namespace gouji::runtime
