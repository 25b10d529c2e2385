#ifndef GOUJI_SERVICES_RUNTIME_CLIENT_METRICS_H_
#define GOUJI_SERVICES_RUNTIME_CLIENT_METRICS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/runtime/metrics.h"

namespace gouji::runtime {

// The calls to one other service, each attempt by itself:
//   gouji_rpc_client_attempts_total{backend, code}
//   gouji_rpc_client_retries_total{backend}             attempts that repeat one that failed
//   gouji_rpc_client_attempt_duration_seconds{backend}  histogram
// Thread-safe.
class ClientMetrics {
 public:
  // `metrics` must outlive this.
  ClientMetrics(Metrics& metrics, const std::string& backend);

  void Count(absl::StatusCode code, absl::Duration duration, bool is_retry) const;

 private:
  std::vector<Counter> attempts_;  // by code
  const Counter retries_;
  const Histogram duration_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_CLIENT_METRICS_H_
