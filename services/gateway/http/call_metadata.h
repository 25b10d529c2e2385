#ifndef GOUJI_SERVICES_GATEWAY_HTTP_CALL_METADATA_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_CALL_METADATA_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/gateway/http/exchange.h"
#include "services/gateway/http/server_client.h"

namespace gouji::gateway::http {

// What a call over gRPC would bring with it, from a request: authorization, x-request-id, traceparent, the client's
// address, and the deadline of connect-timeout-ms. Nothing else of the request is handed on. INVALID_ARGUMENT with
// reason MALFORMED_REQUEST: one of them cannot be understood, or the Connect protocol is of another version than 1.
absl::StatusOr<CallHead> MakeCallHead(const Exchange& exchange, std::string path);

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_CALL_METADATA_H_
