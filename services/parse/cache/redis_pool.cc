#include "services/parse/cache/redis_pool.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "absl/random/random.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/parse/cache/redis_connection.h"
#include "services/runtime/clock.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/mutex.h"

namespace gouji::parse {

using runtime::LogLevel;
using runtime::MutexLock;

namespace {

// What calls are told after an attempt to connect failed with `cause`.
absl::Status Refusal(const absl::Status& cause) {
  if (absl::IsUnauthenticated(cause) || absl::IsPermissionDenied(cause)) return cause;
  return absl::UnavailableError(cause.message());
}

}  // namespace

RedisPool::RedisPool(Options options, runtime::Logger log, runtime::Metrics& metrics)
    : options_(std::move(options)),
      log_(std::move(log)),
      connection_gauge_(metrics.GetGauge("gouji_parse_redis_connections", "Open connections to a Redis server",
                                         {{"server", options_.address.ToString()}})),
      breaker_gauge_(metrics.GetGauge("gouji_parse_redis_breaker_state",
                                      "Circuit breaker of a Redis server: 0 closed, 1 half open, 2 open",
                                      {{"server", options_.address.ToString()}})),
      opened_(metrics.GetCounter("gouji_parse_redis_breaker_opened_total",
                                 "How often the circuit breaker of a Redis server opened",
                                 {{"server", options_.address.ToString()}})),
      refusal_(absl::UnavailableError("no connection to Redis yet")) {
  breaker_gauge_.Set(static_cast<double>(Breaker::kOpen));
  connector_ = std::thread([this] { KeepConnected(); });
}

RedisPool::~RedisPool() {
  {
    MutexLock lock(mutex_);
    ending_ = true;
    wanted_.NotifyAll();
  }
  connector_.join();
}

absl::StatusOr<RedisReply> RedisPool::Command(const std::vector<std::string_view>& arguments,
                                              absl::Duration time_limit) {
  const absl::Time deadline = runtime::Now() + time_limit;
  absl::StatusOr<std::unique_ptr<RedisConnection>> connection = Take(deadline);
  if (!connection.ok()) return connection.status();
  absl::StatusOr<RedisReply> reply = (*connection)->Command(arguments, deadline - runtime::Now());
  if (reply.ok()) {
    GiveBack(*std::move(connection));
  } else {
    Discard(*std::move(connection));
  }
  return reply;
}

bool RedisPool::AwaitConnected(absl::Time deadline) {
  MutexLock lock(mutex_);
  while (open_count_ == 0 && runtime::Now() < deadline) available_.WaitUntil(mutex_, deadline);
  return open_count_ > 0;
}

absl::StatusOr<std::unique_ptr<RedisConnection>> RedisPool::Take(absl::Time deadline) {
  MutexLock lock(mutex_);
  while (open_count_ > 0 && breaker_ != Breaker::kOpen) {
    if (idle_.empty()) {
      if (!available_.WaitUntil(mutex_, deadline) && idle_.empty()) {
        return absl::DeadlineExceededError("all connections to Redis are in use");
      }
      continue;
    }
    std::unique_ptr<RedisConnection> connection = std::move(idle_.back());
    idle_.pop_back();
    if (connection->IsQuiet()) return connection;
    AddToOpenCount(-1);  // the server has closed it, as it may with idle ones
    wanted_.NotifyOne();
  }
  return refusal_;
}

void RedisPool::GiveBack(std::unique_ptr<RedisConnection> connection) {
  MutexLock lock(mutex_);
  failures_in_a_row_ = 0;
  pause_count_ = 0;
  // A command that was under way when the breaker opened shows that the server answers.
  SetBreaker(Breaker::kClosed);
  idle_.push_back(std::move(connection));
  available_.NotifyOne();
}

void RedisPool::Discard(std::unique_ptr<RedisConnection> connection) {
  connection.reset();
  bool opens = false;
  {
    MutexLock lock(mutex_);
    AddToOpenCount(-1);
    if (++failures_in_a_row_ >= options_.failure_limit) {
      opens = breaker_ == Breaker::kClosed;
      AddToOpenCount(-static_cast<int>(idle_.size()));
      idle_.clear();
      refusal_ = absl::UnavailableError("Redis did not answer: it is not asked until it answers a probe");
      SetBreaker(Breaker::kOpen);
      Pause();
    }
    available_.NotifyAll();
    wanted_.NotifyOne();
  }
  if (opens) {
    log_.Write(LogLevel::kWarning, "redis does not answer: not asked until it answers a probe",
               {{"address", options_.address.ToString()}});
  }
}

void RedisPool::SetBreaker(Breaker state) {
  if (state == breaker_) return;
  if (state == Breaker::kOpen) opened_.Increment();
  breaker_ = state;
  breaker_gauge_.Set(static_cast<double>(state));
}

void RedisPool::AddToOpenCount(int by) {
  open_count_ += by;
  connection_gauge_.Set(open_count_);
  if (open_count_ == 0) refusal_ = absl::UnavailableError("all connections to Redis were lost");
}

void RedisPool::Pause() {
  const absl::Time now = runtime::Now();
  if (now < next_attempt_) return;  // many calls that fail together are one failure
  absl::Duration pause = options_.min_pause;
  for (int i = 0; i < pause_count_ && pause < options_.max_pause; ++i) pause *= 2;
  ++pause_count_;
  // Servers that lost the same Redis do not come back to it all at once.
  next_attempt_ = now + std::min(pause, options_.max_pause) * absl::Uniform(absl::BitGen(), 0.5, 1.0);
}

void RedisPool::KeepConnected() {
  mutex_.Lock();
  while (!ending_) {
    if (open_count_ >= options_.connection_count) {
      wanted_.Wait(mutex_);
      continue;
    }
    if (runtime::Now() < next_attempt_) {
      wanted_.WaitUntil(mutex_, next_attempt_);
      continue;
    }
    mutex_.Unlock();
    RedisCredentials credentials = options_.credentials;
    if (options_.certificates != nullptr) credentials.tls = options_.certificates->Current();
    absl::StatusOr<std::unique_ptr<RedisConnection>> connection =
        RedisConnection::Open(options_.address, credentials, options_.connect_time_limit, options_.max_reply_bytes);
    Tell(connection.status());
    mutex_.Lock();
    if (connection.ok()) {
      AddToOpenCount(1);
      idle_.push_back(*std::move(connection));
      if (breaker_ == Breaker::kOpen) SetBreaker(Breaker::kHalfOpen);
      available_.NotifyAll();
    } else {
      if (open_count_ == 0) {
        refusal_ = Refusal(connection.status());
        SetBreaker(Breaker::kOpen);
      }
      Pause();
    }
  }
  mutex_.Unlock();
}

void RedisPool::Tell(const absl::Status& outcome) {
  if (told_ == outcome.code()) return;
  told_ = outcome.code();
  if (outcome.ok()) {
    log_.Write(LogLevel::kInfo, "redis connected", {{"address", options_.address.ToString()}});
  } else if (absl::IsUnauthenticated(outcome) || absl::IsPermissionDenied(outcome)) {
    log_.Write(LogLevel::kError, "redis refuses our user or password: working without the shared cache",
               {{"address", options_.address.ToString()}, {"error", outcome.ToString()}});
  } else {
    log_.Write(LogLevel::kWarning, "redis unavailable: working without the shared cache",
               {{"address", options_.address.ToString()}, {"error", outcome.ToString()}});
  }
}

}  // namespace gouji::parse
