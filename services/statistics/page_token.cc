#include "services/statistics/page_token.h"

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/report/sha256.h"

namespace gouji::statistics {
namespace {

constexpr size_t kCheckLength = 16;

constexpr int kMaxPageSize = 1000;
constexpr int kDefaultPageSize = 100;

// Binds a place to its query, and tells a token from any other text. No secret: a forged token only starts elsewhere.
std::string CheckOf(std::string_view query, std::string_view place) {
  return report::Sha256Hex(absl::StrCat(absl::string_view(query.data(), query.size()), "\n",
                                        absl::string_view(place.data(), place.size())))
      .substr(0, kCheckLength);
}

absl::Status InvalidToken() {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kInvalidPageToken,
                       "page_token is not one of this list and filter; start again without one");
}

}  // namespace

std::string MakePageToken(std::string_view query, std::string_view place) {
  return absl::WebSafeBase64Escape(absl::StrCat(CheckOf(query, place), absl::string_view(place.data(), place.size())));
}

absl::StatusOr<std::optional<std::string>> ReadPageToken(std::string_view query, std::string_view token) {
  if (token.empty()) return std::optional<std::string>();
  std::string bytes;
  if (absl::WebSafeBase64Unescape(absl::string_view(token.data(), token.size()), &bytes) &&
      bytes.size() >= kCheckLength &&
      bytes.substr(0, kCheckLength) == CheckOf(query, std::string_view(bytes).substr(kCheckLength))) {
    return std::optional<std::string>(bytes.substr(kCheckLength));
  }
  return InvalidToken();
}

absl::StatusOr<int> PageSizeOf(int32_t asked) {
  if (asked == 0) return kDefaultPageSize;
  if (asked > 0 && asked <= kMaxPageSize) return asked;
  return report::Error(
      absl::StatusCode::kInvalidArgument, report::Reason::kInvalidPageSize,
      absl::StrCat("page_size is ", asked, "; give 1 to ", kMaxPageSize, ", or 0 for ", kDefaultPageSize));
}

std::string MakePageToken(const v1::ReportFilter& filter, const v1::ReportKey& last) {
  return MakePageToken(filter.SerializeAsString(), last.SerializeAsString());
}

absl::StatusOr<std::optional<v1::ReportKey>> ReadPageToken(const v1::ReportFilter& filter, std::string_view token) {
  const absl::StatusOr<std::optional<std::string>> place = ReadPageToken(filter.SerializeAsString(), token);
  if (!place.ok()) return place.status();
  if (!place->has_value()) return std::optional<v1::ReportKey>();
  v1::ReportKey key;
  if (!key.ParseFromString(**place)) return InvalidToken();
  return std::optional<v1::ReportKey>(key);
}

}  // namespace gouji::statistics
