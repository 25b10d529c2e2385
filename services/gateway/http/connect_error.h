#ifndef GOUJI_SERVICES_GATEWAY_HTTP_CONNECT_ERROR_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_CONNECT_ERROR_H_

#include <string>

#include "absl/status/status.h"

namespace gouji::gateway::http {

// The HTTP status that the Connect protocol gives a code: NOT_FOUND is 404.
int HttpStatusOf(absl::StatusCode code);

// The name that the Connect protocol gives a code: "not_found".
std::string ConnectCode(absl::StatusCode code);

// An error as the Connect protocol writes one: {"code": "not_found", "message": …, "details": [{"type":
// "google.rpc.ErrorInfo", "value": base64, "debug": {the same as JSON}}]}. Code, message and details are those of gRPC.
std::string ConnectErrorJson(const absl::Status& error);

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_CONNECT_ERROR_H_
