#include "services/runtime/runtime.h"

#include <utility>

#include "absl/synchronization/mutex.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"

namespace gouji::runtime {

Runtime::Runtime(const Options& options, Logger log, Metrics& metrics)
    : options_(options),
      log_(std::move(log)),
      metrics_(metrics),
      rpc_metrics_(metrics),
      queue_metrics_(metrics, options.executor.queue_limit, options.stream_limit),
      executor_(options.executor) {
  queue_metrics_.SetThreads(executor_.thread_count());
  // Debian builds Abseil with assertions: at each lock its mutexes, which are gRPC's, look for deadlocks among what all
  // threads hold, one thread after the other.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
}

bool Runtime::TryEnterStream() {
  if (++open_stream_count_ > options_.stream_limit) {
    --open_stream_count_;
    return false;
  }
  queue_metrics_.OpenStream();
  return true;
}

void Runtime::LeaveStream() {
  queue_metrics_.CloseStream();
  --open_stream_count_;
}

}  // namespace gouji::runtime
