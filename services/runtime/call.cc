#include "services/runtime/call.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/runtime/cancellation.h"
#include "services/runtime/clock.h"
#include "services/runtime/trace.h"

namespace gouji::runtime {

CallContext::CallContext(Options options)
    : deadline_(options.deadline),
      request_id_(options.request_id.empty() ? RandomHex(16) : std::move(options.request_id)),
      trace_(options.trace.trace_id.empty() ? TraceContext::New() : std::move(options.trace)),
      cancellation_(options.cancellation != nullptr ? std::move(options.cancellation)
                                                    : std::make_shared<Cancellation>()),
      priority_(options.priority),
      client_(std::move(options.client)),
      method_(std::move(options.method)),
      peer_(std::move(options.peer)),
      caller_(std::move(options.caller)),
      origin_(std::move(options.origin)) {}

CallContext CallContext::Background() { return CallContext(Options{}); }

absl::Duration CallContext::Remaining() const {
  if (deadline_ == absl::InfiniteFuture()) return absl::InfiniteDuration();
  return std::max(deadline_ - Now(), absl::ZeroDuration());
}

bool CallContext::IsCancelled() const {
  return cancellation_->IsCancelled() || (deadline_ != absl::InfiniteFuture() && Now() >= deadline_);
}

absl::Status CallContext::Check() const {
  // The deadline first: gRPC cancels a call whose deadline has passed, and the reason is the deadline.
  if (deadline_ != absl::InfiniteFuture() && Now() >= deadline_) {
    return absl::DeadlineExceededError("the deadline of the call has passed");
  }
  if (cancellation_->IsCancelled()) return absl::CancelledError("the caller has gone");
  return absl::OkStatus();
}

absl::Status CallContext::Sleep(absl::Duration duration) const {
  cancellation_->WaitUntil(std::min(Now() + duration, deadline_));
  return Check();
}

Cancellation::Registration CallContext::OnCancel(absl::AnyInvocable<void()> callback) const {
  return Cancellation::OnCancel(cancellation_, std::move(callback));
}

CallContext CallContext::WithDeadline(absl::Time deadline) const {
  CallContext result = *this;
  result.deadline_ = std::min(deadline, deadline_);
  return result;
}

CallContext CallContext::AsBatch() const {
  CallContext result = *this;
  result.priority_ = Priority::kBatch;
  return result;
}

}  // namespace gouji::runtime
