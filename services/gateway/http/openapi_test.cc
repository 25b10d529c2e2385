#include "services/gateway/http/openapi.h"

#include <set>
#include <string>

#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "services/gateway/http/connect_error.h"
#include "services/gateway/http/testing/edge_fixture.h"
#include "services/report/error.h"

namespace gouji::gateway::http {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;
using google::protobuf::Value;

const ServiceDescriptor& Gateway() {
  return *google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
      v1::GatewayService::service_full_name());
}

// What lies at names within each other; a Value of no kind when one of them is not there.
const Value& At(const Value& value, const std::vector<std::string>& names) {
  const Value* at = &value;
  for (const std::string& name : names) {
    const auto& fields = at->struct_value().fields();
    const auto found = fields.find(name);
    if (found == fields.end()) return Value::default_instance();
    at = &found->second;
  }
  return *at;
}

std::string JsonOf(const Value& value) {
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(value, &json).ok());
  return json;
}

// Every reference within a document, once.
void CollectReferences(const Value& value, std::set<std::string>* references) {
  for (const Value& item : value.list_value().values()) CollectReferences(item, references);
  for (const auto& [name, member] : value.struct_value().fields()) {
    if (name == "$ref") references->insert(member.string_value());
    CollectReferences(member, references);
  }
}

// All messages that a message reaches, with itself.
void CollectMessages(const Descriptor& message, std::set<const Descriptor*>* messages) {
  if (!messages->insert(&message).second) return;
  for (int i = 0; i < message.field_count(); ++i) {
    if (message.field(i)->message_type() != nullptr) CollectMessages(*message.field(i)->message_type(), messages);
  }
}

class OpenApi : public testing::Test {
 protected:
  OpenApi() {
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(
                    OpenApiDocument({std::string(v1::GatewayService::service_full_name())}), &document_)
                    .ok());
  }

  std::string Schema(const std::string& message, const std::string& field) const {
    return JsonOf(At(document_, {"components", "schemas", message, "properties", field}));
  }

  Value document_;
};

TEST_F(OpenApi, HasEveryMethodWithItsMessagesAndItsComment) {
  const auto& paths = At(document_, {"paths"}).struct_value().fields();
  EXPECT_EQ(paths.size(), static_cast<std::size_t>(Gateway().method_count()) + 2);
  for (int i = 0; i < Gateway().method_count(); ++i) {
    const MethodDescriptor& method = *Gateway().method(i);
    const std::string path = "/" + Gateway().full_name() + "/" + method.name();
    ASSERT_TRUE(paths.contains(path));
    const Value& post = At(paths.at(path), {"post"});
    const bool streams = method.client_streaming() || method.server_streaming();
    const std::string type = streams ? "application/connect+json" : "application/json";
    const std::string reference = streams ? "x-message" : "schema";
    EXPECT_EQ(At(post, {"requestBody", "content", type, reference, "$ref"}).string_value(),
              "#/components/schemas/" + method.input_type()->full_name());
    EXPECT_EQ(At(post, {"responses", "200", "content", type, reference, "$ref"}).string_value(),
              "#/components/schemas/" + method.output_type()->full_name());
    const std::string description = At(post, {"description"}).string_value();
    EXPECT_GT(description.size(), 10U) << path;
    EXPECT_EQ(description.find("Connect protocol only") != std::string::npos, streams) << path;
    EXPECT_EQ(At(post, {"security"}).list_value().values_size(), 2) << path;
  }
}

TEST_F(OpenApi, HasEveryMessageThatIsReachedWithAllItsFields) {
  std::set<const Descriptor*> messages;
  for (int i = 0; i < Gateway().method_count(); ++i) {
    CollectMessages(*Gateway().method(i)->input_type(), &messages);
    CollectMessages(*Gateway().method(i)->output_type(), &messages);
  }
  EXPECT_GT(messages.size(), 100U);
  const auto& schemas = At(document_, {"components", "schemas"}).struct_value().fields();
  for (const Descriptor* message : messages) {
    if (message->options().map_entry()) continue;
    ASSERT_TRUE(schemas.contains(message->full_name())) << message->full_name();
    const Value& schema = schemas.at(message->full_name());
    EXPECT_FALSE(At(schema, {"description"}).string_value().empty()) << message->full_name();
    EXPECT_EQ(At(schema, {"properties"}).struct_value().fields_size(), message->field_count());
    for (int i = 0; i < message->field_count(); ++i) {
      const Value& field = At(schema, {"properties", message->field(i)->name()});
      EXPECT_FALSE(At(field, {"description"}).string_value().empty()) << message->field(i)->full_name();
      const auto* type = message->field(i)->enum_type();
      if (type == nullptr) continue;
      ASSERT_TRUE(schemas.contains(type->full_name())) << type->full_name();
      EXPECT_EQ(At(schemas.at(type->full_name()), {"enum"}).list_value().values_size(), type->value_count());
    }
  }
}

