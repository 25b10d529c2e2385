#include "services/gateway/http/json_codec.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/stubs/logging.h"
#include "google/protobuf/unknown_field_set.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "google/protobuf/util/type_resolver_util.h"
#include "google/rpc/error_details.pb.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "gtest/gtest.h"
#include "services/gateway/http/plain_json.h"

namespace gouji::gateway::http {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::UnknownFieldSet;
using Random = std::mt19937_64;

constexpr char kRequestType[] = "gouji.gateway.v1.CheckDocumentRequest";

void Collect(const Descriptor& type, std::set<const Descriptor*>& types) {
  if (!types.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->message_type() != nullptr) Collect(*type.field(i)->message_type(), types);
  }
}

// All messages that may go through the edge.
std::set<const Descriptor*> MessageTypes() {
  std::set<const Descriptor*> types;
  const auto& file = *v1::CheckDocumentRequest::descriptor()->file();
  for (int i = 0; i < file.service(0)->method_count(); ++i) {
    Collect(*file.service(0)->method(i)->input_type(), types);
    Collect(*file.service(0)->method(i)->output_type(), types);
  }
  const auto& errors = *google::rpc::ErrorInfo::descriptor()->file();
  for (int i = 0; i < errors.message_type_count(); ++i) Collect(*errors.message_type(i), types);
  return types;
}

std::string RandomText(Random& random) {
  static const char* const kPieces[] = {"a",    "勾稽", "\"",        "\\",     "\n", "\t",
                                        "\x01", "\x7F", "</script>", "\u2028", "😀"};
  std::string text;
  for (auto i = random() % 6; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

// Zero, small, large and negative ones.
std::uint64_t RandomNumber(Random& random) {
  const std::uint64_t number = random() >> random() % 64;
  return random() % 3 == 0 ? 0 : random() % 3 == 0 ? -number : number;
}

double RandomFraction(Random& random) {
  static const double kNumbers[] = {0, 0.1, -1.5, 1e300, 5e-324, 100000000, 1e21, INFINITY, -INFINITY, NAN, 1.0 / 3};
  return kNumbers[random() % std::size(kNumbers)];
}

// The bytes of a message with random contents, up to a depth.
std::string RandomBytes(const Descriptor& type, int depth, Random& random) {
  const bool is_well_known = type.well_known_type() != Descriptor::WELLKNOWNTYPE_UNSPECIFIED;
  UnknownFieldSet bytes;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    for (auto left = random() % (field.is_repeated() ? 4 : 2); left > 0; --left) {
      if (field.type() == FieldDescriptor::TYPE_DOUBLE) {
        const double value = RandomFraction(random);
        std::uint64_t bits;
        std::memcpy(&bits, &value, sizeof bits);
        bytes.AddFixed64(field.number(), bits);
      } else if (field.type() == FieldDescriptor::TYPE_FIXED64 || field.type() == FieldDescriptor::TYPE_SFIXED64) {
        bytes.AddFixed64(field.number(), RandomNumber(random));
      } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        bytes.AddLengthDelimited(field.number(), RandomText(random));
      } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        if (depth > 0) {
          bytes.AddLengthDelimited(field.number(), RandomBytes(*field.message_type(), depth - 1, random));
        }
      } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
        bytes.AddVarint(field.number(), random() % (field.enum_type()->value_count() + 2));
      } else {
        bytes.AddVarint(field.number(), is_well_known ? random() % 1000 : RandomNumber(random));
      }
    }
  }
  std::string written;
  bytes.SerializeToString(&written);
  return written;
}

// What the JSON says, however it is written.
google::protobuf::Value Meaning(const std::string& json) {
  google::protobuf::Value value;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(json, &value).ok()) << json;
  return value;
}

// libprotobuf's own reader and writer.
class Reference {
 public:
  std::optional<std::string> TryToJson(const std::string& type, const std::string& binary) const {
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    std::string json;
    const auto status =
        google::protobuf::util::BinaryToJsonString(types_.get(), prefix_ + type, binary, &json, options);
    return status.ok() ? std::optional(json) : std::nullopt;
  }

  std::string ToJson(const std::string& type, const std::string& binary) const {
    const std::optional<std::string> json = TryToJson(type, binary);
    EXPECT_TRUE(json.has_value());
    return json.value_or("");
  }

  // Empty when it is refused.
  std::string ToBinary(const std::string& type, const std::string& json) const {
    std::string binary;
    const auto status = google::protobuf::util::JsonToBinaryString(types_.get(), prefix_ + type, json, &binary);
    return status.ok() ? binary : "";
  }

 private:
  static constexpr char kServer[] = "type.googleapis.com";
  const std::string prefix_ = std::string(kServer) + "/";
  std::unique_ptr<google::protobuf::util::TypeResolver> types_{google::protobuf::util::NewTypeResolverForDescriptorPool(
      kServer, google::protobuf::DescriptorPool::generated_pool())};
};

