#include "services/runtime/inbound.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "services/runtime/call.h"
#include "services/runtime/cancellation.h"
#include "services/runtime/clock.h"
#include "services/runtime/log.h"
#include "services/runtime/runtime.h"
#include "services/runtime/status.h"
#include "services/runtime/trace.h"

namespace gouji::runtime {
namespace {

// gRPC's name of every caller on an in-process channel: it says "unknown" in 1.51, and "inproc" later. A caller on a
// socket always has an address.
bool IsInProcess(const std::string& peer) { return peer == "unknown" || peer.starts_with("inproc"); }

std::string_view FindMetadata(const grpc::ServerContextBase& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  if (found == context.client_metadata().end()) return {};
  return {found->second.data(), found->second.size()};
}

// From where a call comes. What hands on calls of others within the process says whose they are.
std::string PeerOf(const grpc::ServerContextBase& context) {
  std::string peer = context.peer();
  const std::string_view named = FindMetadata(context, kOriginPeerKey);
  if (!named.empty() && IsInProcess(peer)) peer = named;
  return peer;
}

CallOrigin OriginOf(const grpc::ServerContextBase& context) {
  return {.caller = std::string(FindMetadata(context, kOriginCallerKey)),
          .peer = std::string(FindMetadata(context, kOriginPeerKey)),
          .method = std::string(FindMetadata(context, kOriginMethodKey))};
}

// A request id that goes into logs and replies; empty when the client sent none or one that is odd.
std::string RequestId(const grpc::ServerContextBase& context) {
  const std::string_view id = FindMetadata(context, kRequestIdKey);
  const bool plain = id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
                       return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                              c == '_' || c == '.';
                     });
  return plain ? std::string(id) : std::string();
}

TraceContext Trace(const grpc::ServerContextBase& context) {
  const std::optional<TraceContext> caller = TraceContext::Parse(FindMetadata(context, kTraceparentKey));
  return caller.has_value() ? caller->Child() : TraceContext::New();
}

// The peer without its port: the machine, or the process for a call within it.
std::string ClientOf(const std::string& peer) {
  const bool has_port = peer.starts_with("ipv4:") || peer.starts_with("ipv6:");
  return has_port ? peer.substr(0, peer.rfind(':')) : peer;
}

// The name that a caller has proved to have comes before the machine: several share one behind a proxy. The prefix
// keeps the two apart.
std::string ClientOf(const Caller* caller, const std::string& peer) {
  return caller == nullptr ? ClientOf(peer) : "caller:" + caller->name();
}

absl::StatusOr<std::shared_ptr<const Caller>> Ask(Gatekeeper* gatekeeper, std::string_view method,
                                                  const grpc::ServerContextBase& context) {
  if (gatekeeper == nullptr) return std::shared_ptr<const Caller>();
  return gatekeeper->Admit({.method = method, .authorization = FindMetadata(context, kAuthorizationKey)});
}

absl::Time Deadline(const grpc::ServerContextBase& context, absl::Time start, absl::Duration ceiling) {
  return std::min(FromSystemTime(context.deadline()), start + ceiling);
}

}  // namespace

InboundCall::InboundCall(Runtime& runtime, std::string_view method, grpc::ServerContextBase& server_context,
                         absl::Duration ceiling)
    : runtime_(runtime),
      method_(method),
      peer_(PeerOf(server_context)),
      start_(Now()),
      cancellation_(std::make_shared<Cancellation>()),
      admission_(Ask(runtime.options().gatekeeper, method, server_context)),
      call_({.deadline = Deadline(server_context, start_, ceiling),
             .request_id = RequestId(server_context),
             .trace = Trace(server_context),
             .cancellation = cancellation_,
             .priority =
                 FindMetadata(server_context, kPriorityKey) == kBatchValue ? Priority::kBatch : Priority::kInteractive,
             .client = ClientOf(admission_.ok() ? admission_->get() : nullptr, peer_),
             .method = method_,
             .peer = peer_,
             .caller = admission_.ok() ? *admission_ : nullptr,
             .origin = OriginOf(server_context)}) {
  server_context.AddInitialMetadata(kRequestIdKey, call_.request_id());
  runtime_.rpc_metrics().Begin(method_);
}

absl::Status InboundCall::Admit() const {
  if (runtime_.refusing()) {
    return ErrorWithReason(absl::StatusCode::kUnavailable, "DRAINING", kErrorDomain,
                           "the server is shutting down; send the call again");
  }
  if (!admission_.ok()) return admission_.status();
  return call_.Check();
}

absl::Status InboundCall::Run(absl::FunctionRef<absl::Status(const CallContext&)> handler) const {
  // The boundary at which exceptions of libraries (out of memory, for one) end.
  try {
    return handler(call_);
  } catch (const std::exception& error) {
    return absl::InternalError(fmt::format("exception: {}", error.what()));
  } catch (...) {
    return absl::InternalError("exception of an unknown type");
  }
}

grpc::Status InboundCall::Finish(const absl::Status& status) {
  const absl::Duration duration = Now() - start_;
  const absl::Status shown = PublicStatus(status, call_.request_id());
  const std::string reason = ReasonOf(status);
  runtime_.rpc_metrics().End(method_, status.code(), reason, duration);
  const Logger& log = runtime_.log();
  if (shown != status) {
    log.Write(LogLevel::kError, "internal error",
              {{"method", method_},
               {"request_id", call_.request_id()},
               {"trace_id", call_.trace().trace_id},
               {"status", status.ToString()}});
  }
  if (log.IsEnabled(LogLevel::kInfo)) {
    log.Write(LogLevel::kInfo, "rpc",
              {{"method", method_},
               {"code", absl::StatusCodeToString(status.code())},
               {"reason", reason},
               {"duration_ms", absl::ToDoubleMilliseconds(duration)},
               {"peer", peer_},
               {"caller", call_.caller() == nullptr ? std::string_view() : std::string_view(call_.caller()->name())},
               {"request_id", call_.request_id()},
               {"trace_id", call_.trace().trace_id},
               {"span_id", call_.trace().span_id}});
  }
  return ToGrpcStatus(shown);
}

absl::Status OverloadedError() {
  return WithRetryDelay(ErrorWithReason(absl::StatusCode::kResourceExhausted, kOverloaded, kErrorDomain,
                                        "the server has too many calls waiting; send the call again later"),
                        absl::Seconds(1));  // in which a full queue of ordinary documents is done
}

}  // namespace gouji::runtime
