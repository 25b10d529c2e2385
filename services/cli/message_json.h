#ifndef GOUJI_SERVICES_CLI_MESSAGE_JSON_H_
#define GOUJI_SERVICES_CLI_MESSAGE_JSON_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "gouji/gateway/v1/gateway_service.pb.h"

namespace gouji::cli {

// A message as protobuf JSON on one line: original field names, full enum names, int64 as strings. Fields that are not
// set are left out: an unset cell means that no number was printed, which a 0 would hide.
std::string MessageJson(const google::protobuf::Message& message);

// The line of `gouji check --format=json` for a document that was read, without line feed:
// {"source": PATH, "report": {…}, "findings": […], "assessment": {…}}.
std::string CheckedJson(std::string_view source, const gateway::v1::CheckDocumentResponse& checked);

// The line for one that could not be: {"source": PATH, "error": {"code": …, "reason": …, "message": …}}.
std::string ErrorJson(std::string_view source, const absl::Status& status);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_MESSAGE_JSON_H_
