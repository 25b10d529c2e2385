#include "services/gateway/http/json_codec.h"

#include "absl/status/status.h"
#include "fmt/format.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/type_resolver.h"
#include "google/protobuf/util/type_resolver_util.h"
#include "services/report/error.h"
#include "services/runtime/status.h"

namespace gouji::gateway::http {
namespace {

namespace util = google::protobuf::util;

std::string TypeUrl(std::string_view type) { return fmt::format("{}{}", runtime::kTypeUrlPrefix, type); }

}  // namespace

JsonCodec::JsonCodec()
    : types_(util::NewTypeResolverForDescriptorPool("type.googleapis.com",
                                                    google::protobuf::DescriptorPool::generated_pool())) {}
JsonCodec::~JsonCodec() = default;

absl::StatusOr<std::string> JsonCodec::ToBinary(std::string_view type, std::string_view json) const {
  std::string binary;
  const auto status = util::JsonToBinaryString(types_.get(), TypeUrl(type), {json.data(), json.size()}, &binary);
  if (status.ok()) return binary;
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                       fmt::format("the JSON is no {}: {}", type, std::string(status.message())));
}

absl::StatusOr<std::string> JsonCodec::ToJson(std::string_view type, std::string_view binary) const {
  util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto status =
      util::BinaryToJsonString(types_.get(), TypeUrl(type), {binary.data(), binary.size()}, &json, options);
  if (status.ok()) return json;
  return absl::InternalError(fmt::format("no {}: {}", type, std::string(status.message())));
}

}  // namespace gouji::gateway::http
