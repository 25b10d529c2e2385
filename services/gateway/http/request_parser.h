#ifndef GOUJI_SERVICES_GATEWAY_HTTP_REQUEST_PARSER_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_REQUEST_PARSER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/gateway/http/exchange.h"

namespace gouji::gateway::http {

// Takes one HTTP/1 request apart, as it comes. Strict: a message whose length could be read in two ways (both
// Content-Length and Transfer-Encoding, an encoding other than chunked, two hosts) is malformed, so that nothing in
// front of the server can see other requests than it does. What stands in front of the first line break is at most
// kHeadLimit bytes, and so are all lines about a chunk. Holds Boost.Beast's parser. Not thread-safe.
class RequestParser {
 public:
  static constexpr std::size_t kHeadLimit = 16 << 10;

  RequestParser();
  ~RequestParser();

  // Takes bytes of the request and returns how many it used: all up to the end of the head, if that is among them, or
  // up to the end of the request; fewer when more are needed to go on. Appends what is of the body. INVALID_ARGUMENT:
  // no such request. RESOURCE_EXHAUSTED: the head is too long. After an error the connection is of no use.
  absl::StatusOr<std::size_t> Feed(std::string_view bytes, std::string* body);

  bool has_head() const;
  bool done() const;
  // Once has_head().
  const RequestHead& head() const;
  bool keep_alive() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_REQUEST_PARSER_H_
