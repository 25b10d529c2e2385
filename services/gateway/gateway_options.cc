#include "services/gateway/gateway_options.h"

#include <algorithm>
#include <string>
#include <thread>
#include <utility>

#include "absl/time/clock.h"

namespace gouji::gateway {

GatewayOptions::GatewayOptions() {
  server.port = 7400;
  server.metrics_port = 7490;
  http.port = 7480;
  // They wait for the services behind. Where these run on the same machine, more calls at once would share its
  // processors, and each would take longer.
  server.thread_count = 3 * std::max(2, static_cast<int>(std::thread::hardware_concurrency()));
  server.client_queue_limit = 128;  // half: one client alone does not shut out the others
  server.queue_time_limit = absl::Milliseconds(125);
}

void GatewayOptions::AddTo(runtime::ConfigBuilder& config) {
  server.AddTo(config);
  http.AddTo(config);
  config.Add("parse", &parse, "Where the parse service is: host:port or a gRPC target such as dns:///gouji-parse:7401");
  config.Add("validate", &validate, "Where the validate service is");
  config.Add("statistics", &statistics, "Where the statistics service is");
  config.Add(
      "backend_tls_authorities", &backend_tls.authorities,
      "File of the authorities, PEM, one of which must have signed the certificates of the services; empty: they "
      "are called in plain text");
  config.Add("backend_tls_certificate", &backend_tls.certificate,
             "File of the certificate to show to services that ask for one, PEM, with its chain");
  config.Add("backend_tls_private_key", &backend_tls.private_key, "File of its private key, PEM");
  config.Add("backend_timeout", &backend_timeout, "Deadline of a call to a service when the caller's is later");
  config.Add("max_document_bytes", &max_document_bytes, "A longer document is refused; the parse service has its own");
  config.Add("window_items", &window_items, "Items of a stream that may be without a result");
  config.Add("window_bytes", &window_bytes, "Bytes of a stream's items that may be without a result");
  config.Add("stream_workers", &stream_workers, "Threads that read and check the items of all streams");
  config.Add("tokens_file", &tokens_file, "File of the tokens that the gateway asks for; empty: it asks for none");
  config.AddCheck([this] { return Validate(); });
}

std::vector<std::string> GatewayOptions::Validate() const {
  std::vector<std::string> problems;
  if (parse.empty()) problems.emplace_back("parse: is empty; give host:port");
  if (validate.empty()) problems.emplace_back("validate: is empty; give host:port");
  if (statistics.empty()) problems.emplace_back("statistics: is empty; give host:port");
  if (backend_timeout <= absl::ZeroDuration()) problems.emplace_back("backend_timeout: must be positive");
  if (max_document_bytes < 1 || max_document_bytes > std::int64_t{512} << 20) {
    problems.emplace_back("max_document_bytes: must be from 1 to 536870912");
  }
  if (window_items < 1 || window_items > 10'000) problems.emplace_back("window_items: must be from 1 to 10000");
  if (window_bytes < 1) problems.emplace_back("window_bytes: must be positive");
  if (stream_workers < 1 || stream_workers > 1'000) problems.emplace_back("stream_workers: must be from 1 to 1000");
  for (std::string& problem :
       runtime::TlsProblems(backend_tls, runtime::TlsSide::kCalling, "backend_tls_", absl::Now())) {
    problems.push_back(std::move(problem));
  }
  return problems;
}

runtime::ServerOptions GatewayOptions::ForServer() const {
  runtime::ServerOptions options = server;
  options.max_message_bytes =
      std::max(options.max_message_bytes, static_cast<int>(MaxMessageBytes(max_document_bytes)));
  return options;
}

runtime::ClientOptions GatewayOptions::ForClients() const {
  runtime::ClientOptions options;
  options.timeout = backend_timeout;
  options.max_message_bytes = ForServer().max_message_bytes;
  return options;
}

runtime::TlsCertificates::Options GatewayOptions::ForBackendTls() const {
  return {.files = backend_tls, .side = runtime::TlsSide::kCalling, .reload_interval = server.tls_reload_interval};
}

GatewayService::Options GatewayOptions::ForService() const {
  GatewayService::Options options;
  options.stream.max_document_bytes = static_cast<std::size_t>(max_document_bytes);
  options.stream.window.item_count = window_items;
  options.stream.window.byte_count = static_cast<std::size_t>(window_bytes);
  options.stream.item_timeout = backend_timeout;
  options.stream_worker_count = stream_workers;
  return options;
}

}  // namespace gouji::gateway
