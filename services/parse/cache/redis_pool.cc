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
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/parse/cache/redis_connection.h"
#include "services/runtime/log.h"
#include "services/runtime/mutex.h"

namespace gouji::parse {

using runtime::LogLevel;
using runtime::MutexLock;

RedisPool::RedisPool(Options options, runtime::Logger log) : options_(std::move(options)), log_(std::move(log)) {
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
  const absl::Time deadline = absl::Now() + time_limit;
  std::unique_ptr<RedisConnection> connection = Take(deadline);
  if (connection == nullptr) return absl::UnavailableError("no connection to Redis");
  absl::StatusOr<RedisReply> reply = connection->Command(arguments, deadline - absl::Now());
  if (reply.ok()) {
    GiveBack(std::move(connection));
  } else {
    Discard(std::move(connection));
  }
  return reply;
}

bool RedisPool::AwaitConnected(absl::Time deadline) {
  MutexLock lock(mutex_);
  while (open_count_ == 0 && absl::Now() < deadline) available_.WaitUntil(mutex_, deadline);
  return open_count_ > 0;
}

std::unique_ptr<RedisConnection> RedisPool::Take(absl::Time deadline) {
  MutexLock lock(mutex_);
  while (open_count_ > 0) {
    if (idle_.empty()) {
      if (!available_.WaitUntil(mutex_, deadline) && idle_.empty()) return nullptr;
      continue;
    }
    std::unique_ptr<RedisConnection> connection = std::move(idle_.back());
    idle_.pop_back();
    if (connection->IsQuiet()) return connection;
    --open_count_;  // the server has closed it, as it may with idle ones
    wanted_.NotifyOne();
  }
  return nullptr;
}

void RedisPool::GiveBack(std::unique_ptr<RedisConnection> connection) {
  MutexLock lock(mutex_);
  failure_count_ = 0;
  idle_.push_back(std::move(connection));
  available_.NotifyOne();
}

void RedisPool::Discard(std::unique_ptr<RedisConnection> connection) {
  connection.reset();
  MutexLock lock(mutex_);
  open_count_ -= 1 + static_cast<int>(idle_.size());
  idle_.clear();
  Pause();
  available_.NotifyAll();
  wanted_.NotifyOne();
}

void RedisPool::Pause() {
  const absl::Time now = absl::Now();
  if (now < next_attempt_) return;  // many calls that fail together are one failure
  absl::Duration pause = options_.min_pause;
  for (int i = 0; i < failure_count_ && pause < options_.max_pause; ++i) pause *= 2;
  ++failure_count_;
  // Servers that lost the same Redis do not come back to it all at once.
  next_attempt_ = now + std::min(pause, options_.max_pause) * absl::Uniform(absl::BitGen(), 0.5, 1.0);
}

void RedisPool::KeepConnected() {
  bool said_down = false;
  mutex_.Lock();
  while (!ending_) {
    if (open_count_ >= options_.connection_count) {
      wanted_.Wait(mutex_);
      continue;
    }
    if (absl::Now() < next_attempt_) {
      wanted_.WaitUntil(mutex_, next_attempt_);
      continue;
    }
    mutex_.Unlock();
    absl::StatusOr<std::unique_ptr<RedisConnection>> connection = RedisConnection::Open(
        options_.address, options_.password, options_.connect_time_limit, options_.max_reply_bytes);
    if (connection.ok() == said_down) {
      said_down = !connection.ok();
      if (said_down) {
        log_.Write(LogLevel::kWarning, "redis unavailable: working without the shared cache",
                   {{"address", options_.address.ToString()}, {"error", connection.status().ToString()}});
      } else {
        log_.Write(LogLevel::kInfo, "redis connected", {{"address", options_.address.ToString()}});
      }
    }
    mutex_.Lock();
    if (connection.ok()) {
      ++open_count_;
      idle_.push_back(*std::move(connection));
      available_.NotifyAll();
    } else {
      Pause();
    }
  }
  mutex_.Unlock();
}

}  // namespace gouji::parse
