#include "services/runtime/health_check.h"

#include <fstream>
#include <memory>
#include <ostream>
#include <string>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpc/health/v1/health.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"
#include "grpcpp/support/status.h"
#include "services/runtime/server.h"
#include "services/runtime/server_options.h"

namespace gouji::runtime {
namespace {

using ::grpc::health::v1::Health;
using ::grpc::health::v1::HealthCheckRequest;
using ::grpc::health::v1::HealthCheckResponse;

// The port of the running server that answers in plain text, that for health if it has one: the one set, else the one
// it wrote; 0 when neither is known.
int PortOf(const ServerOptions& options) {
  const bool is_apart = options.health_port >= 0;
  int port = is_apart ? options.health_port : options.port;
  if (port <= 0) std::ifstream(is_apart ? options.health_port_file : options.port_file) >> port;
  return port;
}

}  // namespace

int CheckHealth(const ServerOptions& options, std::ostream& err) {
  if (options.tls.IsUsed() && options.health_port < 0) {
    err << "check_health: a server with TLS is asked at its health_port, in plain text; set one\n";
    return 1;
  }
  const int port = PortOf(options);
  if (port <= 0) {
    err << "check_health: which port the server has is not known; set port, or the port_file that it writes\n";
    return 1;
  }
  // A server that listens on all addresses is reached by the same: the system takes "any" for this machine.
  const std::string address = fmt::format("{}:{}", options.listen, port);
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  const std::shared_ptr<grpc::Channel> channel =
      grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(2)));
  HealthCheckRequest request;
  request.set_service(kReadiness);
  HealthCheckResponse response;
  const grpc::Status status = Health::NewStub(channel)->Check(&context, request, &response);
  if (!status.ok()) {
    err << fmt::format("check_health: no answer from {}: {}\n", address, status.error_message());
    return 1;
  }
  if (response.status() != HealthCheckResponse::SERVING) {
    err << fmt::format("check_health: {} is {}\n", address, HealthCheckResponse::ServingStatus_Name(response.status()));
    return 1;
  }
  return 0;
}

}  // namespace gouji::runtime
