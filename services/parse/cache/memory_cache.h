#ifndef GOUJI_SERVICES_PARSE_CACHE_MEMORY_CACHE_H_
#define GOUJI_SERVICES_PARSE_CACHE_MEMORY_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/parse/cache/report_cache.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::parse {

// A cache in the memory of the process: for one server, the embedded suite and tests. Never fails.
//
// Keys are spread over shards; each shard has its share of the bytes and forgets what was used longest ago when a new
// value needs the place. A value that is larger than a shard is not kept. Thread-safe.
class MemoryCache final : public ReportCache {
 public:
  struct Options {
    // Bound on keys, values and a flat charge for each entry together. 0: keeps nothing.
    std::int64_t capacity_bytes = std::int64_t{64} << 20;
    int shard_count = 8;
    std::function<absl::Time()> now = absl::Now;  // a seam for tests of the TTL
  };

  // What an entry is charged beyond its key and value.
  static constexpr std::int64_t kEntryOverheadBytes = 160;

  explicit MemoryCache(Options options);
  ~MemoryCache() override;

  const char* tier() const override { return "memory"; }
  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) override;
  absl::Status Put(std::string_view key, std::string_view value, absl::Duration ttl) override;

  // What is kept now; never more than the capacity.
  std::int64_t byte_count() const;
  std::int64_t entry_count() const;

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const std::string> value;
    absl::Time expiry;

    std::int64_t byte_count() const {
      return static_cast<std::int64_t>(key.size() + value->size()) + kEntryOverheadBytes;
    }
  };
  struct Shard {
    void Remove(std::list<Entry>::iterator entry) REQUIRES(mutex);

    mutable runtime::Mutex mutex;
    std::list<Entry> entries GUARDED_BY(mutex);  // the last used first
    // The keys are those in `entries`.
    std::unordered_map<std::string_view, std::list<Entry>::iterator> index GUARDED_BY(mutex);
    std::int64_t byte_count GUARDED_BY(mutex) = 0;
  };

  Shard& ShardOf(std::string_view key);

  const Options options_;
  const std::int64_t shard_capacity_bytes_;
  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_MEMORY_CACHE_H_
