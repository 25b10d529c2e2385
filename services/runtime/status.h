#ifndef GOUJI_SERVICES_RUNTIME_STATUS_H_
#define GOUJI_SERVICES_RUNTIME_STATUS_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/support/status.h"

namespace gouji::runtime {

// The type url prefix under which status payloads are protobuf messages and travel over gRPC.
inline constexpr std::string_view kTypeUrlPrefix = "type.googleapis.com/";

// Turns a status into gRPC's. Payloads whose url starts with kTypeUrlPrefix (google.rpc.ErrorInfo, RetryInfo …) become
// details of a google.rpc.Status in the trailer grpc-status-details-bin, ErrorInfo first, the others sorted by url.
//
// Trailers are limited (8 KiB in most clients), and a reply that breaks the limit loses its code: messages longer than
// 1 KiB are cut at a character boundary and end in "…"; details beyond 2 KiB in all are left out. Bytes that are not
// UTF-8 become U+FFFD.
grpc::Status ToGrpcStatus(const absl::Status& status);

// The reverse. Details that cannot be parsed are dropped; code and message stay. Codes that gRPC does not define become
// UNKNOWN.
absl::Status FromGrpcStatus(const grpc::Status& status);

// What a caller may see of `status`. INTERNAL, UNKNOWN and DATA_LOSS tell of our insides: their message becomes
// "internal error (request <request_id>)", only an ErrorInfo without metadata is kept. Another status with a public
// message (public_message.h) has that in place of its own. Whoever calls this logs the original of what was changed.
absl::Status PublicStatus(const absl::Status& status, std::string_view request_id);

// The reason that the google.rpc.ErrorInfo of a status names; empty without one.
std::string ReasonOf(const absl::Status& status);

// An error with a google.rpc.ErrorInfo payload.
absl::Status ErrorWithReason(absl::StatusCode code, std::string_view reason, std::string_view domain,
                             std::string_view message);

// The error with a google.rpc.RetryInfo: trying again before `delay` has passed is of no use.
absl::Status WithRetryDelay(absl::Status status, absl::Duration delay);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_STATUS_H_
