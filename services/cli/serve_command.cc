#include "services/cli/serve_command.h"

#include "services/cli/command_error.h"
#include "services/cli/embedded_suite.h"
#include "services/cli/exit_code.h"
#include "services/runtime/run_server.h"

namespace gouji::cli {

int RunServe(const ServeOptions& options, const Terminal& terminal) {
  runtime::BlockSignals();
  EmbeddedSuite::Options suite_options;
  suite_options.data_dir = options.data_dir;
  suite_options.tokens_file = options.tokens_file;
  suite_options.rule_packs = options.rule_packs;
  suite_options.max_document_bytes = options.max_document_bytes;
  suite_options.log = runtime::Logger("gouji", runtime::LogLevel::kInfo);
  suite_options.gateway.listen = options.listen;
  suite_options.gateway.port = options.port;
  suite_options.gateway.port_file = options.port_file;
  suite_options.gateway.metrics_port = options.metrics_port;
  suite_options.http.port = options.http_port;
  suite_options.http.port_file = options.http_port_file;
  suite_options.http.allowed_origins = options.http_allowed_origins;
  suite_options.http.hosts = options.http_hosts;
  suite_options.gateway.tls = options.tls;
  suite_options.gateway.thread_count = 32;                   // they wait for the services behind
  suite_options.gateway.drain_delay = absl::ZeroDuration();  // no load balancer to wait for
  auto suite = EmbeddedSuite::Create(suite_options);
  if (!suite.ok()) return ReportError(suite.status(), options.language, terminal);
  runtime::DrainOnSignal((*suite)->server(), suite_options.gateway, suite_options.log);
  return kExitOk;
}

}  // namespace gouji::cli
