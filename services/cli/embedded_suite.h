#ifndef GOUJI_SERVICES_CLI_EMBEDDED_SUITE_H_
#define GOUJI_SERVICES_CLI_EMBEDDED_SUITE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "grpcpp/channel.h"
#include "services/gateway/check.h"
#include "services/gateway/http/http_options.h"
#include "services/runtime/log.h"
#include "services/runtime/server.h"
#include "services/runtime/server_options.h"

namespace gouji::cli {

// All four services in this process, joined by in-process channels: the code of the servers, without sockets.
//
// Thread-safe. Destroying it stops the services in the order of the calls; what was receipted is durable.
class EmbeddedSuite {
 public:
  struct Options {
    // The folder of the register, made (0700) when it does not exist. Empty: there is no register, no file is touched,
    // and calls that need one fail with FAILED_PRECONDITION.
    std::string data_dir = {};
    // Rule files beside the built-in ones.
    std::vector<std::string> rule_packs = {};
    std::int64_t max_document_bytes = gateway::kDefaultMaxDocumentBytes;
    // The file of the tokens that the gateway asks for, also within the process; empty: it asks for none.
    std::string tokens_file = {};
    // How the gateway listens; by default not at all.
    runtime::ServerOptions gateway = NoSockets();
    gateway::http::HttpOptions http = {};  // likewise
    runtime::Logger log = runtime::Logger::Silent();
  };

  static runtime::ServerOptions NoSockets();

  // INVALID_ARGUMENT with reason INVALID_RULE_PACK or INVALID_TOKEN_FILE: a rule file, or that of the tokens, cannot be
  // read or used; the message says where.
  // UNAVAILABLE: the data folder or the port cannot be used. FAILED_PRECONDITION: the register is one of a newer
  // program.
  static absl::StatusOr<std::unique_ptr<EmbeddedSuite>> Create(const Options& options);

  ~EmbeddedSuite();
  EmbeddedSuite(const EmbeddedSuite&) = delete;
  EmbeddedSuite& operator=(const EmbeddedSuite&) = delete;

  // A channel to the gateway.
  std::shared_ptr<grpc::Channel> Channel();
  // The gateway's server.
  runtime::Server& server();

 private:
  struct Parts;
  explicit EmbeddedSuite(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EMBEDDED_SUITE_H_
