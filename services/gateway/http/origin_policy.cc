#include "services/gateway/http/origin_policy.h"

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/runtime/address.h"

namespace gouji::gateway::http {
namespace {

// A host without its port: "localhost", "[::1]".
std::string_view WithoutPort(std::string_view host) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  return has_port ? host.substr(0, colon) : host;
}

// The machine of a peer: of "ipv4:192.0.2.1:40312" 192.0.2.1.
std::string_view MachineOf(std::string_view peer) { return WithoutPort(peer.substr(peer.find(':') + 1)); }

}  // namespace

absl::Status OriginPolicy::Check(const RequestHead& request, std::string_view peer) const {
  const std::string_view host = request.Find("host");
  const std::string_view name = WithoutPort(host);
  // An address cannot be made to mean another machine, unlike a name; without a host it is no browser that calls.
  const bool is_own_name = name.empty() || runtime::IsIpAddress(name) || name == "localhost" ||
                           name.ends_with(".localhost") || options_.hosts.contains(name);
  if (runtime::IsLoopback(MachineOf(peer)) && !is_own_name) {
    return report::Error(absl::StatusCode::kPermissionDenied, report::Reason::kHostNotAllowed,
                         fmt::format("{} is no name of this server; --http_hosts would make it one", name));
  }
  const std::string_view origin = request.Find("origin");
  if (origin.empty() || IsListed(origin)) return absl::OkStatus();
  const std::size_t scheme_end = origin.find("://");
  if (scheme_end != std::string_view::npos && origin.substr(scheme_end + 3) == host) return absl::OkStatus();
  return report::Error(
      absl::StatusCode::kPermissionDenied, report::Reason::kOriginNotAllowed,
      fmt::format("pages of {} may not call this server; --http_allowed_origins would let them", origin));
}

Fields OriginPolicy::CorsFields(const RequestHead& request) const {
  if (options_.allowed_origins.empty()) return {};
  Fields fields = {{"Vary", "Origin"}};
  const std::string_view origin = request.Find("origin");
  if (!IsListed(origin)) return fields;
  fields.emplace_back("Access-Control-Allow-Origin", origin);
  fields.emplace_back("Access-Control-Expose-Headers", "X-Request-Id");
  if (!IsPreflight(request)) return fields;
  fields.emplace_back("Access-Control-Allow-Methods", "GET, POST");
  fields.emplace_back("Access-Control-Allow-Headers",
                      "Authorization, Connect-Protocol-Version, Connect-Timeout-Ms, Content-Type, Traceparent, "
                      "X-Request-Id, X-User-Agent");
  fields.emplace_back("Access-Control-Max-Age", "7200");
  return fields;
}

bool OriginPolicy::IsPreflight(const RequestHead& request) {
  return request.method == "OPTIONS" && !request.Find("access-control-request-method").empty();
}

}  // namespace gouji::gateway::http
