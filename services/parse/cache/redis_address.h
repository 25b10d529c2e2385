#ifndef GOUJI_SERVICES_PARSE_CACHE_REDIS_ADDRESS_H_
#define GOUJI_SERVICES_PARSE_CACHE_REDIS_ADDRESS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace gouji::parse {

// Where a Redis server listens: a host and port, or a unix socket.
struct RedisAddress {
  std::string host = {};
  int port = 0;
  std::string unix_path = {};  // not empty: this instead of host and port

  // Reads "redis:6379", "10.0.0.7:6379", "[::1]:6379" or "unix:/run/redis.sock". INVALID_ARGUMENT says what is wrong.
  static absl::StatusOr<RedisAddress> Parse(std::string_view text);

  // Reads one or more of them with commas between, no two alike.
  static absl::StatusOr<std::vector<RedisAddress>> ParseList(std::string_view text);

  std::string ToString() const;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_REDIS_ADDRESS_H_
