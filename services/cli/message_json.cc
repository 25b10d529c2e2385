#include "services/cli/message_json.h"

#include "google/protobuf/util/json_util.h"
#include "services/report/error.h"
#include "services/runtime/log.h"

namespace gouji::cli {
namespace {

void AppendMember(std::string_view name, std::string_view text, std::string* out) {
  out->append(name);
  runtime::AppendJsonString(text, out);
}

}  // namespace

std::string MessageJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  // Fails only for messages with Any or with text that is not UTF-8, which a proto3 message cannot have come with.
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) return "{}";
  return json;
}

std::string CheckedJson(std::string_view source, const gateway::v1::CheckDocumentResponse& checked) {
  std::string json;
  AppendMember("{\"source\": ", source, &json);
  json += ", \"report\": " + MessageJson(checked.report()) + ", \"findings\": [";
  for (int i = 0; i < checked.findings_size(); ++i) {
    if (i > 0) json += ", ";
    json += MessageJson(checked.findings(i));
  }
  json += "], \"assessment\": " + MessageJson(checked.assessment()) + "}";
  return json;
}

std::string ErrorJson(std::string_view source, const absl::Status& status) {
  std::string json;
  AppendMember("{\"source\": ", source, &json);
  AppendMember(", \"error\": {\"code\": ", absl::StatusCodeToString(status.code()), &json);
  AppendMember(", \"reason\": ", report::ReasonOf(status), &json);
  AppendMember(", \"message\": ", std::string_view(status.message().data(), status.message().size()), &json);
  json += "}}";
  return json;
}

}  // namespace gouji::cli
