// A server of the echo service, as every server of the suite is put together; for the tests of the life cycle.
#include <iostream>
#include <optional>
#include <string>

#include "services/runtime/config.h"
#include "services/runtime/health_check.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/run_server.h"
#include "services/runtime/runtime.h"
#include "services/runtime/server_options.h"
#include "services/runtime/testing/echo_service.h"

int main(int argc, char** argv) {
  namespace runtime = gouji::runtime;
  runtime::BlockSignals();
  runtime::ServerOptions options;
  std::string secret;
  runtime::ConfigBuilder config("echo", "Answers with what it was sent.");
  options.AddTo(config);
  config.AddSecret("token", &secret, "Not used");
  if (const std::optional<int> exit_code = config.Parse(argc, argv)) return *exit_code;
  if (options.check_health) return runtime::CheckHealth(options, std::cerr);

  const runtime::Logger log("echo", options.log_level);
  config.LogEffective(log);
  runtime::Metrics metrics;
  runtime::Runtime server_runtime(options.ForRuntime(), log, metrics);
  runtime::testing::EchoServer service(server_runtime);
  return runtime::RunServer(options, server_runtime, {&service});
}
