#include "services/statistics/page_token.h"

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/report/sha256.h"

namespace gouji::statistics {
namespace {

constexpr size_t kCheckLength = 16;

// Binds a key to its filter, and tells a token from any other text. No secret: a forged token only starts elsewhere.
std::string CheckOf(const v1::ReportFilter& filter, std::string_view key) {
  return report::Sha256Hex(absl::StrCat(filter.SerializeAsString(), "\n", absl::string_view(key.data(), key.size())))
      .substr(0, kCheckLength);
}

}  // namespace

std::string MakePageToken(const v1::ReportFilter& filter, const v1::ReportKey& last) {
  const std::string key = last.SerializeAsString();
  return absl::WebSafeBase64Escape(absl::StrCat(CheckOf(filter, key), key));
}

absl::StatusOr<std::optional<v1::ReportKey>> ReadPageToken(const v1::ReportFilter& filter, std::string_view token) {
  if (token.empty()) return std::optional<v1::ReportKey>();
  std::string bytes;
  v1::ReportKey key;
  if (absl::WebSafeBase64Unescape(absl::string_view(token.data(), token.size()), &bytes) &&
      bytes.size() >= kCheckLength &&
      bytes.substr(0, kCheckLength) == CheckOf(filter, std::string_view(bytes).substr(kCheckLength)) &&
      key.ParseFromString(bytes.substr(kCheckLength))) {
    return std::optional<v1::ReportKey>(key);
  }
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kInvalidPageToken,
                       "page_token is not one of this list and filter; start again without one");
}

}  // namespace gouji::statistics
