#include "services/gateway/http/http_edge.h"

#include <limits>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "fmt/format.h"
#include "google/protobuf/descriptor.h"
#include "services/gateway/http/forwarder.h"
#include "services/gateway/http/http_server.h"
#include "services/gateway/http/server_client.h"
#include "services/runtime/executor.h"
#include "services/runtime/port_file.h"

namespace gouji::gateway::http {
namespace {

using google::protobuf::MethodDescriptor;

absl::Status Error(absl::StatusCode code, std::string_view message) {
  return {code, absl::string_view(message.data(), message.size())};
}

// The type before its parameters, in lower case.
std::string MediaType(const RequestHead& request) {
  const std::string_view value = request.Find("content-type");
  const std::string_view type = value.substr(0, value.find(';'));
  return absl::AsciiStrToLower(absl::StripAsciiWhitespace({type.data(), type.size()}));
}

runtime::Executor::Options CoderOptions() {
  // A connection has one request at a time, so that their number bounds the queue.
  return {.thread_count = 0, .queue_limit = std::numeric_limits<std::size_t>::max() / 2};
}

}  // namespace

class HttpEdge::Impl {
 public:
  Impl(const runtime::ServerOptions& options, runtime::Server& server, const std::vector<std::string>& services)
      : coders_(CoderOptions()),
        client_(server.InProcessChannel()),
        forwarder_(client_, coders_, static_cast<std::size_t>(options.max_message_bytes)) {
    for (const std::string& name : services) {
      const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(name);
      for (int i = 0; i < service->method_count(); ++i)
        methods_.emplace(PathOf(*service->method(i)), service->method(i));
    }
  }

  absl::Status Start(const HttpServer::Options& options, runtime::Metrics& metrics) {
    auto started = HttpServer::Start(
        options, [this](std::shared_ptr<Exchange> exchange) { Handle(std::move(exchange)); }, metrics);
    if (!started.ok()) return started.status();
    server_ = *std::move(started);
    return absl::OkStatus();
  }

  void Drain(absl::Time limit) { server_->Drain(limit); }
  int port() const { return server_->port(); }

 private:
  void Handle(std::shared_ptr<Exchange> exchange) {
    const RequestHead& request = exchange->request();
    const auto method = methods_.find(request.path);
    if (method != methods_.end()) return Call(std::move(exchange), *method->second);
    RespondError(*exchange, Error(absl::StatusCode::kUnimplemented, fmt::format("no such path: {}", request.path)),
                 404);
  }

  void Call(std::shared_ptr<Exchange> exchange, const MethodDescriptor& method) {
    const RequestHead& request = exchange->request();
    if (request.method != "POST") {
      exchange->AddField("Allow", "POST");
      return RespondError(*exchange, Error(absl::StatusCode::kUnimplemented, "methods are called by POST"), 405);
    }
    const std::string_view encoding = request.Find("content-encoding");
    if (!encoding.empty() && encoding != "identity") {
      exchange->AddField("Accept-Encoding", "identity");
      return RespondError(*exchange, Error(absl::StatusCode::kUnimplemented, "compressed requests are not read"), 415);
    }
    const std::string type = MediaType(request);
    if (type == "application/json") return forwarder_.CallUnary(std::move(exchange), method, Encoding::kJson);
    if (type == "application/proto") return forwarder_.CallUnary(std::move(exchange), method, Encoding::kBinary);
    exchange->AddField("Accept-Post", "application/json, application/proto");
    RespondError(*exchange,
                 Error(absl::StatusCode::kInvalidArgument, "content-type: application/json or application/proto"), 415);
  }

  runtime::Executor coders_;
  ServerClient client_;
  Forwarder forwarder_;
  std::unordered_map<std::string, const MethodDescriptor*> methods_;  // by path
  std::unique_ptr<HttpServer> server_;
};

absl::StatusOr<std::unique_ptr<HttpEdge>> HttpEdge::Start(const HttpOptions& options,
                                                          const runtime::ServerOptions& server_options,
                                                          runtime::Server& server, runtime::Runtime& runtime,
                                                          const std::vector<std::string>& services) {
  if (options.port < 0) return nullptr;
  auto impl = std::make_shared<Impl>(server_options, server, services);
  const absl::Status started = impl->Start({.listen = server_options.listen,
                                            .port = options.port,
                                            .limits = {.connection_limit = options.connection_limit,
                                                       .client_connection_limit = options.client_connection_limit,
                                                       .byte_limit = static_cast<std::size_t>(options.byte_limit)},
                                            .timeouts = {}},
                                           runtime.metrics());
  if (!started.ok()) return started;
  server.OnDrain([impl](absl::Time limit) { impl->Drain(limit); });
  if (absl::Status status = runtime::WritePortFile(options.port_file, impl->port()); !status.ok()) return status;
  runtime.log().Write(runtime::LogLevel::kInfo, "listening for HTTP",
                      {{"address", server_options.listen}, {"port", impl->port()}});
  return std::unique_ptr<HttpEdge>(new HttpEdge(std::move(impl)));
}

HttpEdge::HttpEdge(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpEdge::~HttpEdge() { impl_->Drain(absl::InfinitePast()); }

int HttpEdge::port() const { return impl_->port(); }

}  // namespace gouji::gateway::http
