#ifndef GOUJI_SERVICES_GATEWAY_HTTP_JSON_CODEC_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_JSON_CODEC_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace google::protobuf::util {
class TypeResolver;
}  // namespace google::protobuf::util

namespace gouji::gateway::http {

// Messages of this program as protobuf JSON and back, without making the message: original field names (both kinds are
// read), full enum names, int64 as strings, no field that is not set. Thread-safe.
class JsonCodec {
 public:
  JsonCodec();
  ~JsonCodec();

  // `type`: the full name of the message. INVALID_ARGUMENT with reason MALFORMED_REQUEST: no JSON, nested deeper than
  // 100 levels, a field that the message does not have, or a value that its field cannot have.
  absl::StatusOr<std::string> ToBinary(std::string_view type, std::string_view json) const;
  // INTERNAL: the bytes are no such message, or there is none of the name.
  absl::StatusOr<std::string> ToJson(std::string_view type, std::string_view binary) const;

 private:
  std::unique_ptr<google::protobuf::util::TypeResolver> types_;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_JSON_CODEC_H_
