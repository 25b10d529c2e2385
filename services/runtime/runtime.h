#ifndef GOUJI_SERVICES_RUNTIME_RUNTIME_H_
#define GOUJI_SERVICES_RUNTIME_RUNTIME_H_

#include <atomic>
#include <string_view>

#include "absl/time/time.h"
#include "services/runtime/executor.h"
#include "services/runtime/gatekeeper.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/queue_metrics.h"
#include "services/runtime/rpc_metrics.h"
#include "services/runtime/stream_watch.h"

namespace gouji::runtime {

// The domain of every google.rpc.ErrorInfo that the suite makes.
inline constexpr std::string_view kErrorDomain = "gouji";

// What the RPC handlers of one service share. Create one for each service, also when several live in one process: a
// handler that waits for another service's handler on the same executor could wait for a thread that it holds itself.
//
// Thread-safe. Destroy it after the Server that uses it.
class Runtime {
 public:
  struct Options {
    Executor::Options executor = {};
    // Deadline of a unary call whose client sent none or a later one.
    absl::Duration deadline_ceiling = absl::Seconds(60);
    // The same for streams.
    absl::Duration stream_deadline_ceiling = absl::InfiniteDuration();
    // Streams open at once; each holds a thread.
    int stream_limit = 64;
    // Who may call; null: everybody. Outlives the runtime.
    Gatekeeper* gatekeeper = nullptr;
  };

  // `metrics` must outlive this.
  Runtime(const Options& options, Logger log, Metrics& metrics);

  const Options& options() const { return options_; }
  Executor& executor() { return executor_; }
  RpcMetrics& rpc_metrics() { return rpc_metrics_; }
  const QueueMetrics& queue_metrics() const { return queue_metrics_; }
  StreamWatch& stream_watch() { return stream_watch_; }
  Metrics& metrics() { return metrics_; }
  const Logger& log() const { return log_; }

  // From now on new calls are answered UNAVAILABLE, reason DRAINING. Those that run go on.
  void RefuseCalls() { refusing_.store(true); }
  bool refusing() const { return refusing_.load(); }

  // Takes one of the places for streams. Returns whether there was one; then give it back with LeaveStream.
  bool TryEnterStream();
  void LeaveStream();

 private:
  const Options options_;
  const Logger log_;
  Metrics& metrics_;
  RpcMetrics rpc_metrics_;
  std::atomic<bool> refusing_ = false;
  std::atomic<int> open_stream_count_ = 0;
  StreamWatch stream_watch_;
  const QueueMetrics queue_metrics_;
  Executor executor_;  // last: its threads end first
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_RUNTIME_H_
