#ifndef GOUJI_SERVICES_CLI_SHARE_H_
#define GOUJI_SERVICES_CLI_SHARE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace gouji::cli {

// One of `count` parts into which processes divide files, without talking to each other: a file belongs to the share
// that the first 64 bits of the SHA-256 of its path name. Each path belongs to exactly one share, always to the same,
// on every machine; shares are about equally large in files, not in bytes.
struct Share {
  static constexpr std::uint32_t kMaxCount = 100'000;

  std::uint32_t index = 0;  // from 0 to count - 1
  std::uint32_t count = 1;  // 1: everything

  // Whether a file belongs to it. `path` is relative, so that it does not matter where a folder is mounted.
  bool Holds(std::string_view path) const;
  // "2/8".
  std::string ToString() const;
};

// Reads "2/8", the third of eight. INVALID_ARGUMENT for what is none.
absl::StatusOr<Share> ParseShare(std::string_view text);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_SHARE_H_
