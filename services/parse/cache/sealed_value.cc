#include "services/parse/cache/sealed_value.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "fmt/format.h"
#include "services/report/sha256.h"

namespace gouji::parse {
namespace {

// A change of the message Report that older readers of the cache must not see is a new number here, unless the parser's
// version changes as well.
constexpr std::string_view kMagic = "GJR1";
constexpr std::size_t kDigestSize = 64;
constexpr std::size_t kHeaderSize = kMagic.size() + kDigestSize;

std::string Digest(std::string_view key, std::string_view value) {
  return report::Sha256Hex(fmt::format("{}:{};{}", key.size(), key, value));
}

}  // namespace

std::string SealValue(std::string_view key, std::string_view value) {
  return fmt::format("{}{}{}", kMagic, Digest(key, value), value);
}

absl::StatusOr<std::string> OpenValue(std::string_view key, std::string_view sealed) {
  if (sealed.size() < kHeaderSize || sealed.substr(0, kMagic.size()) != kMagic) {
    return absl::DataLossError("the cached value has no header of ours");
  }
  const std::string_view value = sealed.substr(kHeaderSize);
  if (sealed.substr(kMagic.size(), kDigestSize) != Digest(key, value)) {
    return absl::DataLossError("the cached value does not match its digest");
  }
  return std::string(value);
}

}  // namespace gouji::parse
