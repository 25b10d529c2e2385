#ifndef GOUJI_SERVICES_GATEWAY_HTTP_OPENAPI_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_OPENAPI_H_

#include <string>
#include <vector>

namespace gouji::gateway::http {

// The OpenAPI 3.1 document of what the edge serves: a POST for each method of the services (their full names), the
// schemas of all messages, and what errors look like. Made from the descriptors of the gateway's contract with their
// comments, so that a new method is in it without a line of code. The same on every machine.
//
// OpenAPI has no words for streams: of a streaming method the document says that it speaks the Connect protocol alone,
// and names the messages of its frames by `x-message`.
std::string OpenApiDocument(const std::vector<std::string>& services);

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_OPENAPI_H_
