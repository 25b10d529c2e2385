#ifndef GOUJI_SERVICES_RUNTIME_MALFORMED_REQUESTS_H_
#define GOUJI_SERVICES_RUNTIME_MALFORMED_REQUESTS_H_

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "grpcpp/support/server_interceptor.h"

namespace gouji::runtime {

// Bytes that are no message of the method, such as a text that is not UTF-8: INVALID_ARGUMENT, reason
// MALFORMED_REQUEST.
absl::Status MalformedRequestError();

// For a server, so that unary methods answer such bytes with that error. gRPC 1.51 parses them before the service sees
// the call, and says UNIMPLEMENTED without a word, as if the method were not there.
std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> MalformedRequestInterceptors();

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_MALFORMED_REQUESTS_H_
