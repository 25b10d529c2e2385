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
//
// libprotobuf (3.21) reads and writes JSON character by character, some 5 ns for each. So what is long is not given to
// it: a document, which is nearly all of a request, and whatever can be written plainly (plain_json.h). Of a request, a
// mark stands in the document's place, and is found again in the bytes of the message. Where that is not so plain,
// libprotobuf reads the whole. So what is read and written is always what it would read and write.
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
  // As ToBinary, of JSON with a long document; empty when there is none, or when it is not plain what to do.
  std::string LongToBinary(std::string_view type, std::string_view json) const;

  std::unique_ptr<google::protobuf::util::TypeResolver> types_;
  const std::string mark_;  // as base64; nobody knows it, so that it is in no request
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_JSON_CODEC_H_
