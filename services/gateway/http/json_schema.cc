#include "services/gateway/http/json_schema.h"

#include <optional>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "fmt/format.h"

namespace gouji::gateway::http {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::OneofDescriptor;

JsonMembers Digits(std::string_view pattern) { return {{"type", R"("string")"}, {"pattern", JsonText(pattern)}}; }

JsonMembers Whole(std::string_view format) { return {{"type", R"("integer")"}, {"format", JsonText(format)}}; }

// Numbers that JSON cannot write are texts.
JsonMembers Fraction(std::string_view format) {
  return {{"anyOf",
           fmt::format(R"([{{"type":"number","format":"{}"}},{{"enum":["NaN","Infinity","-Infinity"]}}])", format)}};
}

// The form of a message that JSON writes in a way of its own; that of a wrapper is its value's.
std::optional<JsonMembers> FormOfItsOwn(Descriptor::WellKnownType type) {
  switch (type) {
    case Descriptor::WELLKNOWNTYPE_TIMESTAMP:
      return {{{"type", R"("string")"}, {"format", R"("date-time")"}}};
    case Descriptor::WELLKNOWNTYPE_DURATION:
      return {Digits("^-?[0-9]+([.][0-9]{1,9})?s$")};
    case Descriptor::WELLKNOWNTYPE_FIELDMASK:
      return {{{"type", R"("string")"}}};
    case Descriptor::WELLKNOWNTYPE_ANY:
      return {{{"type", R"("object")"}, {"required", R"(["@type"])"}}};
    case Descriptor::WELLKNOWNTYPE_STRUCT:
      return {{{"type", R"("object")"}}};
    case Descriptor::WELLKNOWNTYPE_LISTVALUE:
      return {{{"type", R"("array")"}}};
    case Descriptor::WELLKNOWNTYPE_VALUE:
      return JsonMembers();
    default:
      return std::nullopt;
  }
}

bool IsWrapper(Descriptor::WellKnownType type) {
  return type >= Descriptor::WELLKNOWNTYPE_DOUBLEVALUE && type <= Descriptor::WELLKNOWNTYPE_BOOLVALUE;
}

void AddDescription(const std::string& text, JsonMembers* members) {
  if (!text.empty()) members->emplace_back("description", JsonText(text));
}

// That no two fields of a oneof are there.
std::string NoTwoOf(const OneofDescriptor& oneof) {
  std::vector<std::string> pairs;
  for (int i = 0; i < oneof.field_count(); ++i) {
    for (int j = 0; j < i; ++j) {
      pairs.push_back(JsonObject({{"required", JsonTexts({oneof.field(j)->name(), oneof.field(i)->name()})}}));
    }
  }
  return JsonArray(pairs);
}

std::string EnumSchema(const EnumDescriptor& type) {
  std::vector<std::string> names;
  std::string description = CommentOf(type);
  for (int i = 0; i < type.value_count(); ++i) {
    names.push_back(type.value(i)->name());
    const std::string comment = CommentOf(*type.value(i));
    if (!comment.empty()) description += fmt::format("\n\n- `{}`: {}", type.value(i)->name(), comment);
  }
  JsonMembers schema = {{"type", R"("string")"}, {"enum", JsonTexts(names)}};
  AddDescription(description, &schema);
  return JsonObject(schema);
}

}  // namespace

JsonMembers SchemaRef(std::string_view name) {
  return {{"$ref", JsonText(fmt::format("#/components/schemas/{}", name))}};
}

std::string JsonSchemas::RefTo(const Descriptor& message) {
  // Its place is taken first, for a message that is within itself.
  if (schemas_.emplace(message.full_name(), "").second) schemas_[message.full_name()] = Message(message);
  return JsonObject(SchemaRef(message.full_name()));
}

JsonMembers JsonSchemas::EnumRef(const EnumDescriptor& type) {
  if (!schemas_.contains(type.full_name())) schemas_[type.full_name()] = EnumSchema(type);
  return SchemaRef(type.full_name());
}

std::string JsonSchemas::Message(const Descriptor& message) {
  JsonMembers schema;
  if (const auto form = FormOfItsOwn(message.well_known_type()); form.has_value()) {
    schema = *form;
  } else if (IsWrapper(message.well_known_type())) {
    schema = Value(*message.field(0));
  } else {
    JsonMembers properties;
    for (int i = 0; i < message.field_count(); ++i) {
      properties.emplace_back(message.field(i)->name(), Field(*message.field(i)));
    }
    schema = {{"type", R"("object")"}, {"properties", JsonObject(properties)}};
    std::vector<std::string> oneofs;
    for (int i = 0; i < message.real_oneof_decl_count(); ++i) {
      const OneofDescriptor& oneof = *message.oneof_decl(i);
      if (oneof.field_count() > 1) oneofs.push_back(fmt::format(R"({{"not":{{"anyOf":{}}}}})", NoTwoOf(oneof)));
    }
    if (!oneofs.empty()) schema.emplace_back("allOf", JsonArray(oneofs));
  }
  AddDescription(CommentOf(message), &schema);
  return JsonObject(schema);
}

std::string JsonSchemas::Field(const FieldDescriptor& field) {
  JsonMembers schema;
  if (field.is_map()) {
    const FieldDescriptor& value = *field.message_type()->map_value();
    schema = {{"type", R"("object")"}, {"additionalProperties", JsonObject(Value(value))}};
  } else if (field.is_repeated()) {
    schema = {{"type", R"("array")"}, {"items", JsonObject(Value(field))}};
  } else {
    schema = Value(field);
  }
  AddDescription(CommentOf(field), &schema);
  return JsonObject(schema);
}

JsonMembers JsonSchemas::Value(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT64:
      return Digits("^-?[0-9]+$");
    case FieldDescriptor::CPPTYPE_UINT64:
      return Digits("^[0-9]+$");
    case FieldDescriptor::CPPTYPE_INT32:
      return Whole("int32");
    case FieldDescriptor::CPPTYPE_UINT32:
      return {{"type", R"("integer")"}, {"minimum", "0"}};
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return Fraction("double");
    case FieldDescriptor::CPPTYPE_FLOAT:
      return Fraction("float");
    case FieldDescriptor::CPPTYPE_BOOL:
      return {{"type", R"("boolean")"}};
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumRef(*field.enum_type());
    case FieldDescriptor::CPPTYPE_STRING:
      if (field.type() == FieldDescriptor::TYPE_STRING) return {{"type", R"("string")"}};
      return {{"type", R"("string")"}, {"contentEncoding", R"("base64")"}};
    case FieldDescriptor::CPPTYPE_MESSAGE:
      RefTo(*field.message_type());
      return SchemaRef(field.message_type()->full_name());
  }
  return {};
}

template <typename Element>
std::string CommentOf(const Element& element) {
  google::protobuf::SourceLocation place;
  if (!element.GetSourceLocation(&place)) return {};
  std::vector<std::string> lines = absl::StrSplit(place.leading_comments, '\n');
  for (std::string& line : lines) line = std::string(absl::StripAsciiWhitespace(line));
  return std::string(absl::StripAsciiWhitespace(absl::StrJoin(lines, "\n")));
}

template std::string CommentOf(const Descriptor& element);
template std::string CommentOf(const EnumDescriptor& element);
template std::string CommentOf(const EnumValueDescriptor& element);
template std::string CommentOf(const FieldDescriptor& element);
template std::string CommentOf(const google::protobuf::MethodDescriptor& element);
template std::string CommentOf(const google::protobuf::ServiceDescriptor& element);

}  // namespace gouji::gateway::http
