#include "services/parse/cache/redis_cache.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/parse/cache/redis_connection.h"
#include "services/parse/cache/sealed_value.h"
#include "services/runtime/log.h"

namespace gouji::parse {
namespace {

absl::Status Unexpected(std::string_view command, const RedisReply& reply) {
  return absl::InternalError(fmt::format("Redis answered {} with: {}", command, reply.text));
}

}  // namespace

RedisCache::RedisCache(const Options& options, const runtime::Logger& log)
    : time_limit_(options.time_limit), pool_(options.pool, log) {}

absl::StatusOr<std::optional<std::string>> RedisCache::Get(std::string_view key) {
  const absl::StatusOr<RedisReply> reply = pool_.Command({"GET", key}, time_limit_);
  if (!reply.ok()) return reply.status();
  if (reply->type == RedisReply::Type::kNil) return std::nullopt;
  if (reply->type != RedisReply::Type::kString) return Unexpected("GET", *reply);
  absl::StatusOr<std::string> value = OpenValue(key, reply->text);
  if (!value.ok()) return value.status();
  return *std::move(value);
}

absl::Status RedisCache::Put(std::string_view key, std::string_view value, absl::Duration ttl) {
  const std::string sealed = SealValue(key, value);
  const std::string ttl_ms = std::to_string(std::max<std::int64_t>(1, absl::ToInt64Milliseconds(ttl)));
  const absl::StatusOr<RedisReply> reply = pool_.Command({"SET", key, sealed, "PX", ttl_ms}, time_limit_);
  if (!reply.ok()) return reply.status();
  if (reply->type != RedisReply::Type::kStatus || reply->text != "OK") return Unexpected("SET", *reply);
  return absl::OkStatus();
}

}  // namespace gouji::parse
