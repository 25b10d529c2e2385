#include "services/cli/share.h"

#include <charconv>
#include <optional>

#include "fmt/format.h"
#include "services/report/sha256.h"

namespace gouji::cli {
namespace {

// A number in digits of a base and nothing else.
template <typename Number>
std::optional<Number> ReadNumber(std::string_view digits, int base) {
  Number number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace

bool Share::Holds(std::string_view path) const {
  if (count == 1) return true;
  const std::string digest = report::Sha256Hex(path);
  return ReadNumber<std::uint64_t>(std::string_view(digest).substr(0, 16), 16).value_or(0) % count == index;
}

std::string Share::ToString() const { return fmt::format("{}/{}", index, count); }

absl::StatusOr<Share> ParseShare(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const auto index = ReadNumber<std::uint32_t>(text.substr(0, slash), 10);
    const auto count = ReadNumber<std::uint32_t>(text.substr(slash + 1), 10);
    if (index.has_value() && count.has_value() && *index < *count && *count <= Share::kMaxCount) {
      return Share{.index = *index, .count = *count};
    }
  }
  return absl::InvalidArgumentError(
      fmt::format("{} is no share: I/N with I from 0 to N - 1 and N up to {}, such as 0/8", text, Share::kMaxCount));
}

}  // namespace gouji::cli
