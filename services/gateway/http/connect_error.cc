#include "services/gateway/http/connect_error.h"

#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "google/rpc/status.pb.h"
#include "services/gateway/http/json_codec.h"
#include "services/runtime/log.h"
#include "services/runtime/status.h"

namespace gouji::gateway::http {
namespace {

std::string DetailJson(const google::protobuf::Any& detail) {
  const std::string type = detail.type_url().substr(runtime::kTypeUrlPrefix.size());
  std::string base64;
  absl::Base64Escape(detail.value(), &base64);
  while (base64.ends_with('=')) base64.pop_back();
  std::string json = R"({"type":)";
  runtime::AppendJsonString(type, &json);
  json += R"(,"value":")" + base64 + '"';
  static const JsonCodec& codec = *new JsonCodec;
  const absl::StatusOr<std::string> debug = codec.ToJson(type, detail.value());
  if (debug.ok()) json += R"(,"debug":)" + *debug;
  return json + '}';
}

}  // namespace

int HttpStatusOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return 200;
    case absl::StatusCode::kCancelled:
      return 499;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return 400;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kUnimplemented:
      return 501;
    case absl::StatusCode::kUnavailable:
      return 503;
    default:
      return 500;
  }
}

std::string ConnectCode(absl::StatusCode code) {
  return code == absl::StatusCode::kCancelled ? "canceled" : absl::AsciiStrToLower(absl::StatusCodeToString(code));
}

std::string ConnectErrorJson(const absl::Status& error) {
  // What of a status travels, and how much of it, is decided in one place for both protocols.
  const grpc::Status wire = runtime::ToGrpcStatus(error);
  google::rpc::Status status;
  status.ParseFromString(wire.error_details());
  std::string json = R"({"code":)";
  runtime::AppendJsonString(ConnectCode(error.code()), &json);
  json += R"(,"message":)";
  runtime::AppendJsonString(wire.error_message(), &json);
  for (int i = 0; i < status.details_size(); ++i) {
    json += (i == 0 ? R"(,"details":[)" : ",") + DetailJson(status.details(i));
  }
  return json + (status.details().empty() ? "}" : "]}");
}

}  // namespace gouji::gateway::http