TEST(JsonCodec, WritesAndReadsAllMessagesAsLibprotobufDoes) {
  const JsonCodec codec;
  const Reference reference;
  Random random(7);
  const std::set<const Descriptor*> types = MessageTypes();
  EXPECT_GT(types.size(), 150U);
  int plain_count = 0;
  for (const Descriptor* type : types) {
    if (type->options().map_entry()) continue;
    for (int round = 0; round < 12; ++round) {
      std::unique_ptr<Message> message(
          google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
      ASSERT_TRUE(message->ParseFromString(RandomBytes(*type, round % 4, random))) << type->full_name();
      const std::string binary = message->SerializeAsString();
      const absl::StatusOr<std::string> json = codec.ToJson(type->full_name(), binary);
      ASSERT_TRUE(json.ok()) << json.status();
      plain_count += static_cast<int>(PlainJson(*type, binary).has_value());
      EXPECT_EQ(json->find('\n'), std::string::npos);
      const std::string expected = reference.ToJson(type->full_name(), binary);
      EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(Meaning(*json), Meaning(expected)))
          << type->full_name() << "\n"
          << *json << "\n"
          << expected;
      EXPECT_EQ(codec.ToBinary(type->full_name(), *json).value_or("refused"),
                reference.ToBinary(type->full_name(), *json))
          << type->full_name() << *json;
    }
  }
  EXPECT_GT(plain_count, 1500) << "next to nothing was written by ourselves";
}

// Everything about the one thing that is not read by libprotobuf.
TEST(JsonCodec, ReadsLongDocumentsAsLibprotobufDoes) {
  const JsonCodec codec;
  const Reference reference;
  std::string document;
  for (int i = 0; i < 9001; ++i) document += static_cast<char>(i * 7 ^ i >> 8);
  const std::string text = absl::Base64Escape(document);
  ASSERT_NE(text.find_first_of("+/"), std::string::npos);
  ASSERT_TRUE(absl::Base64Escape(document + "x").ends_with("="));
  std::string web_safe;
  absl::WebSafeBase64Escape(document, &web_safe);
  std::string stray_bits = absl::Base64Escape(document + "x");
  stray_bits[stray_bits.find('=') - 1] = 'B';
  const std::string broken_line = text.substr(0, 76) + "\n" + text.substr(76);
  const std::vector<std::string> accepted = {
      R"({"document":")" + text + R"("})",
      R"({"file_name":"a.html","document":")" + absl::Base64Escape(document + "x") + R"(","options":{"year":2023}})",
      R"({"document" : ")" + absl::Base64Escape(document + "xy") + R"(" , "fileName":"\"" })",
      R"({"document":")" + web_safe + R"("})",
      R"({"document":")" + absl::Base64Escape(document + "x").substr(0, absl::Base64Escape(document + "x").find('=')) +
          R"("})",
      R"({"document":")" + text + R"(","document":"YQ=="})",
      R"({"document":"YQ==","document":")" + text + R"("})",
      R"({"file_name":")" + text + R"(","document":"YQ=="})",
      R"({"file_name":"\")" + text + R"(","document":"YQ=="})",
      R"({"options":{"form":")" + text + R"("},"document":"YQ=="})",
      R"({'document':')" + text + R"('})",
  };
  for (const std::string& json : accepted) {
    const std::string expected = reference.ToBinary(kRequestType, json);
    EXPECT_NE(expected, "") << json.substr(0, 40);
    EXPECT_TRUE(codec.ToBinary(kRequestType, json).value_or("") == expected) << json.substr(0, 40);
  }
  v1::CheckDocumentRequest request;
  ASSERT_TRUE(request.ParseFromString(*codec.ToBinary(kRequestType, accepted.front())));
  EXPECT_TRUE(request.document() == document);

  const std::vector<std::string> refused = {
      R"({"document":")" + stray_bits + R"("})",
      R"({"document":")" + broken_line + R"("})",
      R"({"document":")" + text + R"(=="})",
      R"({"document":")" + text + R"(})",
      R"({"document":")" + text + R"("]})",
      R"({"document":[")" + text + R"("]})",
      R"({")" + text + R"(":1})",
      R"({"other":")" + text + R"("})",
      R"({"options":{"year":")" + text + R"("}})",
      R"({"file_name":1e999,"document":")" + text + R"("})",
      '"' + text + '"',
  };
  for (const std::string& json : refused) {
    EXPECT_EQ(reference.ToBinary(kRequestType, json), "") << json.substr(0, 40);
    EXPECT_EQ(codec.ToBinary(kRequestType, json).status().code(), absl::StatusCode::kInvalidArgument)
        << json.substr(0, 40);
  }
}

// Whatever the bytes are, it is libprotobuf's answer; so of messages cut off, of fields in another order and twice.
TEST(JsonCodec, WritesBrokenBytesAsLibprotobufDoes) {
  const JsonCodec codec;
  const Reference reference;
  Random random(11);
  const Descriptor& type = *v1::CheckDocumentResponse::descriptor();
  const google::protobuf::LogSilencer silence;
  for (int round = 0; round < 3000; ++round) {
    std::string binary = RandomBytes(type, 3, random);
    if (binary.empty()) continue;
    const std::size_t place = random() % binary.size();
    if (round % 3 == 0) binary.resize(place);
    if (round % 3 == 1) binary[place] = static_cast<char>(random());
    if (round % 3 == 2) binary += binary;
    const absl::StatusOr<std::string> json = codec.ToJson(type.full_name(), binary);
    const std::optional<std::string> expected = reference.TryToJson(type.full_name(), binary);
    ASSERT_EQ(json.ok(), expected.has_value()) << absl::CHexEscape(binary);
  }
}

TEST(JsonCodec, KnowsNoOtherMessages) {
  const JsonCodec codec;
  EXPECT_EQ(codec.ToJson("gouji.Nothing", "").status().code(), absl::StatusCode::kInternal);
}

}  // namespace
}  // namespace gouji::gateway::http
