#include "services/parse/cache/sealed_value.h"

#include <zstd.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "fmt/format.h"
#include "services/report/sha256.h"

namespace gouji::parse {
namespace {

// A change of the format, or of the message Report that older readers of the cache must not see, is a new number here,
// unless the parser's version changes as well. 1: not packed.
constexpr std::string_view kMagic = "GJR2";
constexpr std::string_view kMagicOfAllFormats = "GJR";
constexpr std::size_t kDigestSize = 64;
constexpr std::size_t kHeaderSize = kMagic.size() + kDigestSize;
// Fast: higher ones take longer to pack and save little (tests/benchmarks/redis).
constexpr int kLevel = -1;

std::string Digest(std::string_view key, std::string_view frame) {
  return report::Sha256Hex(fmt::format("{}:{};{}", key.size(), key, frame));
}

}  // namespace

std::string SealValue(std::string_view key, std::string_view value) {
  std::string frame(ZSTD_compressBound(value.size()), '\0');
  // Cannot fail: the room is the bound that zstd itself asks for.
  frame.resize(ZSTD_compress(frame.data(), frame.size(), value.data(), value.size(), kLevel));
  return fmt::format("{}{}{}", kMagic, Digest(key, frame), frame);
}

absl::StatusOr<std::optional<std::string>> OpenValue(std::string_view key, std::string_view sealed) {
  if (sealed.size() < kHeaderSize || sealed.substr(0, kMagicOfAllFormats.size()) != kMagicOfAllFormats) {
    return absl::DataLossError("the cached value has no header of ours");
  }
  if (sealed.substr(0, kMagic.size()) != kMagic) return std::nullopt;
  const std::string_view frame = sealed.substr(kHeaderSize);
  if (sealed.substr(kMagic.size(), kDigestSize) != Digest(key, frame)) {
    return absl::DataLossError("the cached value does not match its digest");
  }
  const std::uint64_t size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  // The codes for "unknown" and "no frame" are larger than all sizes.
  if (size > kMaxSealedValueBytes) return absl::DataLossError("the cached value is no frame of ours, or over 16 MiB");
  std::string value(size, '\0');
  if (ZSTD_decompress(value.data(), value.size(), frame.data(), frame.size()) != size) {
    return absl::DataLossError("the cached value is a damaged frame");
  }
  return value;
}

}  // namespace gouji::parse
