// gouji-gateway: the public door of the suite.
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "services/gateway/auth/token_gate.h"
#include "services/gateway/backend_stubs.h"
#include "services/gateway/gateway_options.h"
#include "services/gateway/gateway_service.h"
#include "services/gateway/http/http_edge.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/runtime/client.h"
#include "services/runtime/client_metrics.h"
#include "services/runtime/config.h"
#include "services/runtime/health_check.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/run_server.h"
#include "services/runtime/runtime.h"
#include "services/runtime/stub_source.h"
#include "services/runtime/tls.h"

int main(int argc, char** argv) {
  namespace gateway = gouji::gateway;
  namespace runtime = gouji::runtime;
  runtime::BlockSignals();

  gateway::GatewayOptions options;
  runtime::ConfigBuilder config("gouji-gateway", "The public door of Gouji: checks, records and adds up reports.");
  options.AddTo(config);
  if (std::optional<int> exit_code = config.Parse(argc, argv)) return *exit_code;
  if (options.server.check_health) return runtime::CheckHealth(options.server, std::cerr);
  const runtime::Logger log("gateway", options.server.log_level);
  config.LogEffective(log);
  runtime::Metrics metrics;
  const runtime::ClientOptions client = options.ForClients();
  const auto counted = [&](const char* backend) {
    runtime::ClientOptions result = client;
    result.metrics = std::make_shared<runtime::ClientMetrics>(metrics, backend);
    return result;
  };
  const auto certificates = runtime::TlsCertificates::Load(options.ForBackendTls(), log, metrics);
  if (!certificates.ok()) {
    log.Write(runtime::LogLevel::kError, "the server cannot start", {{"error", certificates.status().ToString()}});
    return runtime::kExitUnavailable;
  }
  const auto at = [&](const std::string& target) { return runtime::ChannelSource(target, client, *certificates); };
  const auto parse = gateway::MakeParseStub(at(options.parse), counted("parse"));
  const auto validate = gateway::MakeValidateStub(at(options.validate), counted("validate"));
  const auto statistics = gateway::MakeStatisticsStub(at(options.statistics), counted("statistics"));

  const auto catalog = gouji::report::FormCatalog::BuiltIn();
  const auto converter = catalog.ok() ? gouji::report::ReportConverter::Create(*catalog) : catalog.status();
  if (!converter.ok()) {
    log.Write(runtime::LogLevel::kError, "the server cannot start", {{"error", converter.status().ToString()}});
    return runtime::kExitUnavailable;
  }

  const auto gate = gateway::TokenGate::OpenFor(options.server.listen, options.tokens_file, log);
  if (!gate.ok()) {
    std::cerr << "gouji-gateway: tokens_file: " << gate.status().message() << "\n";
    return runtime::kExitUsage;
  }
  const runtime::ServerOptions server = options.ForServer();
  runtime::Runtime::Options runtime_options = server.ForRuntime();
  runtime_options.gatekeeper = gate->get();
  runtime::Runtime shared(runtime_options, log, metrics);
  gateway::GatewayService service(options.ForService(), {*parse, *validate, *statistics}, *converter, shared);
  std::unique_ptr<gateway::http::HttpEdge> edge;
  return runtime::RunServer(server, shared, {&service}, [&](runtime::Server& started) {
    auto made = gateway::http::HttpEdge::Start(options.http, server, started, shared,
                                               {gateway::v1::GatewayService::service_full_name()});
    if (!made.ok()) return made.status();
    edge = *std::move(made);
    return absl::OkStatus();
  });
}
