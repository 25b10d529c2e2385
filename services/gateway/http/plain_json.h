#ifndef GOUJI_SERVICES_GATEWAY_HTTP_PLAIN_JSON_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_PLAIN_JSON_H_

#include <optional>
#include <string>
#include <string_view>

#include "google/protobuf/descriptor.h"

namespace gouji::gateway::http {

// The bytes of a message as protobuf JSON, in their order, with original field names. None when something is not plain:
// a map, a message that JSON writes in a way of its own (a time), a field that the message does not have, or not in the
// order in which libprotobuf writes them, bytes that are no message. libprotobuf writes all, in three times as long: it
// looks at each character by itself, and makes texts of numbers before it copies them.
std::optional<std::string> PlainJson(const google::protobuf::Descriptor& type, std::string_view binary);

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_PLAIN_JSON_H_
