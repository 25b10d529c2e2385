#include "services/parse/cache/redis_cache.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/parse/cache/redis_connection.h"
#include "services/parse/cache/sealed_value.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"

namespace gouji::parse {
namespace {

std::vector<std::string> Names(const std::vector<RedisAddress>& servers) {
  std::vector<std::string> names;
  for (const RedisAddress& server : servers) names.push_back(server.ToString());
  return names;
}

// The errors of one server, by kind.
class ErrorCounters {
 public:
  ErrorCounters(const std::string& server, runtime::Metrics& metrics)
      : unreachable_(Kind(server, "unreachable", metrics)),
        timeout_(Kind(server, "timeout", metrics)),
        denied_(Kind(server, "denied", metrics)),
        damaged_(Kind(server, "damaged", metrics)),
        refused_(Kind(server, "refused", metrics)) {}

  // Counts what is an error.
  void Count(const absl::Status& status) const {
    switch (status.code()) {
      case absl::StatusCode::kOk:
        return;
      case absl::StatusCode::kUnavailable:
        return unreachable_.Increment();
      case absl::StatusCode::kDeadlineExceeded:
        return timeout_.Increment();
      case absl::StatusCode::kUnauthenticated:
      case absl::StatusCode::kPermissionDenied:
        return denied_.Increment();
      case absl::StatusCode::kDataLoss:
        return damaged_.Increment();
      default:
        return refused_.Increment();
    }
  }

 private:
  static runtime::Counter Kind(const std::string& server, const char* kind, runtime::Metrics& metrics) {
    return metrics.GetCounter("gouji_parse_redis_errors_total",
                              "Look-ups and writes that failed, by Redis server and kind of error",
                              {{"server", server}, {"kind", kind}});
  }

  const runtime::Counter unreachable_;
  const runtime::Counter timeout_;
  const runtime::Counter denied_;   // user, password or rights
  const runtime::Counter damaged_;  // a value that is not ours
  const runtime::Counter refused_;  // any other error that the server reports, and what is no answer of Redis
};

absl::Status Unexpected(std::string_view command, const RedisReply& reply) {
  if (reply.type == RedisReply::Type::kError) return StatusOfError(reply);
  return absl::InternalError(fmt::format("Redis answered {} with: {}", command, reply.text));
}

}  // namespace

struct RedisCache::Server {
  Server(const RedisPool::Options& options, const runtime::Logger& log, runtime::Metrics& metrics)
      : pool(options, log, metrics), errors(options.address.ToString(), metrics) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key, absl::Duration time_limit);
  absl::Status Put(const std::vector<std::string_view>& command, absl::Duration time_limit);

  RedisPool pool;
  const ErrorCounters errors;
};

absl::StatusOr<std::optional<std::string>> RedisCache::Server::Get(std::string_view key, absl::Duration time_limit) {
  const absl::StatusOr<RedisReply> reply = pool.Command({"GET", key}, time_limit);
  if (!reply.ok()) return reply.status();
  if (reply->type == RedisReply::Type::kNil) return std::nullopt;
  if (reply->type != RedisReply::Type::kString) return Unexpected("GET", *reply);
  return OpenValue(key, reply->text);
}

absl::Status RedisCache::Server::Put(const std::vector<std::string_view>& command, absl::Duration time_limit) {
  const absl::StatusOr<RedisReply> reply = pool.Command(command, time_limit);
  if (!reply.ok()) return reply.status();
  if (reply->type != RedisReply::Type::kStatus || reply->text != "OK") return Unexpected("SET", *reply);
  return absl::OkStatus();
}

RedisCache::RedisCache(const Options& options, const runtime::Logger& log, runtime::Metrics& metrics)
    : time_limit_(options.time_limit), shares_(Names(options.servers)) {
  for (const RedisAddress& address : options.servers) {
    RedisPool::Options pool = options.pool;
    pool.address = address;
    servers_.push_back(std::make_unique<Server>(pool, log, metrics));
  }
}

RedisCache::~RedisCache() = default;

absl::StatusOr<std::optional<std::string>> RedisCache::Get(std::string_view key) {
  Server& server = ServerOf(key);
  absl::StatusOr<std::optional<std::string>> value = server.Get(key, time_limit_);
  server.errors.Count(value.status());
  return value;
}

absl::Status RedisCache::Put(std::string_view key, std::string_view value, absl::Duration ttl) {
  const std::string sealed = SealValue(key, value);
  const std::string ttl_ms = std::to_string(std::max<std::int64_t>(1, absl::ToInt64Milliseconds(ttl)));
  Server& server = ServerOf(key);
  absl::Status status = server.Put({"SET", key, sealed, "PX", ttl_ms}, time_limit_);
  server.errors.Count(status);
  return status;
}

bool RedisCache::AwaitConnected(absl::Time deadline) {
  return std::all_of(servers_.begin(), servers_.end(),
                     [deadline](const auto& server) { return server->pool.AwaitConnected(deadline); });
}

}  // namespace gouji::parse
