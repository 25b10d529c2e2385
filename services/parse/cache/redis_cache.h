#ifndef GOUJI_SERVICES_PARSE_CACHE_REDIS_CACHE_H_
#define GOUJI_SERVICES_PARSE_CACHE_REDIS_CACHE_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/parse/cache/redis_pool.h"
#include "services/parse/cache/report_cache.h"
#include "services/runtime/log.h"

namespace gouji::parse {

// A cache in a Redis server, shared by all replicas. Values are sealed (sealed_value.h): what others wrote, or what was
// damaged, is DATA_LOSS and never a report. Every value has a TTL. Thread-safe; blocks.
class RedisCache final : public ReportCache {
 public:
  struct Options {
    RedisPool::Options pool = {};
    absl::Duration time_limit = absl::Milliseconds(50);  // of a Get or Put in all
  };

  RedisCache(const Options& options, const runtime::Logger& log);

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) override;
  absl::Status Put(std::string_view key, std::string_view value, absl::Duration ttl) override;

  // Waits until a connection is open or `deadline`; returns whether one is.
  bool AwaitConnected(absl::Time deadline) { return pool_.AwaitConnected(deadline); }

 private:
  const absl::Duration time_limit_;
  RedisPool pool_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_REDIS_CACHE_H_
