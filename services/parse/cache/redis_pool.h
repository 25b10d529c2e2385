#ifndef GOUJI_SERVICES_PARSE_CACHE_REDIS_POOL_H_
#define GOUJI_SERVICES_PARSE_CACHE_REDIS_POOL_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/parse/cache/redis_address.h"
#include "services/parse/cache/redis_connection.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "services/runtime/tls.h"

namespace gouji::parse {

// A bounded number of connections to one Redis server, which a thread of the pool opens and reopens, and the server's
// circuit breaker. Callers never connect and never resolve a name: without an open connection they are refused at once.
//
//   closed     Commands run. One that fails closes its connection. After `failure_limit` failures in a row the breaker
//              opens: all idle connections are closed, too. One slow answer, which may be due to our own processors,
//              costs its own call alone.
//   open       Commands are refused at once, so that a server that hangs (its connections stay open, nobody answers)
//              costs each call that is under way one time limit and later calls nothing. After a pause the thread
//              probes: it connects, authenticates and waits for the answer to PING. Pauses grow until a command
//              succeeds.
//   half open  A probe was answered. The first command tells: success closes the breaker, failure opens it again.
//
// A server that is away altogether opens the breaker, too, when the last connection is lost. Metrics of each server:
//   gouji_parse_redis_connections{server}     open ones, idle and in use
//   gouji_parse_redis_breaker_state{server}   0 closed, 1 half open, 2 open (as before the first connection)
//   gouji_parse_redis_breaker_opened_total{server}
//
// Thread-safe.
class RedisPool {
 public:
  struct Options {
    RedisAddress address = {};
    RedisCredentials credentials = {};
    // Where each connection gets the TLS of its credentials; null: plain text.
    std::shared_ptr<const runtime::TlsCertificates> certificates = nullptr;
    int connection_count = 8;  // no call waits while this is the number of calling threads
    int failure_limit = 3;     // failures in a row that open the breaker
    std::size_t max_reply_bytes = std::size_t{8} << 20;
    absl::Duration connect_time_limit = absl::Milliseconds(100);  // greeting included
    absl::Duration min_pause = absl::Milliseconds(100);  // between attempts to connect; doubles with each failure
    absl::Duration max_pause = absl::Seconds(5);
  };

  // Starts to connect and does not wait for it. `metrics` must outlive this.
  RedisPool(Options options, runtime::Logger log, runtime::Metrics& metrics);
  // Waits for an attempt to connect that is under way. No command may be under way.
  ~RedisPool();
  RedisPool(const RedisPool&) = delete;
  RedisPool& operator=(const RedisPool&) = delete;

  // Sends a command over any connection, within `time_limit` in all. Without a connection, at once: UNAUTHENTICATED or
  // PERMISSION_DENIED when that is why, else UNAVAILABLE. Otherwise as RedisConnection::Command.
  absl::StatusOr<RedisReply> Command(const std::vector<std::string_view>& arguments, absl::Duration time_limit)
      EXCLUDES(mutex_);

  // Waits until a connection is open or `deadline`; returns whether one is.
  bool AwaitConnected(absl::Time deadline) EXCLUDES(mutex_);

 private:
  enum class Breaker { kClosed = 0, kHalfOpen = 1, kOpen = 2 };

  // Returns an idle connection; why there is none, when none is to be expected before `deadline`.
  absl::StatusOr<std::unique_ptr<RedisConnection>> Take(absl::Time deadline) EXCLUDES(mutex_);
  void GiveBack(std::unique_ptr<RedisConnection> connection) EXCLUDES(mutex_);
  void Discard(std::unique_ptr<RedisConnection> connection) EXCLUDES(mutex_);
  void SetBreaker(Breaker state) REQUIRES(mutex_);
  void AddToOpenCount(int by) REQUIRES(mutex_);
  // Puts off the next attempt to connect.
  void Pause() REQUIRES(mutex_);
  void KeepConnected() EXCLUDES(mutex_);
  // Logs the outcome of an attempt to connect when it is another than that of the one before.
  void Tell(const absl::Status& outcome) EXCLUDES(mutex_);

  const Options options_;
  const runtime::Logger log_;
  const runtime::Gauge connection_gauge_;
  const runtime::Gauge breaker_gauge_;
  const runtime::Counter opened_;
  runtime::Mutex mutex_;
  runtime::CondVar available_;  // a connection became idle, or the last one was lost
  runtime::CondVar wanted_;     // a connection was lost, or the pool ends
  std::vector<std::unique_ptr<RedisConnection>> idle_ GUARDED_BY(mutex_);
  Breaker breaker_ GUARDED_BY(mutex_) = Breaker::kOpen;
  int open_count_ GUARDED_BY(mutex_) = 0;         // connections, idle and in use
  int failures_in_a_row_ GUARDED_BY(mutex_) = 0;  // of commands
  int pause_count_ GUARDED_BY(mutex_) = 0;        // since a command succeeded
  absl::Status refusal_ GUARDED_BY(mutex_);       // what commands are told while there is no connection
  absl::Time next_attempt_ GUARDED_BY(mutex_) = absl::InfinitePast();
  bool ending_ GUARDED_BY(mutex_) = false;
  std::optional<absl::StatusCode> told_;  // used by the connector alone
  std::thread connector_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_REDIS_POOL_H_
