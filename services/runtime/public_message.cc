#include "services/runtime/public_message.h"

#include "absl/strings/cord.h"
#include "absl/strings/string_view.h"

namespace gouji::runtime {
namespace {

// Not a type of protobuf's, so it does not travel.
constexpr char kPublicMessageUrl[] = "gouji/public-message";

}  // namespace

absl::Status WithPublicMessage(absl::Status status, std::string_view message) {
  status.SetPayload(kPublicMessageUrl, absl::Cord(absl::string_view(message.data(), message.size())));
  return status;
}

std::optional<std::string> PublicMessageOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kPublicMessageUrl);
  if (!payload.has_value()) return std::nullopt;
  return std::string(*payload);
}

}  // namespace gouji::runtime
