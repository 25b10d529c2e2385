#ifndef GOUJI_SERVICES_CLI_SERVE_COMMAND_H_
#define GOUJI_SERVICES_CLI_SERVE_COMMAND_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/cli/language.h"
#include "services/cli/terminal.h"
#include "services/gateway/check.h"
#include "services/runtime/tls.h"

namespace gouji::cli {

struct ServeOptions {
  std::string listen = "127.0.0.1";  // this machine only
  int port = 7400;                   // 0: a free one
  int metrics_port = -1;             // 0: a free one; -1: none
  std::string port_file;             // written with the port once calls are taken; empty: none
  int http_port = 7480;              // 0: a free one; -1: no HTTP
  std::string http_port_file;        // likewise
  std::string http_allowed_origins;  // of pages in browsers that may call, separated by commas
  std::string http_hosts;            // names, besides localhost, by which a proxy on this machine calls; likewise
  runtime::TlsFiles tls;             // none: plain text
  std::string data_dir;
  std::string tokens_file;              // of the tokens that callers need; empty: none
  std::vector<std::string> rule_packs;  // rule files beside the built-in ones
  std::int64_t max_document_bytes = gateway::kDefaultMaxDocumentBytes;
  Language language = Language::kChinese;  // of complaints
};

// gouji serve: the embedded suite with its gateway on a port, and on one for HTTP, until SIGINT or SIGTERM. Call it
// before any thread is made. Returns the exit status.
int RunServe(const ServeOptions& options, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_SERVE_COMMAND_H_
