#include "services/runtime/status.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"
#include "services/runtime/public_message.h"
#include "services/runtime/utf8.h"

namespace gouji::runtime {
namespace {

constexpr std::string_view kErrorInfoUrl = "type.googleapis.com/google.rpc.ErrorInfo";
constexpr std::size_t kMaxMessageBytes = 1024;
constexpr std::size_t kMaxDetailBytes = 2048;

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

std::string WireMessage(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = FirstCharacterLength(text);
    const std::string_view next = length == 0 ? kReplacementCharacter : text.substr(0, length);
    if (out.size() + next.size() > kMaxMessageBytes) return out + "…";
    out += next;
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

struct Payload {
  std::string url;
  std::string value;
};

// The payloads that travel, in the order in which they do.
std::vector<Payload> TravellingPayloads(const absl::Status& status) {
  std::vector<Payload> payloads;
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& value) {
    const std::string_view name(url.data(), url.size());
    if (name.starts_with(kTypeUrlPrefix)) payloads.push_back({std::string(name), std::string(value)});
  });
  std::sort(payloads.begin(), payloads.end(), [](const Payload& a, const Payload& b) {
    return std::tuple(a.url != kErrorInfoUrl, std::string_view(a.url)) <
           std::tuple(b.url != kErrorInfoUrl, std::string_view(b.url));
  });
  return payloads;
}

// With another message, and of the payloads those that travel.
absl::Status WithMessage(const absl::Status& status, std::string_view message) {
  absl::Status result(status.code(), Absl(message));
  for (Payload& payload : TravellingPayloads(status)) {
    result.SetPayload(payload.url, absl::Cord(std::move(payload.value)));
  }
  return result;
}

bool TellsOfOurInsides(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss;
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  // absl's codes are gRPC's, by number.
  const auto code = static_cast<grpc::StatusCode>(status.code());
  google::rpc::Status details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(WireMessage({status.message().data(), status.message().size()}));
  std::size_t byte_count = 0;
  for (Payload& payload : TravellingPayloads(status)) {
    const std::size_t size = payload.url.size() + payload.value.size();
    if (byte_count + size > kMaxDetailBytes) continue;
    byte_count += size;
    google::protobuf::Any& detail = *details.add_details();
    detail.set_type_url(std::move(payload.url));
    detail.set_value(std::move(payload.value));
  }
  const std::string message = details.message();
  if (details.details().empty()) return {code, message};
  return {code, message, details.SerializeAsString()};
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const int number = static_cast<int>(status.error_code());
  const bool known = number >= 1 && number <= 16;
  absl::Status result(known ? static_cast<absl::StatusCode>(number) : absl::StatusCode::kUnknown,
                      status.error_message());
  google::rpc::Status details;
  if (details.ParseFromString(status.error_details())) {
    for (const google::protobuf::Any& detail : details.details()) {
      result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
    }
  }
  return result;
}

absl::Status PublicStatus(const absl::Status& status, std::string_view request_id) {
  if (!TellsOfOurInsides(status.code())) {
    const std::optional<std::string> message = PublicMessageOf(status);
    return message.has_value() ? WithMessage(status, *message) : status;
  }
  absl::Status result(status.code(), absl::StrCat("internal error (request ", Absl(request_id), ")"));
  if (const auto payload = status.GetPayload(Absl(kErrorInfoUrl))) {
    google::rpc::ErrorInfo info;
    if (info.ParseFromString(std::string(*payload))) {
      info.clear_metadata();
      result.SetPayload(Absl(kErrorInfoUrl), absl::Cord(info.SerializeAsString()));
    }
  }
  return result;
}

std::string ReasonOf(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload = status.GetPayload(Absl(kErrorInfoUrl));
  if (payload.has_value() && info.ParseFromString(std::string(*payload))) return info.reason();
  return {};
}

absl::Status ErrorWithReason(absl::StatusCode code, std::string_view reason, std::string_view domain,
                             std::string_view message) {
  google::rpc::ErrorInfo info;
  info.set_reason(reason.data(), reason.size());
  info.set_domain(domain.data(), domain.size());
  absl::Status status(code, Absl(message));
  status.SetPayload(Absl(kErrorInfoUrl), absl::Cord(info.SerializeAsString()));
  return status;
}

absl::Status WithRetryDelay(absl::Status status, absl::Duration delay) {
  google::rpc::RetryInfo retry;
  const int64_t seconds = absl::IDivDuration(delay, absl::Seconds(1), &delay);
  retry.mutable_retry_delay()->set_seconds(seconds);
  retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(delay)));
  status.SetPayload("type.googleapis.com/google.rpc.RetryInfo", absl::Cord(retry.SerializeAsString()));
  return status;
}

}  // namespace gouji::runtime
