#ifndef GOUJI_SERVICES_GATEWAY_GATEWAY_OPTIONS_H_
#define GOUJI_SERVICES_GATEWAY_GATEWAY_OPTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/gateway/gateway_service.h"
#include "services/gateway/http/http_options.h"
#include "services/runtime/client.h"
#include "services/runtime/config.h"
#include "services/runtime/server_options.h"
#include "services/runtime/tls.h"

namespace gouji::gateway {

// The largest message about a document: its bytes, as much again for the prose that was read from them, and the rest of
// the report.
constexpr std::int64_t MaxMessageBytes(std::int64_t max_document_bytes) {
  return 2 * max_document_bytes + (std::int64_t{16} << 20);
}

// The settings of the program gouji-gateway.
struct GatewayOptions {
  GatewayOptions();

  // Adds all settings, with Validate as check. This must outlive `config`.
  void AddTo(runtime::ConfigBuilder& config);
  // Every problem, each "setting: what is wrong".
  std::vector<std::string> Validate() const;

  // The options of the parts, whose message limits fit the largest document.
  runtime::ServerOptions ForServer() const;
  runtime::ClientOptions ForClients() const;
  runtime::TlsCertificates::Options ForBackendTls() const;
  GatewayService::Options ForService() const;

  runtime::ServerOptions server;
  http::HttpOptions http;
  std::string parse = "localhost:7401";
  std::string validate = "localhost:7402";
  std::string statistics = "localhost:7403";
  runtime::TlsFiles backend_tls;  // of calls to them; empty: plain text
  absl::Duration backend_timeout = absl::Seconds(60);
  std::int64_t max_document_bytes = kDefaultMaxDocumentBytes;
  int window_items = SubmitWindowLimits().item_count;
  std::int64_t window_bytes = static_cast<std::int64_t>(SubmitWindowLimits().byte_count);
  std::string tokens_file;  // empty: everybody may call everything
  int stream_workers = GatewayService::Options().stream_worker_count;
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_GATEWAY_OPTIONS_H_
