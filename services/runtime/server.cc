#include "services/runtime/server.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "grpc/health/v1/health.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "grpcpp/support/channel_arguments.h"
#include "services/runtime/address.h"
#include "services/runtime/clock.h"
#include "services/runtime/log.h"
#include "services/runtime/malformed_requests.h"
#include "services/runtime/metrics.h"
#include "services/runtime/mutex.h"
#include "services/runtime/port_file.h"
#include "services/runtime/process_metrics.h"
#include "services/runtime/runtime.h"
#include "services/runtime/server_credentials.h"
#include "services/runtime/server_options.h"
#include "services/runtime/tls.h"

namespace gouji::runtime {
namespace {

void Configure(const ServerOptions& options, grpc::ServerBuilder& builder) {
  // Two servers on one port would share its calls at random.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(options.max_message_bytes);
  builder.SetMaxSendMessageSize(options.max_message_bytes);
  // Notices callers that vanished, and lets ours ping (client.h) without being taken for attackers.
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 30'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10'000);
  // Clients look up addresses anew when a connection ends; so they find servers that were added.
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, 600'000);
  builder.experimental().SetInterceptorCreators(MalformedRequestInterceptors());
}

}  // namespace

Server::Server(const ServerOptions& options, Runtime& runtime) : options_(options), runtime_(runtime) {}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options, Runtime& runtime,
                                                      const std::vector<grpc::Service*>& services) {
  if (const std::vector<std::string> problems = options.Validate(); !problems.empty()) {
    return absl::InvalidArgumentError(absl::StrJoin(problems, "; "));
  }
  // Links the description of the health service into the program, which the library's own lacks; reflection gives it
  // out.
  grpc::health::v1::HealthCheckRequest::descriptor();
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();

  std::unique_ptr<Server> server(new Server(options, runtime));
  if (absl::Status status = server->Listen(services); !status.ok()) return status;
  if (absl::Status status = server->ListenForHealth(); !status.ok()) return status;
  server->SetHealth(false);
  for (grpc::Server* const listening : {server->server_.get(), server->health_server_.get()}) {
    if (listening != nullptr) listening->GetHealthCheckService()->SetServingStatus(kLiveness, true);
  }

  if (options.metrics_port >= 0) {
    AddProcessMetrics(runtime.metrics());
    auto endpoint = MetricsEndpoint::Start(options.listen, options.metrics_port, runtime.metrics());
    if (!endpoint.ok()) return endpoint.status();
    server->metrics_endpoint_ = *std::move(endpoint);
  }
  absl::Status status = WritePortFile(options.metrics_port_file, server->metrics_port());
  if (!status.ok()) return status;
  status = WritePortFile(options.health_port_file, server->health_port_);
  if (!status.ok()) return status;
  status = WritePortFile(options.port_file, server->port_);
  if (!status.ok()) return status;
  runtime.log().Write(LogLevel::kInfo, "listening",
                      {{"address", options.listen},
                       {"port", server->port_},
                       {"tls", server->credentials_ != nullptr},
                       {"metrics_port", server->metrics_port()},
                       {"health_port", server->health_port_}});
  return server;
}

absl::Status Server::Listen(const std::vector<grpc::Service*>& services) {
  grpc::ServerBuilder builder;
  Configure(options_, builder);
  const std::string address = fmt::format("{}:{}", options_.listen, options_.port);
  auto certificates = TlsCertificates::Load(
      {.files = options_.tls, .side = TlsSide::kListening, .reload_interval = options_.tls_reload_interval},
      runtime_.log(), runtime_.metrics());
  if (!certificates.ok()) return certificates.status();
  certificates_ = *std::move(certificates);
  if (options_.port >= 0) {
    if (certificates_ != nullptr) {
      credentials_ = MakeServerCredentials(certificates_);
    } else if (!IsLoopback(options_.listen)) {
      runtime_.log().Write(LogLevel::kWarning,
                           "calls come in plain text from other machines; set tls_certificate, or "
                           "keep the network private",
                           {{"address", options_.listen}});
    }
    builder.AddListeningPort(address, credentials_ == nullptr ? grpc::InsecureServerCredentials() : credentials_,
                             &port_);
  }
  for (grpc::Service* service : services) builder.RegisterService(service);
  server_ = builder.BuildAndStart();
  if (server_ != nullptr && port_ != 0) return absl::OkStatus();
  return absl::UnavailableError(fmt::format("cannot listen on {}", address));
}

absl::Status Server::ListenForHealth() {
  if (options_.health_port < 0) return absl::OkStatus();
  grpc::ServerBuilder builder;
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 16);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, 600'000);
  builder.SetMaxReceiveMessageSize(1024);
  const std::string address = fmt::format("{}:{}", options_.listen, options_.health_port);
  builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &health_port_);
  health_server_ = builder.BuildAndStart();
  if (health_server_ != nullptr && health_port_ != 0) return absl::OkStatus();
  return absl::UnavailableError(fmt::format("cannot listen on {} for questions about health", address));
}

Server::~Server() {
  runtime_.RefuseCalls();
  for (grpc::Server* const listening : {server_.get(), health_server_.get()}) {
    if (listening == nullptr) continue;
    listening->Shutdown(absl::ToChronoTime(absl::Now()));
    listening->Wait();
  }
}

void Server::SetHealth(bool ready) {
  for (grpc::Server* const listening : {server_.get(), health_server_.get()}) {
    if (listening == nullptr) continue;
    grpc::HealthCheckServiceInterface& health = *listening->GetHealthCheckService();
    health.SetServingStatus("", ready);
    health.SetServingStatus(kReadiness, ready);
  }
}

void Server::SetReady(bool ready) {
  MutexLock lock(mutex_);
  if (!draining_) SetHealth(ready);
}

void Server::Drain() {
  absl::AnyInvocable<void(absl::Time)> drain_front;
  {
    MutexLock lock(mutex_);
    if (draining_) return;
    draining_ = true;
    drain_front.swap(drain_front_);
    SetHealth(false);
  }
  runtime_.log().Write(LogLevel::kInfo, "draining",
                       {{"drain_delay_ms", absl::ToInt64Milliseconds(options_.drain_delay)},
                        {"shutdown_timeout_ms", absl::ToInt64Milliseconds(options_.shutdown_timeout)}});
  absl::SleepFor(options_.drain_delay);
  runtime_.RefuseCalls();
  const absl::Time limit = Now() + options_.shutdown_timeout;
  if (drain_front != nullptr) drain_front(limit);
  server_->Shutdown(ToSystemTime(limit));
  server_->Wait();
  runtime_.log().Write(LogLevel::kInfo, "stopped");
}

void Server::OnDrain(absl::AnyInvocable<void(absl::Time)> drain_front) {
  MutexLock lock(mutex_);
  drain_front_ = std::move(drain_front);
}

std::shared_ptr<grpc::Channel> Server::InProcessChannel() {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetMaxReceiveMessageSize(options_.max_message_bytes);
  arguments.SetMaxSendMessageSize(options_.max_message_bytes);
  return server_->InProcessChannel(arguments);
}

}  // namespace gouji::runtime
