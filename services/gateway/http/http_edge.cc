#include "services/gateway/http/http_edge.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "fmt/format.h"
#include "google/protobuf/descriptor.h"
#include "services/gateway/http/document_upload.h"
#include "services/gateway/http/forwarder.h"
#include "services/gateway/http/http_server.h"
#include "services/gateway/http/multipart.h"
#include "services/gateway/http/openapi.h"
#include "services/gateway/http/origin_policy.h"
#include "services/gateway/http/server_client.h"
#include "services/report/error.h"
#include "services/report/sha256.h"
#include "services/runtime/executor.h"
#include "services/runtime/inbound.h"
#include "services/runtime/port_file.h"

namespace gouji::gateway::http {
namespace {

using google::protobuf::MethodDescriptor;

std::set<std::string, std::less<>> ListOf(const std::string& text) {
  return absl::StrSplit(text, ',', absl::SkipEmpty());
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
  Impl(const HttpOptions& options, const runtime::ServerOptions& server_options, runtime::Server& server,
       const std::vector<std::string>& services)
      : origins_({.allowed_origins = ListOf(options.allowed_origins), .hosts = ListOf(options.hosts)}),
        coders_(CoderOptions()),
        client_(server.InProcessChannel()),
        forwarder_(client_, coders_, static_cast<std::size_t>(server_options.max_message_bytes)),
        openapi_(OpenApiDocument(services)),
        openapi_tag_('"' + report::Sha256Hex(openapi_).substr(0, 32) + '"') {
    for (const std::string& name : services) {
      const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(name);
      for (int i = 0; i < service->method_count(); ++i) {
        methods_.emplace(PathOf(*service->method(i)), service->method(i));
      }
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
    if (const absl::Status denied = origins_.Check(request, exchange->peer()); !denied.ok()) {
      return RespondError(*exchange, denied);
    }
    for (auto& [name, value] : origins_.CorsFields(request)) exchange->AddField(name, value);
    if (OriginPolicy::IsPreflight(request)) return exchange->Respond({.status = 204, .fields = {}}, {});
    if (request.path == "/healthz") return TellHealth(std::move(exchange));
    if (request.path == "/openapi.json") return TellMethods(*exchange);
    const auto method = methods_.find(request.path);
    if (method == methods_.end()) return Refuse(*exchange, 404, fmt::format("no such path: {}", request.path));
    Call(std::move(exchange), *method->second);
  }

  void TellHealth(std::shared_ptr<Exchange> exchange) {
    if (!MethodIs(*exchange, {"GET", "HEAD"})) return;
    client_.AskReady([exchange = std::move(exchange)](bool ready) mutable {
      Exchange& used = *exchange;
      used.Post([exchange = std::move(exchange), ready] {
        exchange->Respond({.status = ready ? 200 : 503, .fields = {{"Content-Type", "application/json"}}},
                          ready ? R"({"status":"SERVING"})" : R"({"status":"NOT_SERVING"})");
      });
    });
  }

  void TellMethods(Exchange& exchange) {
    if (!MethodIs(exchange, {"GET", "HEAD"})) return;
    Fields fields = {{"ETag", openapi_tag_}, {"Cache-Control", "no-cache"}};  // kept, if it is asked for each time
    const std::string_view kept = exchange.request().Find("if-none-match");
    if (kept == "*" || kept.find(openapi_tag_) != std::string_view::npos) {
      return exchange.Respond({.status = 304, .fields = std::move(fields)}, {});
    }
    // Of all answers the longest that needs no token.
    if (!exchange.Reserve(openapi_.size())) return RespondError(exchange, runtime::OverloadedError());
    fields.emplace_back("Content-Type", "application/json");
    exchange.Respond({.fields = std::move(fields)}, openapi_);
  }

  void Call(std::shared_ptr<Exchange> exchange, const MethodDescriptor& method) {
    const RequestHead& request = exchange->request();
    if (!MethodIs(*exchange, {"POST"})) return;
    const bool streams = method.client_streaming() || method.server_streaming();
    const std::string_view encoding = request.Find(streams ? "connect-content-encoding" : "content-encoding");
    if (!encoding.empty() && encoding != "identity") {
      exchange->AddField(streams ? "Connect-Accept-Encoding" : "Accept-Encoding", "identity");
      return Refuse(*exchange, 415, "compressed requests are not read");
    }
    if (streams && request.version == 10) return Refuse(*exchange, 505, "streams need HTTP/1.1");
    const bool takes_forms = TakesDocument(method);
    const std::optional<std::string> boundary = FormBoundary(request.Find("content-type"));
    if (takes_forms && boundary.has_value()) {
      return UploadDocuments(forwarder_, std::move(exchange), method, *boundary);
    }
    const std::string type = MediaType(request);
    const std::string prefix = streams ? "application/connect+" : "application/";
    if (type != prefix + "json" && type != prefix + "proto") {
      const std::string form = takes_forms ? ", multipart/form-data" : "";
      exchange->AddField("Accept-Post", fmt::format("{0}json, {0}proto{1}", prefix, form));
      return Refuse(*exchange, 415, fmt::format("content-type: must be one of {0}json, {0}proto{1}", prefix, form));
    }
    const Encoding form = type.ends_with("json") ? Encoding::kJson : Encoding::kBinary;
    if (streams) return forwarder_.CallStream(std::move(exchange), method, form);
    forwarder_.CallUnary(std::move(exchange), method, form);
  }

  // Whether the request has one of these methods; otherwise it is answered.
  static bool MethodIs(Exchange& exchange, const std::vector<std::string>& allowed) {
    if (std::find(allowed.begin(), allowed.end(), exchange.request().method) != allowed.end()) return true;
    exchange.AddField("Allow", absl::StrJoin(allowed, ", "));
    Refuse(exchange, 405, "the path has other methods");
    return false;
  }

  static void Refuse(Exchange& exchange, int status, std::string_view message) {
    const auto code = status == 415 ? absl::StatusCode::kInvalidArgument : absl::StatusCode::kUnimplemented;
    RespondError(exchange, report::Error(code, report::Reason::kMalformedRequest, message), status);
  }

  const OriginPolicy origins_;
  runtime::Executor coders_;
  ServerClient client_;
  Forwarder forwarder_;
  const std::string openapi_;
  const std::string openapi_tag_;
  std::unordered_map<std::string, const MethodDescriptor*> methods_;  // by path
  std::unique_ptr<HttpServer> server_;
};

absl::StatusOr<std::unique_ptr<HttpEdge>> HttpEdge::Start(const HttpOptions& options,
                                                          const runtime::ServerOptions& server_options,
                                                          runtime::Server& server, runtime::Runtime& runtime,
                                                          const std::vector<std::string>& services) {
  if (options.port < 0) return nullptr;
  auto impl = std::make_shared<Impl>(options, server_options, server, services);
  const absl::Status started = impl->Start({.listen = server_options.listen,
                                            .port = options.port,
                                            .limits = {.connection_limit = options.connection_limit,
                                                       .client_connection_limit = options.client_connection_limit,
                                                       .byte_limit = static_cast<std::size_t>(options.byte_limit)},
                                            .timeouts = options.timeouts,
                                            .certificates = server.certificates()},
                                           runtime.metrics());
  if (!started.ok()) return started;
  server.OnDrain([impl](absl::Time limit) { impl->Drain(limit); });
  if (absl::Status status = runtime::WritePortFile(options.port_file, impl->port()); !status.ok()) return status;
  runtime.log().Write(
      runtime::LogLevel::kInfo, "listening for HTTP",
      {{"address", server_options.listen}, {"port", impl->port()}, {"tls", server.certificates() != nullptr}});
  return std::unique_ptr<HttpEdge>(new HttpEdge(std::move(impl)));
}

HttpEdge::HttpEdge(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpEdge::~HttpEdge() { impl_->Drain(absl::InfinitePast()); }

int HttpEdge::port() const { return impl_->port(); }

}  // namespace gouji::gateway::http
