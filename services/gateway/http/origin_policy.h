#ifndef GOUJI_SERVICES_GATEWAY_HTTP_ORIGIN_POLICY_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_ORIGIN_POLICY_H_

#include <set>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "services/gateway/http/exchange.h"

namespace gouji::gateway::http {

// Which pages of browsers may call the server. A page's own origin may; those of others only when they are listed (CORS
// is off without a list). And a server that is called on this machine's loopback answers to names of this machine
// alone: otherwise any page of the Internet could have its own name resolved to 127.0.0.1 and call as if it were of the
// server.
class OriginPolicy {
 public:
  struct Options {
    std::set<std::string, std::less<>> allowed_origins = {};  // "https://console.example.cn"
    std::set<std::string, std::less<>> hosts = {};  // names of the server on loopback, besides localhost and addresses
  };

  explicit OriginPolicy(Options options) : options_(std::move(options)) {}

  // PERMISSION_DENIED, reason ORIGIN_NOT_ALLOWED or HOST_NOT_ALLOWED: a browser sent the request for a page that may
  // not.
  absl::Status Check(const RequestHead& request, std::string_view peer) const;

  // What browsers are told with the answer to a request that passed Check; nothing for its own pages.
  Fields CorsFields(const RequestHead& request) const;

  // Whether a browser asks if it may send a request.
  static bool IsPreflight(const RequestHead& request);

 private:
  bool IsListed(std::string_view origin) const { return options_.allowed_origins.contains(origin); }

  const Options options_;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_ORIGIN_POLICY_H_
