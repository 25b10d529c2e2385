#include "services/gateway/http/openapi.h"

#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "fmt/format.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "gouji/gateway/v1/authorization.pb.h"
#include "services/gateway/http/connect_error.h"
#include "services/gateway/http/document_upload.h"
#include "services/gateway/http/forwarder.h"
#include "services/gateway/http/json_schema.h"
#include "services/gateway/http/json_text.h"
#include "services/report/error.h"

namespace gouji::gateway::api {

// Defined by the embedded descriptors.
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();

}  // namespace gouji::gateway::api

namespace gouji::gateway::http {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

constexpr std::string_view kIntroduction =
    "JSON is that of protobuf, with original field names; 64-bit integers are strings; fields with their default "
    "values are left out of answers and may be left out of requests, which must have no others than those of the "
    "schema.";
constexpr std::string_view kToken =
    "A gateway that has tokens asks for one: `gouji token new` makes them. A method names the scope that the token "
    "must have.";
constexpr std::string_view kStreaming =
    "Connect protocol only: the bodies are messages in frames, each with a byte of flags and four of length before it "
    "(https://connectrpc.com/docs/protocol#streaming-rpcs), the last of the answer with the status of the call.";
constexpr std::string_view kForms =
    "As a form (multipart/form-data) several files at once, each a call. A field `request` before them has what the "
    "calls have in common. The answer is a line of JSON for each file, as soon as it is there: `source`, the name of "
    "the file, and the members of the answer, or `error`. The last line is `end`, with `file_count`, `failed_count`, "
    "and `error` when not all of the form was worked on.";
constexpr std::string_view kParameters = R"({
"ConnectTimeout":{"name":"Connect-Timeout-Ms","in":"header","schema":{"type":"integer","minimum":0,"maximum":9999999999},
"description":"The call has so many milliseconds; then it ends with deadline_exceeded."},
"RequestId":{"name":"X-Request-Id","in":"header","schema":{"type":"string"},
"description":"The name of the call in logs and in the audit log; the answer has it, too."}})";
constexpr std::string_view kHealth = R"({"get":{"operationId":"Health","security":[],
"description":"Whether calls are welcome.","responses":{
"200":{"description":"They are."},"503":{"description":"They are not: the server starts or ends."}}}})";
constexpr std::string_view kThisDocument = R"({"get":{"operationId":"OpenApi","security":[],
"description":"This document.","responses":{"200":{"description":"OpenAPI 3.1","content":{"application/json":{}}},
"304":{"description":"It is still the one that If-None-Match names."}}}})";

void Load(DescriptorPool* pool) {
  google::protobuf::FileDescriptorSet set;
  const std::string_view bytes = api::EmbeddedFiles().front().second;
  set.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  for (const auto& file : set.file()) pool->BuildFile(file);  // each after those that it imports
}

std::string Content(std::string_view type, const std::string& schema) {
  return JsonObject({{std::string(type), JsonObject({{"schema", schema}})}});
}

// What bodies hold messages of this type, of one or of a stream.
JsonMembers Contents(JsonSchemas* schemas, const Descriptor& message, bool streams) {
  const std::string reference = schemas->RefTo(message);
  const std::string type = streams ? "application/connect+" : "application/";
  const std::string json = JsonObject({{streams ? "x-message" : "schema", reference}});
  return {{type + "json", json}, {type + "proto", JsonObject({{"x-message", reference}})}};
}

// The form of a method that takes documents: what all calls have in common, and files.
std::pair<std::string, std::string> FormContent(JsonSchemas* schemas, const Descriptor& request) {
  const std::string properties = JsonObject(
      {{"request", schemas->RefTo(request)},
       {"file", R"({"type":"array","items":{"type":"string","contentMediaType":"application/octet-stream"}})"}});
  const std::string schema = JsonObject({{"type", R"("object")"}, {"properties", properties}});
  return {"multipart/form-data",
          JsonObject({{"schema", schema}, {"encoding", R"({"request":{"contentType":"application/json"}})"}})};
}

// A call needs no token when the gateway has none.
std::string Security(const MethodDescriptor& method) {
  std::string scope = v1::Scope_Name(method.options().GetExtension(v1::rule).scope());
  scope = absl::AsciiStrToLower(scope.substr(std::string_view("SCOPE_").size()));
  return JsonArray({"{}", JsonObject({{"token", JsonTexts({scope})}})});
}

