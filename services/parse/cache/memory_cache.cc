#include "services/parse/cache/memory_cache.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/runtime/mutex.h"

namespace gouji::parse {

using runtime::MutexLock;

MemoryCache::MemoryCache(Options options)
    : options_(std::move(options)),
      shard_capacity_bytes_(std::max<std::int64_t>(0, options_.capacity_bytes) / std::max(1, options_.shard_count)) {
  for (int i = 0; i < std::max(1, options_.shard_count); ++i) shards_.push_back(std::make_unique<Shard>());
}

MemoryCache::~MemoryCache() = default;

absl::StatusOr<std::optional<std::string>> MemoryCache::Get(std::string_view key) {
  std::shared_ptr<const std::string> value;
  Shard& shard = ShardOf(key);
  {
    MutexLock lock(shard.mutex);
    const auto found = shard.index.find(key);
    if (found == shard.index.end()) return std::nullopt;
    const auto entry = found->second;
    if (entry->expiry <= options_.now()) {
      shard.Remove(entry);
      return std::nullopt;
    }
    shard.entries.splice(shard.entries.begin(), shard.entries, entry);
    value = entry->value;
  }
  return *value;  // copied outside of the lock
}

absl::Status MemoryCache::Put(std::string_view key, std::string_view value, absl::Duration ttl) {
  Entry entry{std::string(key), std::make_shared<const std::string>(value), options_.now() + ttl};
  const std::int64_t byte_count = entry.byte_count();
  Shard& shard = ShardOf(key);
  MutexLock lock(shard.mutex);
  if (const auto found = shard.index.find(key); found != shard.index.end()) shard.Remove(found->second);
  if (byte_count > shard_capacity_bytes_) return absl::OkStatus();
  while (shard.byte_count + byte_count > shard_capacity_bytes_) shard.Remove(std::prev(shard.entries.end()));
  shard.entries.push_front(std::move(entry));
  shard.index.emplace(shard.entries.front().key, shard.entries.begin());
  shard.byte_count += byte_count;
  return absl::OkStatus();
}

std::int64_t MemoryCache::byte_count() const {
  std::int64_t sum = 0;
  for (const auto& shard : shards_) {
    MutexLock lock(shard->mutex);
    sum += shard->byte_count;
  }
  return sum;
}

std::int64_t MemoryCache::entry_count() const {
  std::int64_t sum = 0;
  for (const auto& shard : shards_) {
    MutexLock lock(shard->mutex);
    sum += static_cast<std::int64_t>(shard->entries.size());
  }
  return sum;
}

void MemoryCache::Shard::Remove(std::list<Entry>::iterator entry) {
  byte_count -= entry->byte_count();
  index.erase(entry->key);
  entries.erase(entry);
}

MemoryCache::Shard& MemoryCache::ShardOf(std::string_view key) {
  return *shards_[std::hash<std::string_view>()(key) % shards_.size()];
}

}  // namespace gouji::parse
