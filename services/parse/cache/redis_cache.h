#ifndef GOUJI_SERVICES_PARSE_CACHE_REDIS_CACHE_H_
#define GOUJI_SERVICES_PARSE_CACHE_REDIS_CACHE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/parse/cache/redis_address.h"
#include "services/parse/cache/redis_pool.h"
#include "services/parse/cache/redis_shares.h"
#include "services/parse/cache/report_cache.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"

namespace gouji::parse {

// A cache in one or several Redis servers, shared by all replicas. Each key has its server (redis_shares.h), each
// server its connections and circuit breaker: while one is away, its share of the look-ups fails at once and the others
// go on as before. Nothing is looked for in another server than its own.
//
// Values are sealed (sealed_value.h): what others wrote, or what was damaged, is DATA_LOSS and never a report. Every
// value has a TTL. Errors of Get and Put count in
//   gouji_parse_redis_errors_total{server, kind="unreachable" | "timeout" | "denied" | "damaged" | "refused"}
// beside the metrics of redis_pool.h. Thread-safe; blocks.
class RedisCache final : public ReportCache {
 public:
  struct Options {
    std::vector<RedisAddress> servers = {};              // at least one, no two alike; all replicas name them alike
    RedisPool::Options pool = {};                        // of each server; the address is set here
    absl::Duration time_limit = absl::Milliseconds(50);  // of a Get or Put in all
  };

  // `metrics` must outlive this.
  RedisCache(const Options& options, const runtime::Logger& log, runtime::Metrics& metrics);
  ~RedisCache() override;

  const char* tier() const override { return "redis"; }
  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) override;
  absl::Status Put(std::string_view key, std::string_view value, absl::Duration ttl) override;

  // Waits until every server has an open connection or `deadline`; returns whether all have.
  bool AwaitConnected(absl::Time deadline);

 private:
  struct Server;

  Server& ServerOf(std::string_view key) { return *servers_[shares_.ServerOf(key)]; }

  const absl::Duration time_limit_;
  const RedisShares shares_;
  std::vector<std::unique_ptr<Server>> servers_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_REDIS_CACHE_H_
