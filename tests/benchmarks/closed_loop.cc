#include "tests/benchmarks/closed_loop.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "grpcpp/client_context.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/slice.h"
#include "services/runtime/mutex.h"
#include "services/runtime/status.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::benchmarks {
namespace {

// One reply in so many is looked into, the first included.
constexpr std::uint64_t kLookInterval = 64;

std::string ToString(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  if (!buffer.Dump(&slices).ok()) return {};
  std::string bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

class ClosedLoop {
 public:
  ClosedLoop(const std::shared_ptr<grpc::Channel>& channel, const CallKind& kind, int concurrency, const LoopEnd& end)
      : stub_(channel), kind_(kind), slots_(concurrency), end_(end), start_(absl::Now()) {}

  absl::StatusOr<LoopOutcome> Run() EXCLUDES(mutex_) {
    for (Slot& slot : slots_) Start(slot);
    runtime::MutexLock lock(mutex_);
    while (running_count_ > 0) idle_.Wait(mutex_);
    if (!error_.ok()) return error_;
    return LoopOutcome{.elapsed = last_reply_ - start_, .latencies = std::move(latencies_)};
  }

 private:
  // A call in flight. Its fields belong to the thread that starts it, then to the one that gets the reply.
  struct Slot {
    std::optional<grpc::ClientContext> context;
    grpc::ByteBuffer request;
    grpc::ByteBuffer reply;
    absl::Time start;
    std::uint64_t ordinal = 0;
  };

  void Start(Slot& slot) EXCLUDES(mutex_) {
    {
      runtime::MutexLock lock(mutex_);
      if (!error_.ok() || started_count_ >= end_.call_count || absl::Now() - start_ >= end_.duration) return;
      slot.ordinal = started_count_++;
      ++running_count_;
    }
    const grpc::Slice bytes(kind_.next_request());
    slot.request = grpc::ByteBuffer(&bytes, 1);
    slot.reply.Clear();
    slot.context.emplace();
    slot.start = absl::Now();
    slot.context->set_deadline(absl::ToChronoTime(slot.start + absl::Minutes(1)));
    stub_.UnaryCall(&*slot.context, kind_.method, {}, &slot.request, &slot.reply,
                    [this, &slot](const grpc::Status& status) { Finish(slot, status); });
  }

  void Finish(Slot& slot, const grpc::Status& status) EXCLUDES(mutex_) {
    const absl::Time now = absl::Now();
    absl::Status outcome = runtime::FromGrpcStatus(status);
    if (outcome.ok() && slot.ordinal % kLookInterval == 0 && !kind_.is_right(ToString(slot.reply))) {
      outcome = absl::InternalError(kind_.method + ": not the reply that must come");
    }
    {
      runtime::MutexLock lock(mutex_);
      latencies_.push_back(now - slot.start);
      last_reply_ = std::max(last_reply_, now);
      if (error_.ok()) error_ = outcome;
    }
    Start(slot);
    // Only now, so that the loop is not taken for ended between two calls; nothing is touched after the lock.
    runtime::MutexLock lock(mutex_);
    if (--running_count_ == 0) idle_.NotifyAll();
  }

  grpc::GenericStub stub_;
  const CallKind& kind_;
  std::vector<Slot> slots_;
  const LoopEnd end_;
  const absl::Time start_;
  runtime::Mutex mutex_;
  runtime::CondVar idle_;
  std::uint64_t started_count_ GUARDED_BY(mutex_) = 0;
  int running_count_ GUARDED_BY(mutex_) = 0;
  absl::Time last_reply_ GUARDED_BY(mutex_) = absl::InfinitePast();
  absl::Status error_ GUARDED_BY(mutex_);
  std::vector<absl::Duration> latencies_ GUARDED_BY(mutex_);
};

}  // namespace

absl::StatusOr<LoopOutcome> RunClosedLoop(const std::shared_ptr<grpc::Channel>& channel, const CallKind& kind,
                                          int concurrency, const LoopEnd& end) {
  return ClosedLoop(channel, kind, concurrency, end).Run();
}

}  // namespace gouji::benchmarks
