#include "services/runtime/rpc_metrics.h"

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/runtime/metrics.h"
#include "services/runtime/mutex.h"

namespace gouji::runtime {

void RpcMetrics::Begin(std::string_view method) {
  MutexLock lock(mutex_);
  Find(method).active.Add(1);
}

void RpcMetrics::End(std::string_view method, absl::StatusCode code, std::string_view reason, absl::Duration duration) {
  MutexLock lock(mutex_);
  Method& found = Find(method);
  found.active.Add(-1);
  found.duration.Observe(absl::ToDoubleSeconds(duration));
  auto counter = found.calls.find(code);
  if (counter == found.calls.end()) {
    const Counter made =
        metrics_.GetCounter("gouji_rpc_server_calls_total", "Inbound calls that were answered",
                            {{"method", std::string(method)}, {"code", absl::StatusCodeToString(code)}});
    counter = found.calls.emplace(code, made).first;
  }
  counter->second.Increment();
  if (code != absl::StatusCode::kOk) FindError(found, method, code, reason).Increment();
}

Counter& RpcMetrics::FindError(Method& method, std::string_view name, absl::StatusCode code, std::string_view reason) {
  std::pair key(code, reasons_.Of(reason));
  const auto found = method.errors.find(key);
  if (found != method.errors.end()) return found->second;
  const Counter made = metrics_.GetCounter(
      "gouji_rpc_server_errors_total", "Inbound calls that were answered with an error, by its reason",
      {{"method", std::string(name)}, {"code", absl::StatusCodeToString(code)}, {"reason", key.second}});
  return method.errors.emplace(std::move(key), made).first->second;
}

RpcMetrics::Method& RpcMetrics::Find(std::string_view method) {
  const auto found = methods_.find(method);
  if (found != methods_.end()) return found->second;
  const Metrics::Labels labels = {{"method", std::string(method)}};
  return methods_
      .emplace(
          std::string(method),
          Method{.active = metrics_.GetGauge("gouji_rpc_server_active_calls", "Inbound calls not yet answered", labels),
                 .duration =
                     metrics_.GetHistogram("gouji_rpc_server_duration_seconds",
                                           "Time from the arrival of a call to its answer", labels, DurationBounds()),
                 .calls = {},
                 .errors = {}})
      .first->second;
}

}  // namespace gouji::runtime
