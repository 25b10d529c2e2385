#ifndef GOUJI_SERVICES_GATEWAY_HTTP_HTTP_OPTIONS_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_HTTP_OPTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/gateway/http/http_server.h"
#include "services/runtime/config.h"

namespace gouji::gateway::http {

// The settings of the HTTP edge. It listens on the address of the gRPC server.
struct HttpOptions {
  int port = -1;                                      // 0: a free one; -1: no HTTP
  std::string port_file;                              // written with the port once requests are taken; empty: none
  int connection_limit = 1024;                        // open at once
  int client_connection_limit = 256;                  // those from one address
  std::int64_t byte_limit = std::int64_t{256} << 20;  // of requests that are read or worked on; half for one address
  std::string allowed_origins;  // of pages in browsers, separated by commas; empty: none but the server's own
  std::string hosts;            // names of the server on loopback, besides localhost, separated by commas
  Timeouts timeouts = {};       // no settings

  // Adds them as settings http_port, http_port_file …, with Validate as check. This must outlive `config`.
  void AddTo(runtime::ConfigBuilder& config);
  // Every problem, each "setting: what is wrong".
  std::vector<std::string> Validate() const;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_HTTP_OPTIONS_H_