std::string Operation(JsonSchemas* schemas, const MethodDescriptor& method) {
  const bool streams = method.client_streaming() || method.server_streaming();
  std::string description = CommentOf(method);
  JsonMembers asked = Contents(schemas, *method.input_type(), streams);
  JsonMembers answered = Contents(schemas, *method.output_type(), streams);
  if (streams) description += fmt::format("\n\n{}", kStreaming);
  if (TakesDocument(method)) {
    description += fmt::format("\n\n{}", kForms);
    asked.push_back(FormContent(schemas, *method.input_type()));
    answered.emplace_back("application/x-ndjson", JsonObject({{"x-message", schemas->RefTo(*method.output_type())}}));
  }
  const std::string answer =
      JsonObject({{"description", JsonText(streams ? "The answers and the status of the call" : "The answer")},
                  {"content", JsonObject(answered)}});
  return JsonObject({
      {"operationId", JsonText(method.name())},
      {"tags", JsonTexts({method.service()->full_name()})},
      {"description", JsonText(description)},
      {"security", Security(method)},
      {"parameters",
       R"([{"$ref":"#/components/parameters/ConnectTimeout"},{"$ref":"#/components/parameters/RequestId"}])"},
      {"requestBody", JsonObject({{"required", "true"}, {"content", JsonObject(asked)}})},
      {"responses", JsonObject({{"200", answer}, {"default", R"({"$ref":"#/components/responses/Error"})"}})},
  });
}

std::vector<std::string> Reasons() {
  std::vector<std::string> names;
  for (int i = 0; report::ReasonName(static_cast<report::Reason>(i)) != "UNKNOWN"; ++i) {
    names.emplace_back(report::ReasonName(static_cast<report::Reason>(i)));
  }
  return names;
}

std::string ErrorSchema() {
  std::vector<std::string> codes;
  for (int code = 1; code <= static_cast<int>(absl::StatusCode::kUnauthenticated); ++code) {
    codes.push_back(ConnectCode(static_cast<absl::StatusCode>(code)));
  }
  return JsonObject(
      {{"type", R"("object")"},
       {"required", R"(["code","message"])"},
       {"properties",
        JsonObject({{"code", JsonObject({{"type", R"("string")"}, {"enum", JsonTexts(codes)}})},
                    {"message", R"({"type":"string","description":"What is wrong, where, and what to do."})"},
                    {"details", R"({"type":"array","items":{"$ref":"#/components/schemas/connect.ErrorDetail"}})"}})}});
}

// A detail that is a message of this type, whose schema may be narrower than the type's.
std::string DetailSchema(const Descriptor& type, const std::string& debug) {
  return JsonObject(
      {{"type", R"("object")"},
       {"required", R"(["type","value"])"},
       {"properties", JsonObject({{"type", JsonObject({{"const", JsonText(type.full_name())}})},
                                  {"value", R"({"type":"string","description":"The message in base64, unpadded."})"},
                                  {"debug", debug}})}});
}

std::string ErrorDescription() {
  std::string text = "An error, by gRPC's code: ";
  for (int code = 1; code <= static_cast<int>(absl::StatusCode::kUnauthenticated); ++code) {
    const auto status = static_cast<absl::StatusCode>(code);
    text += fmt::format("{}{} {}", code == 1 ? "" : ", ", HttpStatusOf(status), ConnectCode(status));
  }
  return text + ". What HTTP alone knows has a status of its own: 404, 405, 408, 413, 415, 417, 431, 505.";
}

JsonMembers ErrorSchemas(JsonSchemas* schemas, const DescriptorPool& pool) {
  const Descriptor& info = *pool.FindMessageTypeByName("google.rpc.ErrorInfo");
  const Descriptor& retry = *pool.FindMessageTypeByName("google.rpc.RetryInfo");
  const std::string reason = JsonObject({{"type", R"("string")"}, {"enum", JsonTexts(Reasons())}});
  const std::string narrowed = JsonObject(
      {{"allOf",
        JsonArray({schemas->RefTo(info),
                   JsonObject({{"required", R"(["reason","domain"])"},
                               {"properties", JsonObject({{"reason", JsonObject(SchemaRef("Reason"))}})}})})}});
  return {
      {"Reason", reason},
      {"connect.Error", ErrorSchema()},
      {"connect.ErrorDetail",
       JsonObject({{"oneOf", JsonArray({DetailSchema(info, narrowed), DetailSchema(retry, schemas->RefTo(retry))})}})}};
}

std::string Components(JsonSchemas* schemas, const DescriptorPool& pool) {
  JsonMembers all = ErrorSchemas(schemas, pool);
  all.insert(all.end(), schemas->all().begin(), schemas->all().end());
  const std::string error =
      JsonObject({{"description", JsonText(ErrorDescription())},
                  {"content", Content("application/json", JsonObject(SchemaRef("connect.Error")))}});
  const std::string token =
      JsonObject({{"type", R"("http")"}, {"scheme", R"("bearer")"}, {"description", JsonText(kToken)}});
  return JsonObject({{"schemas", JsonObject(all)},
                     {"responses", JsonObject({{"Error", error}})},
                     {"parameters", std::string(kParameters)},
                     {"securitySchemes", JsonObject({{"token", token}})}});
}

}  // namespace

std::string OpenApiDocument(const std::vector<std::string>& services) {
  DescriptorPool pool;
  Load(&pool);
  JsonSchemas schemas;
  JsonMembers paths = {{"/healthz", std::string(kHealth)}, {"/openapi.json", std::string(kThisDocument)}};
  std::vector<std::string> tags;
  for (const std::string& name : services) {
    const ServiceDescriptor& service = *pool.FindServiceByName(name);
    tags.push_back(JsonObject({{"name", JsonText(name)}, {"description", JsonText(CommentOf(service))}}));
    for (int i = 0; i < service.method_count(); ++i) {
      const MethodDescriptor& method = *service.method(i);
      paths.emplace_back(PathOf(method), JsonObject({{"post", Operation(&schemas, method)}}));
    }
  }
  return JsonObject({{"openapi", R"("3.1.0")"},
                     {"info", JsonObject({{"title", R"("Gouji")"},
                                          {"version", R"("v1")"},
                                          {"description", JsonText(kIntroduction)},
                                          {"license", R"({"name":"Apache-2.0","identifier":"Apache-2.0"})"}})},
                     {"servers", R"([{"url":"/"}])"},
                     {"tags", JsonArray(tags)},
                     {"paths", JsonObject(paths)},
                     {"components", Components(&schemas, pool)}});
}

}  // namespace gouji::gateway::http
