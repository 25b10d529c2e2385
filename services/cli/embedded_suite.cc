#include "services/cli/embedded_suite.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "services/cli/data_folder.h"
#include "services/gateway/auth/token_gate.h"
#include "services/gateway/backend_stubs.h"
#include "services/gateway/gateway_options.h"
#include "services/gateway/gateway_service.h"
#include "services/gateway/http/http_edge.h"
#include "services/parse/cache/memory_cache.h"
#include "services/parse/parse_service.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/runtime/metrics.h"
#include "services/runtime/runtime.h"
#include "services/statistics/register/sqlite_register.h"
#include "services/statistics/statistics_service.h"
#include "services/validate/load_packs.h"
#include "services/validate/rule_set.h"
#include "services/validate/validate_service.h"

namespace gouji::cli {
namespace {

// Stands in for the statistics service where there is no register.
class NoRegister : public gateway::StatisticsBackend {
 public:
  absl::StatusOr<statistics::v1::RecordReportsResponse> RecordReports(
      const runtime::CallContext& /*call*/, const statistics::v1::RecordReportsRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::FindSubmissionsResponse> FindSubmissions(
      const runtime::CallContext& /*call*/, const statistics::v1::FindSubmissionsRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::RecordCorrectionResponse> RecordCorrection(
      const runtime::CallContext& /*call*/, const statistics::v1::RecordCorrectionRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::AcknowledgeFindingResponse> AcknowledgeFinding(
      const runtime::CallContext& /*call*/, const statistics::v1::AcknowledgeFindingRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::RevokeAcknowledgementResponse> RevokeAcknowledgement(
      const runtime::CallContext& /*call*/, const statistics::v1::RevokeAcknowledgementRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::GetReportResponse> GetReport(
      const runtime::CallContext& /*call*/, const statistics::v1::GetReportRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::GetDocumentResponse> GetDocument(
      const runtime::CallContext& /*call*/, const statistics::v1::GetDocumentRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::ListReportsResponse> ListReports(
      const runtime::CallContext& /*call*/, const statistics::v1::ListReportsRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::FindSimilarReportsResponse> FindSimilarReports(
      const runtime::CallContext& /*call*/, const statistics::v1::FindSimilarReportsRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::SummarizeResponse> Summarize(
      const runtime::CallContext& /*call*/, const statistics::v1::SummarizeRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::ListMetricsResponse> ListMetrics(
      const runtime::CallContext& /*call*/, const statistics::v1::ListMetricsRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::RankResponse> Rank(const runtime::CallContext& /*call*/,
                                                    const statistics::v1::RankRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::TrendResponse> Trend(const runtime::CallContext& /*call*/,
                                                      const statistics::v1::TrendRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::DescribeResponse> Describe(
      const runtime::CallContext& /*call*/, const statistics::v1::DescribeRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::CompareResponse> Compare(const runtime::CallContext& /*call*/,
                                                          const statistics::v1::CompareRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::FindOutliersResponse> FindOutliers(
      const runtime::CallContext& /*call*/, const statistics::v1::FindOutliersRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::TraceResponse> Trace(const runtime::CallContext& /*call*/,
                                                      const statistics::v1::TraceRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::CoverageResponse> Coverage(
      const runtime::CallContext& /*call*/, const statistics::v1::CoverageRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::CompileReportResponse> CompileReport(
      const runtime::CallContext& /*call*/, const statistics::v1::CompileReportRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::ReconcileReportResponse> ReconcileReport(
      const runtime::CallContext& /*call*/, const statistics::v1::ReconcileReportRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::ImportRosterResponse> ImportRoster(
      const runtime::CallContext& /*call*/, const statistics::v1::ImportRosterRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::GetRosterResponse> GetRoster(
      const runtime::CallContext& /*call*/, const statistics::v1::GetRosterRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::ResolveUnitResponse> ResolveUnit(
      const runtime::CallContext& /*call*/, const statistics::v1::ResolveUnitRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::PlaceReportResponse> PlaceReport(
      const runtime::CallContext& /*call*/, const statistics::v1::PlaceReportRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::WithdrawReportResponse> WithdrawReport(
      const runtime::CallContext& /*call*/, const statistics::v1::WithdrawReportRequest& /*request*/) override {
    return Refusal();
  }
  absl::StatusOr<statistics::v1::ListAuditEntriesResponse> ListAuditEntries(
      const runtime::CallContext& /*call*/, const statistics::v1::ListAuditEntriesRequest& /*request*/) override {
    return Refusal();
  }

 private:
  static absl::Status Refusal() { return absl::FailedPreconditionError("there is no register; give a data folder"); }
};

runtime::ServerOptions WithMessageLimit(runtime::ServerOptions options, std::int64_t max_document_bytes) {
  options.max_message_bytes =
      std::max(options.max_message_bytes, static_cast<int>(gateway::MaxMessageBytes(max_document_bytes)));
  return options;
}

}  // namespace

// In the order in which they depend on each other: members are destroyed from the last to the first, so that every
// server stops before what it uses.
struct EmbeddedSuite::Parts {
  // A service and what it needs to be called.
  struct Host {
    Host(const runtime::ServerOptions& listen, const runtime::Logger& log, runtime::Metrics& metrics,
         runtime::Gatekeeper* gatekeeper = nullptr)
        : options(listen), runtime(ForRuntime(listen, gatekeeper), log, metrics) {}

    static runtime::Runtime::Options ForRuntime(const runtime::ServerOptions& listen, runtime::Gatekeeper* gatekeeper) {
      runtime::Runtime::Options options = listen.ForRuntime();
      options.gatekeeper = gatekeeper;
      return options;
    }

    absl::Status Start(std::unique_ptr<grpc::Service> hosted) {
      service = std::move(hosted);
      absl::StatusOr<std::unique_ptr<runtime::Server>> started =
          runtime::Server::Start(options, runtime, {service.get()});
      if (!started.ok()) return started.status();
      server = *std::move(started);
      server->SetReady(true);
      return absl::OkStatus();
    }

    const runtime::ServerOptions options;
    runtime::Runtime runtime;
    std::unique_ptr<grpc::Service> service;
    std::unique_ptr<runtime::Server> server;
  };

  explicit Parts(report::FormCatalog forms) : catalog(std::move(forms)) {}

  absl::Status StartBackends(const Options& suite, const runtime::ServerOptions& inner);
  absl::Status StartRegister(const std::string& data_dir, const runtime::ServerOptions& inner);

  const report::FormCatalog catalog;
  std::optional<report::ReportConverter> converter;
  std::optional<validate::RuleSet> rules;
  std::unique_ptr<statistics::SqliteRegister> reports;
  std::unique_ptr<statistics::Analyst> analyst;
  runtime::Metrics metrics;
  runtime::Logger silent = runtime::Logger::Silent();
  std::unique_ptr<Host> parse_host;
  std::unique_ptr<Host> validate_host;
  std::unique_ptr<Host> statistics_host;
  std::unique_ptr<gateway::ParseBackend> parse;
  std::unique_ptr<gateway::ValidateBackend> validate;
  std::unique_ptr<gateway::StatisticsBackend> statistics;
  std::unique_ptr<gateway::TokenGate> gate;  // null: everybody may call
  std::unique_ptr<Host> gateway_host;
  std::unique_ptr<gateway::http::HttpEdge> edge;  // may be null
};

absl::Status EmbeddedSuite::Parts::StartBackends(const Options& suite, const runtime::ServerOptions& inner) {
  absl::StatusOr<report::ReportConverter> made_converter = report::ReportConverter::Create(catalog);
  if (!made_converter.ok()) return made_converter.status();
  converter.emplace(*std::move(made_converter));
  absl::StatusOr<validate::RuleSet> made_rules = validate::LoadRuleSet(catalog, suite.rule_packs);
  if (!made_rules.ok()) return made_rules.status();
  rules.emplace(*std::move(made_rules));

  parse_host = std::make_unique<Host>(inner, silent, metrics);
  parse::ParseService::Options parse_options;
  parse_options.parser.max_document_bytes = suite.max_document_bytes;
  auto cache = std::make_unique<parse::MemoryCache>(parse::MemoryCache::Options());
  auto parse_service = parse::ParseService::Create(parse_host->runtime, catalog, std::move(cache), parse_options);
  if (!parse_service.ok()) return parse_service.status();
  if (absl::Status status = parse_host->Start(*std::move(parse_service)); !status.ok()) return status;

  validate_host = std::make_unique<Host>(inner, silent, metrics);
  auto validate_service = std::make_unique<validate::ValidateService>(validate_host->runtime, *converter, *rules);
  if (absl::Status status = validate_host->Start(std::move(validate_service)); !status.ok()) return status;

  runtime::ClientOptions client;
  client.max_message_bytes = inner.max_message_bytes;
  parse = gateway::MakeParseStub(parse_host->server->InProcessChannel(), client);
  validate = gateway::MakeValidateStub(validate_host->server->InProcessChannel(), client);
  if (suite.data_dir.empty()) {
    statistics = std::make_unique<NoRegister>();
    return absl::OkStatus();
  }
  if (absl::Status status = StartRegister(suite.data_dir, inner); !status.ok()) return status;
  statistics = gateway::MakeStatisticsStub(statistics_host->server->InProcessChannel(), client);
  return absl::OkStatus();
}

absl::Status EmbeddedSuite::Parts::StartRegister(const std::string& data_dir, const runtime::ServerOptions& inner) {
  if (absl::Status status = MakeDataFolder(data_dir); !status.ok()) return status;
  auto opened = statistics::SqliteRegister::Open({.path = RegisterPathIn(data_dir)}, catalog, *converter);
  if (!opened.ok()) return opened.status();
  reports = *std::move(opened);
  absl::StatusOr<statistics::MetricCatalog> metric_catalog = statistics::MetricCatalog::BuiltIn(catalog);
  if (!metric_catalog.ok()) return metric_catalog.status();
  analyst = std::make_unique<statistics::Analyst>(*reports, *std::move(metric_catalog));
  runtime::ServerOptions options = inner;
  options.thread_count = statistics::kDefaultThreadCount;
  statistics_host = std::make_unique<Host>(options, silent, metrics);
  return statistics_host->Start(std::make_unique<statistics::StatisticsService>(*reports, *analyst, catalog, *converter,
                                                                                statistics_host->runtime));
}

runtime::ServerOptions EmbeddedSuite::NoSockets() {
  runtime::ServerOptions options;
  options.port = -1;
  options.drain_delay = absl::ZeroDuration();
  return options;
}

absl::StatusOr<std::unique_ptr<EmbeddedSuite>> EmbeddedSuite::Create(const Options& options) {
  absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) return catalog.status();
  auto parts = std::make_unique<Parts>(*std::move(catalog));
  const runtime::ServerOptions inner = WithMessageLimit(NoSockets(), options.max_document_bytes);
  if (absl::Status status = parts->StartBackends(options, inner); !status.ok()) return status;

  // Without a socket nobody else reaches it.
  const std::string listen = options.gateway.port < 0 ? "localhost" : options.gateway.listen;
  auto gate = gateway::TokenGate::OpenFor(listen, options.tokens_file, options.log);
  if (!gate.ok()) return gate.status();
  parts->gate = *std::move(gate);

  gateway::GatewayService::Options gateway_options;
  gateway_options.stream.max_document_bytes = static_cast<std::size_t>(options.max_document_bytes);
  parts->gateway_host = std::make_unique<Parts::Host>(WithMessageLimit(options.gateway, options.max_document_bytes),
                                                      options.log, parts->metrics, parts->gate.get());
  auto service = std::make_unique<gateway::GatewayService>(
      gateway_options, gateway::Backends{*parts->parse, *parts->validate, *parts->statistics}, *parts->converter,
      parts->gateway_host->runtime);
  if (absl::Status status = parts->gateway_host->Start(std::move(service)); !status.ok()) return status;
  Parts::Host& host = *parts->gateway_host;
  auto edge = gateway::http::HttpEdge::Start(options.http, host.options, *host.server, host.runtime,
                                             {gateway::v1::GatewayService::service_full_name()});
  if (!edge.ok()) return edge.status();
  parts->edge = *std::move(edge);
  return std::unique_ptr<EmbeddedSuite>(new EmbeddedSuite(std::move(parts)));
}

EmbeddedSuite::EmbeddedSuite(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
EmbeddedSuite::~EmbeddedSuite() = default;

std::shared_ptr<grpc::Channel> EmbeddedSuite::Channel() { return parts_->gateway_host->server->InProcessChannel(); }

runtime::Server& EmbeddedSuite::server() { return *parts_->gateway_host->server; }

}  // namespace gouji::cli
