#include "services/gateway/http/http_options.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "fmt/format.h"

namespace gouji::gateway::http {

void HttpOptions::AddTo(runtime::ConfigBuilder& config) {
  config.Add("http_port", &port, "Port for HTTP: JSON and the Connect protocol; 0 picks a free one, -1 is none");
  config.Add("http_port_file", &port_file, "File to write the HTTP port to, once requests are taken");
  config.Add("http_connection_limit", &connection_limit, "HTTP connections open at once");
  config.Add("http_client_connection_limit", &client_connection_limit, "HTTP connections from one address");
  config.Add("http_byte_limit", &byte_limit, "Bytes of HTTP requests in memory; half of them for one address");
  config.Add("http_allowed_origins", &allowed_origins,
             "Origins whose pages may call from browsers (https://a.example,…); none without");
  config.Add("http_hosts", &hosts, "Names, besides localhost, by which a proxy on this machine may call the server");
  config.AddCheck([this] { return Validate(); });
}

std::vector<std::string> HttpOptions::Validate() const {
  std::vector<std::string> problems;
  if (port < -1 || port > 65535) problems.push_back(fmt::format("http_port: must be -1 to 65535, not {}", port));
  if (connection_limit < 1) problems.emplace_back("http_connection_limit: must be positive");
  if (client_connection_limit < 1) problems.emplace_back("http_client_connection_limit: must be positive");
  if (byte_limit < 1 << 20) problems.emplace_back("http_byte_limit: must be at least 1048576");
  for (const absl::string_view origin : absl::StrSplit(allowed_origins, ',', absl::SkipEmpty())) {
    const bool absolute = absl::StartsWith(origin, "http://") || absl::StartsWith(origin, "https://");
    if (absolute && std::count(origin.begin(), origin.end(), '/') == 2) continue;
    problems.push_back(
        fmt::format("http_allowed_origins: {} is no origin such as https://console.example.cn", std::string(origin)));
  }
  return problems;
}

}  // namespace gouji::gateway::http
