#include "services/runtime/unary.h"

#include <cstddef>
#include <string_view>
#include <utility>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "grpcpp/support/status.h"
#include "services/runtime/call.h"
#include "services/runtime/clock.h"
#include "services/runtime/executor.h"
#include "services/runtime/inbound.h"
#include "services/runtime/priority.h"
#include "services/runtime/queue_metrics.h"
#include "services/runtime/runtime.h"

namespace gouji::runtime {
namespace {

// Owned by itself: gRPC calls OnDone once, last, after Finish.
class UnaryReactor : public grpc::ServerUnaryReactor {
 public:
  UnaryReactor(Runtime& runtime, std::string_view method, grpc::CallbackServerContext& context,
               absl::AnyInvocable<absl::Status(const CallContext&)> handler)
      : queue_(runtime.queue_metrics()),
        time_limit_(runtime.options().executor.queue_time_limit),
        inbound_(runtime, method, context, runtime.options().deadline_ceiling),
        handler_(std::move(handler)) {}

  void Start(Executor& executor, std::size_t byte_count) {
    if (const absl::Status status = inbound_.Admit(); !status.ok()) {
      Answer(status);
      return;
    }
    queue_.Enqueue();
    const CallContext& call = inbound_.call();
    if (executor.TrySubmit([this] { Work(); },
                           {.priority = call.priority(), .client = call.client(), .byte_count = byte_count})) {
      return;
    }
    queue_.Refuse();
    Answer(OverloadedError());
  }

 private:
  void Work() {
    const absl::Duration waited = Now() - inbound_.start();
    queue_.Begin(waited);
    absl::Status status = inbound_.call().Check();
    if (status.ok() && waited > time_limit_ && inbound_.call().priority() == Priority::kInteractive) {
      status = OverloadedError();
    }
    if (status.ok()) status = inbound_.Run([this](const CallContext& call) { return handler_(call); });
    handler_ = nullptr;
    queue_.End();
    Answer(status);
  }

  // This may be gone when Answer returns.
  void Answer(const absl::Status& status) { Finish(inbound_.Finish(status)); }

  void OnCancel() override { inbound_.cancellation()->Cancel(); }
  void OnDone() override { delete this; }

  const QueueMetrics& queue_;
  const absl::Duration time_limit_;
  InboundCall inbound_;
  absl::AnyInvocable<absl::Status(const CallContext&)> handler_;
};

}  // namespace

grpc::ServerUnaryReactor* ServeUnaryErased(Runtime& runtime, std::string_view method,
                                           grpc::CallbackServerContext* context, std::size_t byte_count,
                                           absl::AnyInvocable<absl::Status(const CallContext&)> handler) {
  auto* reactor = new UnaryReactor(runtime, method, *context, std::move(handler));
  reactor->Start(runtime.executor(), byte_count);
  return reactor;
}

grpc::Status ServeStream(Runtime& runtime, std::string_view method, grpc::ServerContext* context,
                         absl::FunctionRef<absl::Status(const CallContext&)> handler) {
  InboundCall inbound(runtime, method, *context, runtime.options().stream_deadline_ceiling);
  absl::Status status = inbound.Admit();
  if (!status.ok()) return inbound.Finish(status);
  if (!runtime.TryEnterStream()) return inbound.Finish(OverloadedError());
  runtime.stream_watch().Add(context, inbound.cancellation());
  status = inbound.Run(handler);
  runtime.stream_watch().Remove(context);
  runtime.LeaveStream();
  return inbound.Finish(status);
}

}  // namespace gouji::runtime
