#ifndef GOUJI_SERVICES_RUNTIME_RPC_METRICS_H_
#define GOUJI_SERVICES_RUNTIME_RPC_METRICS_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/runtime/metrics.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::runtime {

// Rate, errors and duration of inbound calls:
//   gouji_rpc_server_calls_total{method, code}        finished calls
//   gouji_rpc_server_duration_seconds{method}         from arrival to the answer, waiting in the queue included
//   gouji_rpc_server_active_calls{method}             arrived, not answered
// Methods are named by the code that serves them, so their number is bounded. Thread-safe.
class RpcMetrics {
 public:
  // `metrics` must outlive this.
  explicit RpcMetrics(Metrics& metrics) : metrics_(metrics) {}

  void Begin(std::string_view method) EXCLUDES(mutex_);
  void End(std::string_view method, absl::StatusCode code, absl::Duration duration) EXCLUDES(mutex_);

 private:
  struct Method;
  Method& Find(std::string_view method) REQUIRES(mutex_);

  Metrics& metrics_;
  Mutex mutex_;
  std::map<std::string, Method, std::less<>> methods_ GUARDED_BY(mutex_);
};

// What is kept for one method, so that no call searches the registry.
struct RpcMetrics::Method {
  Gauge active;
  Histogram duration;
  std::map<absl::StatusCode, Counter> calls;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_RPC_METRICS_H_
