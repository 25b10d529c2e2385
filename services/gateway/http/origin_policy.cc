#include "services/gateway/http/origin_policy.h"

#include <algorithm>

#include "fmt/format.h"
#include "services/report/error.h"

namespace gouji::gateway::http {
namespace {

// A host without its port: "localhost", "[::1]".
std::string_view WithoutPort(std::string_view host) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  return has_port ? host.substr(0, colon) : host;
}

// An address cannot be made to mean another machine, unlike a name.
bool IsAddress(std::string_view host) {
  return host.starts_with('[') ||
         std::all_of(host.begin(), host.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

bool IsLoopback(std::string_view peer) { return peer.starts_with("ipv4:127.") || peer.starts_with("ipv6:[::1]"); }

}  // namespace

absl::Status OriginPolicy::Check(const RequestHead& request, std::string_view peer) const {
  const std::string_view host = request.Find("host");
  const std::string_view name = WithoutPort(host);
  if (IsLoopback(peer) && !IsAddress(name) && name != "localhost" && !name.ends_with(".localhost") &&
      !options_.hosts.contains(name)) {
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
