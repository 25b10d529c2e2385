#ifndef GOUJI_SERVICES_GATEWAY_REQUEST_LIMITS_H_
#define GOUJI_SERVICES_GATEWAY_REQUEST_LIMITS_H_

#include <cstddef>
#include <map>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace gouji::gateway {

// How long the texts and how many the items of a request may be, for every field of every method, as the descriptors
// name them: so a field that is added tomorrow has a limit, too. A text has at most 4 096 bytes and a list at most 1
// 000 items, unless the table in the .cc says otherwise. Bytes (documents, rosters, chunks) have limits where they are
// read, and that of the message.
//
// Immutable; thread-safe.
class RequestLimits {
 public:
  // Of all methods of a service.
  explicit RequestLimits(const google::protobuf::ServiceDescriptor& service);

  // INVALID_ARGUMENT with reason MALFORMED_REQUEST names the field.
  absl::Status Check(const google::protobuf::Message& request) const;

 private:
  struct Field {
    const google::protobuf::FieldDescriptor* field;
    std::size_t max_bytes;  // of a text
    int max_count;          // of a list
    bool has_fields;        // a message with fields of its own to check
  };

  // Returns whether the message has fields to check. No message of the contract is within itself.
  bool Add(const google::protobuf::Descriptor& message);

  std::map<const google::protobuf::Descriptor*, std::vector<Field>> fields_;  // those to check
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_REQUEST_LIMITS_H_
