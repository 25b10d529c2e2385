#include "services/gateway/http/plain_json.h"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "fmt/format.h"
#include "services/runtime/log.h"

namespace gouji::gateway::http {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;

constexpr int kMaxDepth = 100;

// How a value stands in the bytes of a message.
enum WireType : std::uint8_t { kVarint = 0, kFixed64 = 1, kDelimited = 2, kFixed32 = 5 };

// What is left of bytes. The functions return false at their end.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  bool empty() const { return rest_.empty(); }

  bool ReadVarint(std::uint64_t& value) {
    value = 0;
    for (std::size_t i = 0; i < rest_.size() && i < 10; ++i) {
      const auto byte = static_cast<unsigned char>(rest_[i]);
      value |= std::uint64_t{byte & 0x7FU} << 7 * i;
      if (byte >= 0x80) continue;
      rest_.remove_prefix(i + 1);
      return true;
    }
    return false;
  }

  // A number of so many bytes, the lowest first.
  bool ReadFixed(std::size_t size, std::uint64_t& value) {
    if (rest_.size() < size) return false;
    value = 0;
    for (std::size_t i = size; i > 0; --i) value = value << 8 | static_cast<unsigned char>(rest_[i - 1]);
    rest_.remove_prefix(size);
    return true;
  }

  bool ReadDelimited(std::string_view& value) {
    std::uint64_t size = 0;
    if (!ReadVarint(size) || size > rest_.size()) return false;
    value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return true;
  }

 private:
  std::string_view rest_;
};

class PlainWriter {
 public:
  explicit PlainWriter(std::string& out) : out_(out) {}

  bool WriteMessage(const Descriptor& type, std::string_view binary, int depth) {
    if (depth > kMaxDepth || type.well_known_type() != Descriptor::WELLKNOWNTYPE_UNSPECIFIED) return false;
    Bytes bytes(binary);
    const FieldDescriptor* last = nullptr;
    out_ += '{';
    while (!bytes.empty()) {
      std::uint64_t tag = 0;
      if (!bytes.ReadVarint(tag) || tag >> 3 > FieldDescriptor::kMaxNumber) return false;
      const int number = static_cast<int>(tag >> 3);
      if (last == nullptr || last->number() != number) {
        const FieldDescriptor* field = type.FindFieldByNumber(number);
        if (field == nullptr || field->is_map() || (last != nullptr && number < last->number())) return false;
        if (last != nullptr) out_ += last->is_repeated() ? "]," : ",";
        absl::StrAppend(&out_, "\"", field->name(), field->is_repeated() ? "\":[" : "\":");
        last = field;
      } else {
        if (!last->is_repeated()) return false;
        out_ += ',';
      }
      if (!WriteField(*last, tag & 7, bytes, depth)) return false;
    }
    out_ += last != nullptr && last->is_repeated() ? "]}" : "}";
    return true;
  }

 private:
  // What follows a tag: a value, or the values of a list that are packed together.
  bool WriteField(const FieldDescriptor& field, std::uint64_t wire_type, Bytes& bytes, int depth) {
    if (wire_type != kDelimited) return WriteNumber(field, wire_type, bytes);
    std::string_view value;
    if (!bytes.ReadDelimited(value)) return false;
    switch (field.type()) {
      case FieldDescriptor::TYPE_MESSAGE:
        return WriteMessage(*field.message_type(), value, depth + 1);
      case FieldDescriptor::TYPE_STRING:
        runtime::AppendJsonString(value, &out_);
        return true;
      case FieldDescriptor::TYPE_BYTES:
        absl::StrAppend(&out_, "\"", absl::Base64Escape({value.data(), value.size()}), "\"");
        return true;
      default:
        return field.is_packable() && WritePacked(field, Bytes(value));
    }
  }

  bool WritePacked(const FieldDescriptor& field, Bytes values) {
    do {
      if (!WriteNumber(field, WireTypeOf(field), values)) return false;
      if (!values.empty()) out_ += ',';
    } while (!values.empty());
    return true;
  }

  static WireType WireTypeOf(const FieldDescriptor& number) {
    switch (number.type()) {
      case FieldDescriptor::TYPE_DOUBLE:
      case FieldDescriptor::TYPE_FIXED64:
        return kFixed64;
      case FieldDescriptor::TYPE_FLOAT:
        return kFixed32;
      default:
        return kVarint;
    }
  }

  bool WriteNumber(const FieldDescriptor& field, std::uint64_t wire_type, Bytes& bytes) {
    std::uint64_t value = 0;
    if (wire_type != WireTypeOf(field)) return false;
    const bool is_read =
        wire_type == kVarint ? bytes.ReadVarint(value) : bytes.ReadFixed(wire_type == kFixed64 ? 8 : 4, value);
    return is_read && WriteNumber(field, value);
  }

  bool WriteNumber(const FieldDescriptor& field, std::uint64_t value) {
    switch (field.type()) {
      case FieldDescriptor::TYPE_INT64:
        absl::StrAppend(&out_, "\"", static_cast<std::int64_t>(value), "\"");
        return true;
      case FieldDescriptor::TYPE_UINT64:
      case FieldDescriptor::TYPE_FIXED64:
        absl::StrAppend(&out_, "\"", value, "\"");
        return true;
      case FieldDescriptor::TYPE_INT32:
        absl::StrAppend(&out_, static_cast<std::int32_t>(value));
        return true;
      case FieldDescriptor::TYPE_UINT32:
        absl::StrAppend(&out_, static_cast<std::uint32_t>(value));
        return true;
      case FieldDescriptor::TYPE_BOOL:
        out_ += value != 0 ? "true" : "false";
        return true;
      case FieldDescriptor::TYPE_ENUM:
        WriteEnum(field, static_cast<int>(value));
        return true;
      case FieldDescriptor::TYPE_DOUBLE:
        WriteFraction(std::bit_cast<double>(value));
        return true;
      case FieldDescriptor::TYPE_FLOAT:
        WriteFraction(std::bit_cast<float>(static_cast<std::uint32_t>(value)));
        return true;
      default:
        return false;
    }
  }

  void WriteEnum(const FieldDescriptor& field, int value) {
    const EnumValueDescriptor* known = field.enum_type()->FindValueByNumber(value);
    if (known == nullptr) return absl::StrAppend(&out_, value);
    absl::StrAppend(&out_, "\"", known->name(), "\"");
  }

  template <typename Number>
  void WriteFraction(Number value) {
    if (std::isfinite(value)) {
      fmt::format_to(std::back_inserter(out_), "{}", value);
    } else {
      out_ += std::isnan(value) ? R"("NaN")" : value > 0 ? R"("Infinity")" : R"("-Infinity")";
    }
  }

  std::string& out_;
};

}  // namespace

std::optional<std::string> PlainJson(const Descriptor& type, std::string_view binary) {
  std::string json;
  json.reserve(binary.size() * 2);
  if (!PlainWriter(json).WriteMessage(type, binary, 0)) return std::nullopt;
  return json;
}

}  // namespace gouji::gateway::http
