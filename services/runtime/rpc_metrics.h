#ifndef GOUJI_SERVICES_RUNTIME_RPC_METRICS_H_
#define GOUJI_SERVICES_RUNTIME_RPC_METRICS_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/runtime/metrics.h"
#include "services/runtime/mutex.h"
#include "services/runtime/reason_labels.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::runtime {

// Rate, errors and duration of inbound calls:
//   gouji_rpc_server_calls_total{method, code}            finished calls
//   gouji_rpc_server_errors_total{method, code, reason}   those of them that were not OK, by the reason that they name
//   gouji_rpc_server_duration_seconds{method}             from arrival to the answer, waiting in the queue included
//   gouji_rpc_server_active_calls{method}                 arrived, not answered
// Methods are named by the code that serves them, so their number is bounded. Those of reasons is, too
// (reason_labels.h). Thread-safe.
class RpcMetrics {
 public:
  // `metrics` must outlive this.
  explicit RpcMetrics(Metrics& metrics) : metrics_(metrics) {}

  void Begin(std::string_view method) EXCLUDES(mutex_);
  // `reason`: of the status' ErrorInfo; empty without one.
  void End(std::string_view method, absl::StatusCode code, std::string_view reason, absl::Duration duration)
      EXCLUDES(mutex_);

 private:
  struct Method;
  Method& Find(std::string_view method) REQUIRES(mutex_);
  Counter& FindError(Method& method, std::string_view name, absl::StatusCode code, std::string_view reason)
      REQUIRES(mutex_);

  Metrics& metrics_;
  Mutex mutex_;
  std::map<std::string, Method, std::less<>> methods_ GUARDED_BY(mutex_);
  ReasonLabels reasons_ GUARDED_BY(mutex_);
};

// What is kept for one method, so that no call searches the registry.
struct RpcMetrics::Method {
  Gauge active;
  Histogram duration;
  std::map<absl::StatusCode, Counter> calls;
  std::map<std::pair<absl::StatusCode, std::string>, Counter> errors;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_RPC_METRICS_H_
