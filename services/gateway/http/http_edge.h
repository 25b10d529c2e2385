#ifndef GOUJI_SERVICES_GATEWAY_HTTP_HTTP_EDGE_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_HTTP_EDGE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/gateway/http/http_options.h"
#include "services/runtime/runtime.h"
#include "services/runtime/server.h"
#include "services/runtime/server_options.h"

namespace gouji::gateway::http {

// The HTTP door of a gRPC server: every method of its services by the Connect protocol, so that plain JSON works with
// any HTTP client; /openapi.json, which describes them; and /healthz. It knows the methods from their descriptors
// alone. Every call goes through the gRPC server, within the process: who may call, how many at once, deadlines, logs
// and metrics are decided there, once.
// It speaks TLS when the server does, with the same certificates.
//
// Drains when the server does. Thread-safe but for destruction.
class HttpEdge {
 public:
  // Listens and takes requests at once; null when the options' port is -1. `server` has `server_options`, and its
  // runtime is `runtime`; `services` are the full names of its services. It and `runtime` must outlive the edge's
  // Drain. UNAVAILABLE when the port cannot be had or its file cannot be written.
  static absl::StatusOr<std::unique_ptr<HttpEdge>> Start(const HttpOptions& options,
                                                         const runtime::ServerOptions& server_options,
                                                         runtime::Server& server, runtime::Runtime& runtime,
                                                         const std::vector<std::string>& services);

  // Stops at once, unless the server has been drained.
  ~HttpEdge();
  HttpEdge(const HttpEdge&) = delete;
  HttpEdge& operator=(const HttpEdge&) = delete;

  int port() const;

 private:
  class Impl;
  explicit HttpEdge(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_HTTP_EDGE_H_