TEST_F(OpenApi, RefersOnlyToWhatItHas) {
  std::set<std::string> references;
  CollectReferences(document_, &references);
  EXPECT_GT(references.size(), 100U);
  for (const std::string& reference : references) {
    const std::size_t name = reference.rfind('/') + 1;
    const std::size_t kind = std::string("#/components/").size();
    EXPECT_NE(
        At(document_, {"components", reference.substr(kind, name - 1 - kind), reference.substr(name)}).kind_case(),
        Value::KIND_NOT_SET)
        << reference;
  }
}

TEST_F(OpenApi, WritesValuesAsProtobufJsonDoes) {
  EXPECT_NE(Schema("gouji.gateway.v1.CheckDocumentRequest", "document").find(R"("contentEncoding":"base64")"),
            std::string::npos);
  EXPECT_NE(Schema("gouji.gateway.v1.CheckDocumentRequest", "include_evidence").find(R"("type":"boolean")"),
            std::string::npos);
  EXPECT_NE(Schema("gouji.report.v1.ApplicantCounts", "total").find(R"("pattern":"^-?[0-9]+$")"), std::string::npos)
      << Schema("gouji.report.v1.ApplicantCounts", "total");
  EXPECT_NE(Schema("gouji.gateway.v1.ListReportsRequest", "page_size").find(R"("type":"integer")"), std::string::npos);
  EXPECT_NE(Schema("google.rpc.ErrorInfo", "metadata").find(R"("additionalProperties":{"type":"string"})"),
            std::string::npos);
  const std::string oneof =
      JsonOf(At(document_, {"components", "schemas", "gouji.gateway.v1.SubmitDocumentsResponse", "allOf"}));
  EXPECT_EQ(oneof, R"([{"not":{"anyOf":[{"required":["receipt","error"]}]}}])");
}

TEST_F(OpenApi, KnowsEveryReasonAndCode) {
  const std::string reasons = JsonOf(At(document_, {"components", "schemas", "Reason", "enum"}));
  for (const char* reason : {R"("EMPTY_DOCUMENT")", R"("INVALID_TOKEN_FILE")", R"("OVERLOADED")", R"("TOO_SLOW")"}) {
    EXPECT_NE(reasons.find(reason), std::string::npos) << reason;
  }
  const std::string codes = JsonOf(At(document_, {"components", "schemas", "connect.Error", "properties", "code"}));
  for (const char* code : {R"("canceled")", R"("not_found")", R"("unauthenticated")"}) {
    EXPECT_NE(codes.find(code), std::string::npos) << code;
  }
}

TEST_F(EdgeFixture, GivesItsDescriptionToWhoDoesNotHaveIt) {
  const std::string request = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n";
  const RawAnswer answer = Ask(request + "\r\n");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, OpenApiDocument({std::string(v1::GatewayService::service_full_name())}));
  EXPECT_TRUE(answer.Has("Cache-Control: no-cache\r\n")) << answer.head;
  EXPECT_FALSE(answer.Has("no-store")) << answer.head;
  const std::size_t tag = answer.head.find("ETag: ") + 6;
  const std::string etag = answer.head.substr(tag, answer.head.find('\r', tag) - tag);
  RawClient client(edge_->port());
  client.Send(request + "If-None-Match: \"other\", W/" + etag + "\r\n\r\n" + request +
              "If-None-Match: \"other\"\r\n\r\n");
  const RawAnswer unchanged = client.Read();
  EXPECT_EQ(unchanged.status, 304);
  EXPECT_FALSE(unchanged.Has("Content-Length")) << unchanged.head;
  EXPECT_EQ(client.Read().status, 200);
}

}  // namespace
}  // namespace gouji::gateway::http
