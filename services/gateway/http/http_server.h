#ifndef GOUJI_SERVICES_GATEWAY_HTTP_HTTP_SERVER_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_HTTP_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/gateway/http/client_limits.h"
#include "services/gateway/http/exchange.h"
#include "services/runtime/metrics.h"
#include "services/runtime/tls.h"

namespace gouji::gateway::http {

// How long clients may take. Whoever is slower is cut off, so that nobody holds a connection, or memory, for nothing.
struct Timeouts {
  absl::Duration handshake = absl::Seconds(10);  // of TLS, from the connection on
  absl::Duration idle = absl::Seconds(60);       // between requests
  absl::Duration head = absl::Seconds(10);       // from its first byte to the end of the head
  absl::Duration body = absl::Seconds(20);       // without the body; each kBodyRate bytes that come give a second back
  absl::Duration write = absl::Seconds(30);      // until the next bytes of an answer are taken
  // Of a connection; then it ends after an answer. So clients see new certificates, and new replicas, before long.
  absl::Duration age = absl::Minutes(10);
};
inline constexpr int kBodyRate = 16 << 10;

// An HTTP/1.1 server, with TLS if it has certificates: one thread that waits for all connections at once, so that a
// slow client costs memory (bounded), never a thread. Counts gouji_http_requests_total{code}, gouji_http_connections,
// gouji_http_refused_connections_total and gouji_http_request_bytes. Thread-safe but for destruction.
class HttpServer {
 public:
  struct Options {
    std::string listen = "0.0.0.0";
    int port = 0;  // 0: a free one
    ClientLimits::Options limits = {};
    Timeouts timeouts = {};
    std::shared_ptr<const runtime::TlsCertificates> certificates = nullptr;  // null: plain text
  };

  // UNAVAILABLE when the port cannot be had. `metrics` must outlive the server.
  static absl::StatusOr<std::unique_ptr<HttpServer>> Start(const Options& options, Handler handler,
                                                           runtime::Metrics& metrics);

  // Drains without waiting.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const;

  // Takes no more connections, ends idle ones, and the others after the request that is on them; those that are left at
  // `limit` at once. Returns when no exchange is left.
  void Drain(absl::Time limit);

 private:
  class Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_HTTP_SERVER_H_
