#ifndef GOUJI_SERVICES_RUNTIME_CALL_H_
#define GOUJI_SERVICES_RUNTIME_CALL_H_

#include <memory>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/runtime/caller.h"
#include "services/runtime/cancellation.h"
#include "services/runtime/priority.h"
#include "services/runtime/trace.h"

namespace gouji::runtime {

// For whom the server that calls works, as it says: only a server that others cannot reach may believe it.
struct CallOrigin {
  std::string caller = {};  // the name of its caller; empty where everybody may call
  std::string peer = {};    // from where that called
  std::string method = {};  // what it was asked
};

// What a call carries with it: until when, whether anybody still waits, and the names under which it is logged. Knows
// no gRPC, so that cores can take one:
//
//   absl::StatusOr<Result> Compute(const CallContext& call, …) {
//     for (…) {
//       if (absl::Status status = call.Check(); !status.ok()) return status;
//       …
//
// Immutable but for the cancellation, which copies share. Thread-safe. Copies are cheap enough for one a call, not for
// one a loop.
class CallContext {
 public:
  struct Options {
    absl::Time deadline = absl::InfiniteFuture();
    std::string request_id = {};                           // empty: made
    TraceContext trace = {};                               // empty trace_id: made
    std::shared_ptr<Cancellation> cancellation = nullptr;  // null: made
    Priority priority = Priority::kInteractive;
    std::string client = {};                         // who calls; those with one name share what a client may have
    std::string method = {};                         // "package.Service/Method"; empty for work that no RPC started
    std::string peer = {};                           // from where: "ipv4:192.0.2.1:3456"
    std::shared_ptr<const Caller> caller = nullptr;  // null where everybody may call
    CallOrigin origin = {};
  };

  explicit CallContext(Options options);

  // A call without deadline that nobody cancels: for tests and for work that no RPC started.
  static CallContext Background();

  // By the clock of Now (clock.h).
  absl::Time deadline() const { return deadline_; }
  // Time to the deadline: never negative, absl::InfiniteDuration() without one.
  absl::Duration Remaining() const;

  // Returns whether to stop: the caller has gone or the deadline has passed. One atomic load, and a look at the clock
  // when there is a deadline.
  bool IsCancelled() const;

  // OK while the work is wanted; else CANCELLED or DEADLINE_EXCEEDED.
  absl::Status Check() const;

  // Waits for `duration`, less when the call is cancelled or its deadline passes first. Returns Check().
  absl::Status Sleep(absl::Duration duration) const;

  // Runs `callback` when the caller goes (not when the deadline passes), at once when it has gone. See Cancellation.
  [[nodiscard]] Cancellation::Registration OnCancel(absl::AnyInvocable<void()> callback) const;

  // Returns a call like this whose deadline is `deadline` or this call's, whichever is earlier.
  CallContext WithDeadline(absl::Time deadline) const;

  // Returns a call like this, of which nobody waits for a single answer.
  CallContext AsBatch() const;

  // Cancels this call and all its copies.
  void Cancel() const { cancellation_->Cancel(); }

  const std::string& request_id() const { return request_id_; }
  // The span of this call.
  const TraceContext& trace() const { return trace_; }
  Priority priority() const { return priority_; }
  const std::string& client() const { return client_; }
  const std::string& method() const { return method_; }
  const std::string& peer() const { return peer_; }
  const std::shared_ptr<const Caller>& caller() const { return caller_; }
  const CallOrigin& origin() const { return origin_; }

 private:
  absl::Time deadline_;
  std::string request_id_;
  TraceContext trace_;
  std::shared_ptr<Cancellation> cancellation_;
  Priority priority_;
  std::string client_;
  std::string method_;
  std::string peer_;
  std::shared_ptr<const Caller> caller_;
  CallOrigin origin_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_CALL_H_
