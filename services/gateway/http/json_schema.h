#ifndef GOUJI_SERVICES_GATEWAY_HTTP_JSON_SCHEMA_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_JSON_SCHEMA_H_

#include <map>
#include <string>

#include "google/protobuf/descriptor.h"
#include "services/gateway/http/json_text.h"

namespace gouji::gateway::http {

// What JSON the messages of protobuf are, as JsonCodec writes them, in the words of JSON Schema 2020-12: int64 as a
// string of digits, bytes as base64, an enum as the name of its value, at most one field of a oneof. No field is
// required, since those with default values are not written; others than those of the message are not forbidden, since
// answers may get more of them. Comments of the .proto are descriptions, when the descriptors carry them.
class JsonSchemas {
 public:
  // A schema that refers to the message's own, {"$ref":"#/components/schemas/package.Message"}, which is then among
  // all(), and so are those that it refers to.
  std::string RefTo(const google::protobuf::Descriptor& message);

  // The schemas that were referred to, by the full names of their messages and enums.
  const std::map<std::string, std::string>& all() const { return schemas_; }

 private:
  JsonMembers Value(const google::protobuf::FieldDescriptor& field);
  std::string Field(const google::protobuf::FieldDescriptor& field);
  std::string Message(const google::protobuf::Descriptor& message);
  JsonMembers EnumRef(const google::protobuf::EnumDescriptor& type);

  std::map<std::string, std::string> schemas_;
};

// {"$ref": …} to the schema of this name.
JsonMembers SchemaRef(std::string_view name);

// The comment before an element in its .proto, without the marks; empty without one, or when the descriptor has none.
template <typename Element>
std::string CommentOf(const Element& element);

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_JSON_SCHEMA_H_
