#ifndef GOUJI_SERVICES_PARSE_CACHE_REDIS_SHARES_H_
#define GOUJI_SERVICES_PARSE_CACHE_REDIS_SHARES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gouji::parse {

// Which of several servers keeps a key: rendezvous hashing. Every server has a score for every key, the SHA-256 of its
// name and the key, and the highest wins. So the servers have equal shares, and a server that is taken off the list or
// added to it moves its own share and nothing else. The order of the list does not matter, the names do: all replicas
// must name the servers alike.
//
// Takes a microsecond for each server. Immutable.
class RedisShares {
 public:
  // `names`: different from each other, at least one.
  explicit RedisShares(std::vector<std::string> names) : names_(std::move(names)) {}

  // Returns the index of the server that keeps `key`; the same on every machine and in every build.
  std::size_t ServerOf(std::string_view key) const;

 private:
  std::vector<std::string> names_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_REDIS_SHARES_H_
