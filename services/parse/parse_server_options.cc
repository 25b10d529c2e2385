#include "services/parse/parse_server_options.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
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
  config.Add(
      "redis_tls_authorities", &redis_tls.authorities,
      "File of the authorities, PEM, one of which must have signed the certificates of the Redis servers; empty: "
      "they are spoken to in plain text");
  config.Add("redis_tls_certificate", &redis_tls.certificate,
             "File of the certificate to show to Redis servers that ask for one, PEM, with its chain");
  config.Add("redis_tls_private_key", &redis_tls.private_key, "File of its private key, PEM");
  config.Add("cache_bytes", &cache_bytes, "Bound of the cache in memory; 0 is no cache");
  config.Add("cache_ttl", &service.cache_ttl, "How long a report stays in the cache");
  config.Add("max_document_bytes", &service.parser.max_document_bytes, "Largest document that is read");
  config.AddCheck([this] { return Validate(); });
}

std::vector<std::string> ParseServerOptions::Validate() const {
  std::vector<std::string> problems;
  const absl::StatusOr<std::vector<RedisAddress>> addresses = RedisAddress::ParseList(redis);
  if (!redis.empty() && !addresses.ok()) problems.push_back("redis: " + std::string(addresses.status().message()));
  AddTlsProblems(addresses.ok() ? *addresses : std::vector<RedisAddress>(), problems);
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

void ParseServerOptions::AddTlsProblems(const std::vector<RedisAddress>& addresses,
                                        std::vector<std::string>& problems) const {
  for (std::string& problem : runtime::TlsProblems(redis_tls, runtime::TlsSide::kCalling, "redis_tls_", absl::Now())) {
    problems.push_back(std::move(problem));
  }
  if (!redis_tls.IsUsed()) return;
  for (const RedisAddress& address : addresses) {
    if (!address.unix_path.empty()) problems.emplace_back("redis: speaks no TLS at a unix socket; give HOST:PORT");
  }
}

runtime::TlsCertificates::Options ParseServerOptions::ForRedisTls() const {
  return {.files = redis_tls, .side = runtime::TlsSide::kCalling, .reload_interval = server.tls_reload_interval};
}

}  // namespace gouji::parse
