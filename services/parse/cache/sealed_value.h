#ifndef GOUJI_SERVICES_PARSE_CACHE_SEALED_VALUE_H_
#define GOUJI_SERVICES_PARSE_CACHE_SEALED_VALUE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace gouji::parse {

// The longest value that is opened again.
inline constexpr std::int64_t kMaxSealedValueBytes = std::int64_t{16} << 20;

// Wraps a value for a store that others can write to: magic and format version ("GJR2"), the SHA-256 of key and frame,
// the value as a zstd frame. The key is part of the digest, so that a value that got under another key is refused too.
// This finds accidents and garbage; whoever forges digests must be kept away from the store by its password and
// network.
std::string SealValue(std::string_view key, std::string_view value);

// Returns the value in `sealed`; nullopt when another version of Gouji sealed it, in a format of its own. DATA_LOSS
// when it was not sealed for this key or was changed since.
absl::StatusOr<std::optional<std::string>> OpenValue(std::string_view key, std::string_view sealed);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_SEALED_VALUE_H_
