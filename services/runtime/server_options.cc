#include "services/runtime/server_options.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/runtime/address.h"
#include "services/runtime/config.h"
#include "services/runtime/runtime.h"
#include "services/runtime/tls.h"

namespace gouji::runtime {

void ServerOptions::AddTo(ConfigBuilder& config) {
  config.Add("listen", &listen, "Address to listen on");
  config.Add("port", &port, "Port for gRPC; 0 picks a free one");
  config.Add("port_file", &port_file, "File to write the port to, once calls are taken");
  config.Add("metrics_port", &metrics_port, "Port for Prometheus metrics; 0 picks a free one, -1 is none");
  config.Add("metrics_port_file", &metrics_port_file, "File to write the metrics port to");
  config.Add("thread_count", &thread_count, "Threads that run calls; 0 is one for each processor, at least 4");
  config.Add("queue_limit", &queue_limit, "Calls that may wait for a thread");
  config.Add("client_queue_limit", &client_queue_limit, "Calls of one client that may wait; 0 is queue_limit");
  config.Add("queue_byte_limit", &queue_byte_limit, "Bytes of all requests that wait; one alone may have more");
  config.Add("queue_time_limit", &queue_time_limit, "Longest wait for a thread, batches apart; 0 is none");
  config.Add("stream_limit", &stream_limit, "Streams open at once");
  config.Add("deadline_ceiling", &deadline_ceiling, "Longest time for a call");
  config.Add("drain_delay", &drain_delay, "Time between not ready and no new calls, at shutdown");
  config.Add("shutdown_timeout", &shutdown_timeout, "Time for running calls to end, at shutdown");
  config.Add("max_message_bytes", &max_message_bytes, "Largest message received or sent");
  config.Add("tls_certificate", &tls.certificate,
             "File of the certificate for TLS, PEM, with its chain; empty: no TLS");
  config.Add("tls_private_key", &tls.private_key, "File of its private key, PEM");
  config.Add("tls_client_authorities", &tls.authorities,
             "File of the authorities, PEM, one of which must have signed the certificate of a client; empty: clients "
             "need none");
  config.Add("tls_reload_interval", &tls_reload_interval, "Time between two looks whether files of TLS have changed");
  config.Add("health_port", &health_port,
             "Port for gRPC's health service alone, in plain text, for probes that know no TLS; 0 picks a free one, -1 "
             "is none");
  config.Add("health_port_file", &health_port_file, "File to write the health port to");
  config.Add("log_level", &log_level, "debug, info, warning, error or off");
  config.Add("check_health", &check_health, "Ask the server that runs here whether it takes calls; exit 0 or 1");
  config.AddCheck([this] { return Validate(); });
}

std::vector<std::string> ServerOptions::Validate() const {
  std::vector<std::string> problems;
  const auto require = [&problems](bool holds, std::string problem) {
    if (!holds) problems.push_back(std::move(problem));
  };
  const auto at_least = [&require](const char* name, int value, int least) {
    require(value >= least, fmt::format("{}: must be at least {}, not {}", name, least, value));
  };
  require(!listen.empty(), "listen: must not be empty");
  require(port >= -1 && port <= 65535, fmt::format("port: must be -1 to 65535, not {}", port));
  require(metrics_port >= -1 && metrics_port <= 65535,
          fmt::format("metrics_port: must be -1 to 65535, not {}", metrics_port));
  require(port <= 0 || port != metrics_port, fmt::format("metrics_port: must differ from port {}", port));
  require(health_port >= -1 && health_port <= 65535,
          fmt::format("health_port: must be -1 to 65535, not {}", health_port));
  require(health_port <= 0 || (health_port != port && health_port != metrics_port),
          fmt::format("health_port: {} is taken by another setting", health_port));
  require(tls_reload_interval > absl::ZeroDuration(), "tls_reload_interval: must be positive");
  require(!tls.IsUsed() || IsIpAddress(listen), fmt::format("listen: must be an IP address with TLS, not {}", listen));
  for (std::string& problem : TlsProblems(tls, TlsSide::kListening, "tls_", absl::Now())) {
    problems.push_back(std::move(problem));
  }
  at_least("thread_count", thread_count, 0);
  at_least("queue_limit", queue_limit, 0);
  at_least("client_queue_limit", client_queue_limit, 0);
  at_least("queue_byte_limit", queue_byte_limit, 0);
  at_least("stream_limit", stream_limit, 1);
  at_least("max_message_bytes", max_message_bytes, 1024);
  require(deadline_ceiling > absl::ZeroDuration(), "deadline_ceiling: must be positive");
  return problems;
}

Runtime::Options ServerOptions::ForRuntime() const {
  const int processor_count = static_cast<int>(std::thread::hardware_concurrency());
  return {.executor = {.thread_count = thread_count > 0 ? thread_count : std::max(4, processor_count),
                       .queue_limit = static_cast<std::size_t>(queue_limit),
                       .client_queue_limit =
                           static_cast<std::size_t>(client_queue_limit > 0 ? client_queue_limit : queue_limit),
                       .queue_byte_limit = static_cast<std::size_t>(queue_byte_limit),
                       .queue_time_limit =
                           queue_time_limit > absl::ZeroDuration() ? queue_time_limit : absl::InfiniteDuration()},
          .deadline_ceiling = deadline_ceiling,
          .stream_deadline_ceiling = absl::InfiniteDuration(),
          .stream_limit = stream_limit};
}

}  // namespace gouji::runtime
