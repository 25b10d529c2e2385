#include "services/gateway/http/call_metadata.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/report/error.h"
#include "services/runtime/inbound.h"

namespace gouji::gateway::http {
namespace {

absl::Status Malformed(std::string_view message) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest, message);
}

// What gRPC takes as the value of a metadata key.
bool IsPrintable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

absl::StatusOr<absl::Time> Deadline(std::string_view text) {
  if (text.empty()) return absl::InfiniteFuture();
  constexpr std::size_t kMaxDigits = 10;
  std::int64_t milliseconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  if (error != std::errc() || end != text.data() + text.size() || text.size() > kMaxDigits || milliseconds < 0) {
    return Malformed("connect-timeout-ms: must be a number of at most 10 digits");
  }
  return absl::Now() + absl::Milliseconds(milliseconds);
}

}  // namespace

absl::StatusOr<CallHead> MakeCallHead(const Exchange& exchange, std::string path) {
  const RequestHead& request = exchange.request();
  const std::string_view version = request.Find("connect-protocol-version");
  if (!version.empty() && version != "1") return Malformed("connect-protocol-version: must be 1");
  const absl::StatusOr<absl::Time> deadline = Deadline(request.Find("connect-timeout-ms"));
  if (!deadline.ok()) return deadline.status();
  CallHead head{
      .path = std::move(path), .metadata = {{runtime::kOriginPeerKey, exchange.peer()}}, .deadline = *deadline};
  constexpr std::array<const char*, 3> kCarried = {"authorization", runtime::kRequestIdKey, runtime::kTraceparentKey};
  for (const char* key : kCarried) {
    const std::string_view value = request.Find(key);
    if (!IsPrintable(value)) return Malformed(fmt::format("{}: must be printable ASCII", key));
    if (!value.empty()) head.metadata.emplace_back(key, value);
  }
  return head;
}

}  // namespace gouji::gateway::http
