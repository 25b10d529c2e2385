#include "services/runtime/queue_metrics.h"

#include <cstddef>

#include "absl/time/time.h"
#include "services/runtime/metrics.h"

namespace gouji::runtime {

QueueMetrics::QueueMetrics(Metrics& metrics, std::size_t queue_limit, int stream_limit)
    : threads_(metrics.GetGauge("gouji_rpc_server_threads", "Threads for unary calls")),
      waiting_(metrics.GetGauge("gouji_rpc_server_queue_waiting_calls", "Unary calls that wait for a thread")),
      running_(metrics.GetGauge("gouji_rpc_server_running_calls", "Unary calls that a thread works on")),
      open_streams_(metrics.GetGauge("gouji_rpc_server_open_streams", "Streams that are served")),
      wait_(metrics.GetHistogram("gouji_rpc_server_queue_wait_seconds",
                                 "Time from the arrival of a unary call until a thread takes it", {},
                                 DurationBounds())) {
  metrics.GetGauge("gouji_rpc_server_queue_limit_calls", "Unary calls that may wait while every thread is busy")
      .Set(static_cast<double>(queue_limit));
  metrics.GetGauge("gouji_rpc_server_stream_limit", "Streams that may be open").Set(stream_limit);
}

void QueueMetrics::Begin(absl::Duration waited) const {
  waiting_.Add(-1);
  running_.Add(1);
  wait_.Observe(absl::ToDoubleSeconds(waited));
}

}  // namespace gouji::runtime
