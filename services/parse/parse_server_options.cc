#include "services/parse/parse_server_options.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/parse/cache/redis_address.h"
#include "services/runtime/config.h"

namespace gouji::parse {
namespace {

constexpr std::int64_t kRequestOverheadBytes = 1 << 20;  // what a message may hold beside the document

}  // namespace

void ParseServerOptions::AddTo(runtime::ConfigBuilder& config) {
  server.AddTo(config);
  config.Add(
      "redis", &redis,
      "HOST:PORT or unix:PATH of the Redis server that caches reports, or of several with commas between, which all "
      "replicas must name alike; empty: a cache in memory");
  config.Add("redis_user", &redis_user, "User of the Redis servers; empty: their default");
  config.AddSecret("redis_password", &redis_password, "Password of the Redis servers");
  config.Add("cache_bytes", &cache_bytes, "Bound of the cache in memory; 0 is no cache");
  config.Add("cache_ttl", &service.cache_ttl, "How long a report stays in the cache");
  config.Add("max_document_bytes", &service.parser.max_document_bytes, "Largest document that is read");
  config.AddCheck([this] { return Validate(); });
}

std::vector<std::string> ParseServerOptions::Validate() const {
  std::vector<std::string> problems;
  const absl::Status addresses = RedisAddress::ParseList(redis).status();
  if (!redis.empty() && !addresses.ok()) problems.push_back("redis: " + std::string(addresses.message()));
  if (!redis_user.empty() && redis_password.empty()) problems.emplace_back("redis_user: needs redis_password, too");
  if (cache_bytes < 0) problems.emplace_back("cache_bytes: must not be negative");
  if (service.cache_ttl < absl::Seconds(1) || service.cache_ttl > absl::Hours(24 * 365)) {
    problems.emplace_back("cache_ttl: must be 1s to 8760h");
  }
  if (service.parser.max_document_bytes < 1) problems.emplace_back("max_document_bytes: must be positive");
  if (service.parser.max_document_bytes > server.max_message_bytes - kRequestOverheadBytes) {
    problems.emplace_back("max_document_bytes: must be at least 1 MiB less than max_message_bytes");
  }
  return problems;
}

}  // namespace gouji::parse
