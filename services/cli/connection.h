#ifndef GOUJI_SERVICES_CLI_CONNECTION_H_
#define GOUJI_SERVICES_CLI_CONNECTION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/cli/embedded_suite.h"
#include "services/cli/gateway_client.h"
#include "services/runtime/tls.h"

namespace gouji::cli {

struct ConnectionOptions {
  // host:port or a gRPC target of a gateway; empty: the embedded suite.
  std::string endpoint = {};
  // Sent to the endpoint; empty: none.
  std::string token = {};
  // Of TLS to the endpoint; read once. None: plain text.
  runtime::TlsFiles tls = {};
  // Of the embedded suite. Empty: none, for commands that need no register.
  std::string data_dir = {};
  // Rule files of the embedded suite, beside the built-in ones; a remote gateway has its own.
  std::vector<std::string> rule_packs = {};
  std::int64_t max_document_bytes = gateway::kDefaultMaxDocumentBytes;
  absl::Duration connect_timeout = absl::Seconds(5);
};

// A gateway, remote or embedded, and a client of it.
class Connection {
 public:
  // UNAVAILABLE: the endpoint does not answer in time, or the data folder cannot be used. INVALID_ARGUMENT with reason
  // INVALID_RULE_PACK: a rule file cannot be used; with FILE_NOT_READABLE: a file of TLS.
  static absl::StatusOr<Connection> Open(const ConnectionOptions& options);

  GatewayClient& client() { return *client_; }

 private:
  Connection(std::unique_ptr<EmbeddedSuite> suite, std::unique_ptr<GatewayClient> client)
      : suite_(std::move(suite)), client_(std::move(client)) {}

  std::unique_ptr<EmbeddedSuite> suite_;  // null for a remote gateway
  std::unique_ptr<GatewayClient> client_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_CONNECTION_H_
