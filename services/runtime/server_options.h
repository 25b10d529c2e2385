#ifndef GOUJI_SERVICES_RUNTIME_SERVER_OPTIONS_H_
#define GOUJI_SERVICES_RUNTIME_SERVER_OPTIONS_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/runtime/config.h"
#include "services/runtime/log.h"
#include "services/runtime/runtime.h"
#include "services/runtime/tls.h"

namespace gouji::runtime {

// The settings that every server has. A service sets its own default ports before AddTo.
struct ServerOptions {
  // All interfaces, because a pod is reached from outside; tests and single machines say 127.0.0.1.
  std::string listen = "0.0.0.0";
  int port = 0;                      // 0: a free one; -1: no TCP, only in-process channels
  std::string port_file;             // written with the port once the server takes calls; empty: none
  int metrics_port = -1;             // 0: a free one; -1: no metrics endpoint
  std::string metrics_port_file;     // likewise
  int thread_count = 0;              // 0: one for each processor, at least 4
  int queue_limit = 256;             // calls that may wait for a thread
  int client_queue_limit = 0;        // those of one client; 0: queue_limit
  int queue_byte_limit = 128 << 20;  // what requests that wait hold; a single one may hold more
  // How long a call that somebody waits for may wait for a thread; then it is refused. 0: as long as its caller does.
  absl::Duration queue_time_limit = absl::ZeroDuration();
  int stream_limit = 64;  // streams open at once
  absl::Duration deadline_ceiling = absl::Seconds(60);
  absl::Duration drain_delay = absl::Seconds(5);        // NOT_SERVING while still accepting
  absl::Duration shutdown_timeout = absl::Seconds(20);  // for calls that run, before they are cancelled
  int max_message_bytes = 64 << 20;
  TlsFiles tls;  // of the gRPC port; empty: plain text
  absl::Duration tls_reload_interval = absl::Seconds(10);
  int health_port = -1;          // plain text, health only, for probes that know no TLS; 0: a free one; -1: none
  std::string health_port_file;  // likewise
  LogLevel log_level = LogLevel::kInfo;
  bool check_health = false;  // do not serve: ask the server that runs, and end (CheckHealth)

  // Adds all of them as settings of the same names, with Validate as check. This must outlive `config`.
  void AddTo(ConfigBuilder& config);

  // Returns every problem, each "setting: what is wrong"; none when the options can be used.
  std::vector<std::string> Validate() const;

  Runtime::Options ForRuntime() const;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_SERVER_OPTIONS_H_
