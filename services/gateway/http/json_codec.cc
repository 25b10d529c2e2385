#include "services/gateway/http/json_codec.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <random>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "fmt/format.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/unknown_field_set.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/type_resolver.h"
#include "google/protobuf/util/type_resolver_util.h"
#include "services/gateway/http/plain_json.h"
#include "services/report/error.h"
#include "services/runtime/status.h"

namespace gouji::gateway::http {
namespace {

namespace util = google::protobuf::util;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::UnknownField;

// What is shorter is read soon enough.
constexpr std::size_t kLongText = 2048;

std::string TypeUrl(std::string_view type) { return fmt::format("{}{}", runtime::kTypeUrlPrefix, type); }

const Descriptor* Find(std::string_view type) {
  return google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName({type.data(), type.size()});
}

std::string MakeMark() {
  std::random_device random;
  std::string bytes;
  for (int i = 0; i < 24; ++i) bytes += static_cast<char>(random());
  return absl::Base64Escape(bytes);
}

// JSON without a long text that is base64 of the usual form, and the bytes that this stands for.
struct Shortened {
  std::string_view before;  // up to the quotation mark
  std::string bytes;
  std::string_view after;  // from the other one on
};

// Whether base64 that means these bytes has its padding, no white space and no stray bits.
bool IsUsual(std::string_view base64, const std::string& bytes) {
  if (bytes.empty() || base64.size() != (bytes.size() + 2) / 3 * 4) return false;
  const std::size_t last = (bytes.size() - 1) / 3 * 3;  // where the bytes of the last four characters begin
  return base64.ends_with(absl::Base64Escape(bytes.substr(last)));
}

// Nullopt unless the text is most of the JSON, so that little is read twice when it turns out to be no field of bytes.
std::optional<Shortened> Shorten(std::string_view json) {
  const std::size_t least = std::max(kLongText, json.size() / 2);
  std::size_t begin = json.find('"');
  while (begin != std::string_view::npos) {
    const std::size_t end = json.find('"', ++begin);
    if (end == std::string_view::npos) break;
    const std::string_view text = json.substr(begin, end - begin);
    Shortened shortened = {.before = json.substr(0, begin), .bytes = "", .after = json.substr(end)};
    if (text.size() >= least && absl::Base64Unescape({text.data(), text.size()}, &shortened.bytes) &&
        IsUsual(text, shortened.bytes)) {
      return shortened;
    }
    begin = end;
  }
  return std::nullopt;
}

// The field of the message itself that has these bytes; null when none has them.
UnknownField* FindBytes(const Descriptor& type, std::string_view bytes, google::protobuf::UnknownFieldSet& fields) {
  for (int i = 0; i < fields.field_count(); ++i) {
    UnknownField& field = *fields.mutable_field(i);
    if (field.type() != UnknownField::TYPE_LENGTH_DELIMITED || field.length_delimited() != bytes) continue;
    const FieldDescriptor* known = type.FindFieldByNumber(field.number());
    if (known != nullptr && known->type() == FieldDescriptor::TYPE_BYTES) return &field;
  }
  return nullptr;
}

}  // namespace

JsonCodec::JsonCodec()
    : types_(util::NewTypeResolverForDescriptorPool("type.googleapis.com",
                                                    google::protobuf::DescriptorPool::generated_pool())),
      mark_(MakeMark()) {}
JsonCodec::~JsonCodec() = default;

std::string JsonCodec::LongToBinary(std::string_view type, std::string_view json) const {
  const Descriptor* descriptor = Find(type);
  std::optional<Shortened> shortened = Shorten(json);
  if (descriptor == nullptr || !shortened.has_value()) return {};
  const std::string short_json = fmt::format("{}{}{}", shortened->before, mark_, shortened->after);
  std::string binary;
  google::protobuf::UnknownFieldSet fields;
  if (!util::JsonToBinaryString(types_.get(), TypeUrl(type), short_json, &binary).ok()) return {};
  if (!fields.ParseFromString(binary)) return {};
  std::string mark;
  absl::Base64Unescape(mark_, &mark);
  UnknownField* field = FindBytes(*descriptor, mark, fields);
  if (field == nullptr) return {};
  *field->mutable_length_delimited() = std::move(shortened->bytes);
  fields.SerializeToString(&binary);
  return binary;
}

absl::StatusOr<std::string> JsonCodec::ToBinary(std::string_view type, std::string_view json) const {
  std::string binary = LongToBinary(type, json);
  if (!binary.empty()) return binary;
  const auto status = util::JsonToBinaryString(types_.get(), TypeUrl(type), {json.data(), json.size()}, &binary);
  if (status.ok()) return binary;
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                       fmt::format("the JSON is no {}: {}", type, std::string(status.message())));
}

absl::StatusOr<std::string> JsonCodec::ToJson(std::string_view type, std::string_view binary) const {
  if (const Descriptor* descriptor = Find(type); descriptor != nullptr) {
    if (std::optional<std::string> json = PlainJson(*descriptor, binary); json.has_value()) return *std::move(json);
  }
  util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto status =
      util::BinaryToJsonString(types_.get(), TypeUrl(type), {binary.data(), binary.size()}, &json, options);
  if (status.ok()) return json;
  return absl::InternalError(fmt::format("no {}: {}", type, std::string(status.message())));
}

}  // namespace gouji::gateway::http
