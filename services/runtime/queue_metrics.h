#ifndef GOUJI_SERVICES_RUNTIME_QUEUE_METRICS_H_
#define GOUJI_SERVICES_RUNTIME_QUEUE_METRICS_H_

#include <cstddef>

#include "absl/time/time.h"
#include "services/runtime/metrics.h"

namespace gouji::runtime {

// How full a server is, against what it may hold:
//   gouji_rpc_server_queue_waiting_calls   unary calls that wait for a thread
//   gouji_rpc_server_queue_limit_calls     how many may wait while every thread is busy
//   gouji_rpc_server_queue_wait_seconds    histogram: from the arrival of a unary call until a thread takes it
//   gouji_rpc_server_running_calls         unary calls that a thread works on
//   gouji_rpc_server_threads               threads for them
//   gouji_rpc_server_open_streams          streams that are served
//   gouji_rpc_server_stream_limit          how many may be open
// Thread-safe.
class QueueMetrics {
 public:
  // `metrics` must outlive this.
  QueueMetrics(Metrics& metrics, std::size_t queue_limit, int stream_limit);

  void SetThreads(int count) const { threads_.Set(count); }

  // A unary call begins to wait; then either a thread takes it and ends it, or it is refused.
  void Enqueue() const { waiting_.Add(1); }
  void Refuse() const { waiting_.Add(-1); }
  void Begin(absl::Duration waited) const;
  void End() const { running_.Add(-1); }

  void OpenStream() const { open_streams_.Add(1); }
  void CloseStream() const { open_streams_.Add(-1); }

 private:
  const Gauge threads_;
  const Gauge waiting_;
  const Gauge running_;
  const Gauge open_streams_;
  const Histogram wait_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_QUEUE_METRICS_H_
