#include "services/runtime/client_metrics.h"

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/runtime/metrics.h"

namespace gouji::runtime {

ClientMetrics::ClientMetrics(Metrics& metrics, const std::string& backend)
    : retries_(metrics.GetCounter("gouji_rpc_client_retries_total", "Attempts that repeat one that failed",
                                  {{"backend", backend}})),
      duration_(metrics.GetHistogram("gouji_rpc_client_attempt_duration_seconds", "Time of an attempt of a call",
                                     {{"backend", backend}}, DurationBounds())) {
  for (int code = 0; code <= static_cast<int>(absl::StatusCode::kUnauthenticated); ++code) {
    attempts_.push_back(metrics.GetCounter(
        "gouji_rpc_client_attempts_total", "Attempts of calls to other services",
        {{"backend", backend}, {"code", absl::StatusCodeToString(static_cast<absl::StatusCode>(code))}}));
  }
}

void ClientMetrics::Count(absl::StatusCode code, absl::Duration duration, bool is_retry) const {
  attempts_[static_cast<std::size_t>(code)].Increment();
  if (is_retry) retries_.Increment();
  duration_.Observe(absl::ToDoubleSeconds(duration));
}

}  // namespace gouji::runtime
