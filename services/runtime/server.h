#ifndef GOUJI_SERVICES_RUNTIME_SERVER_H_
#define GOUJI_SERVICES_RUNTIME_SERVER_H_

#include <memory>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/impl/service_type.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "services/runtime/metrics.h"
#include "services/runtime/mutex.h"
#include "services/runtime/runtime.h"
#include "services/runtime/server_options.h"
#include "services/runtime/thread_annotations.h"
#include "services/runtime/tls.h"

namespace gouji::runtime {

// Names that gRPC's health service knows, besides "", which means readiness.
inline constexpr char kReadiness[] = "readiness";  // whether to send calls here
inline constexpr char kLiveness[] = "liveness";    // whether the process works; SERVING until the end

// A gRPC server with health, reflection and, if asked for, a metrics endpoint.
//
//   starting (NOT_SERVING, calls answered) -> SetReady -> serving -> Drain -> stopped
//
// Thread-safe but for destruction.
class Server {
 public:
  // Listens and takes calls at once, but is not ready until SetReady: a service that must warm up does so between. Port
  // files are written before this returns. `runtime` and `services` must outlive the server. UNAVAILABLE when a port
  // cannot be had or a port file cannot be written; INVALID_ARGUMENT when the options do not validate.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options, Runtime& runtime,
                                                       const std::vector<grpc::Service*>& services);

  // Stops at once: running calls are cancelled, and waited for.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // The TCP port; -1 without one.
  int port() const { return port_; }
  // The port for health alone; -1 without one.
  int health_port() const { return health_port_; }
  // Those of the options' files, for whoever listens beside the server; null without TLS.
  const std::shared_ptr<const TlsCertificates>& certificates() const { return certificates_; }
  // -1 without a metrics endpoint.
  int metrics_port() const { return metrics_endpoint_ == nullptr ? -1 : metrics_endpoint_->port(); }

  // Says whether calls are welcome. Without effect once Drain has begun.
  void SetReady(bool ready) EXCLUDES(mutex_);

  // Shuts down in two phases: not ready, while calls are still taken for `drain_delay`, so that load balancers notice;
  // then new calls are refused and running ones have `shutdown_timeout` before they are cancelled. Returns when no call
  // runs. Later calls return at once.
  void Drain() EXCLUDES(mutex_);

  // Before Drain: names what hands calls on by InProcessChannel and has callers of its own. `drain_front` is called by
  // Drain when new calls are refused, with the time until which running ones may go on; when it returns, no call is
  // left on the channel and none begins.
  void OnDrain(absl::AnyInvocable<void(absl::Time limit)> drain_front) EXCLUDES(mutex_);

  // A channel to this server without a socket; usable also when port() is -1. No call may begin on it once
  // Drain has refused calls: gRPC 1.51 crashes on one; and its running calls are
  // cancelled then, not after shutdown_timeout. Of several servers in a process, drain the caller before the called.
  std::shared_ptr<grpc::Channel> InProcessChannel();

 private:
  Server(const ServerOptions& options, Runtime& runtime);
  // Listens for calls, with TLS if that is set; and for questions about health alone, if they have a port.
  absl::Status Listen(const std::vector<grpc::Service*>& services);
  absl::Status ListenForHealth();
  void SetHealth(bool ready);

  const ServerOptions options_;
  Runtime& runtime_;
  int port_ = -1;
  Mutex mutex_;
  bool draining_ GUARDED_BY(mutex_) = false;
  int health_port_ = -1;
  absl::AnyInvocable<void(absl::Time)> drain_front_ GUARDED_BY(mutex_);
  std::unique_ptr<MetricsEndpoint> metrics_endpoint_;
  std::shared_ptr<const TlsCertificates> certificates_;   // null: plain text
  std::shared_ptr<grpc::ServerCredentials> credentials_;  // outlives server_
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<grpc::Server> health_server_;  // null without a port of its own
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_SERVER_H_
