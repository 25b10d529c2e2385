#ifndef GOUJI_SERVICES_PARSE_CACHE_REDIS_POOL_H_
#define GOUJI_SERVICES_PARSE_CACHE_REDIS_POOL_H_

#include <cstddef>
#include <memory>
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
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::parse {

// A bounded number of connections to one Redis server, which a thread of the pool opens and reopens. Callers never
// connect and never resolve a name: without an open connection they are refused at once. That is the circuit breaker:
//
//   - A command that fails closes its connection and all idle ones, so that a server that hangs costs each call that is
//     under way one time limit and later calls nothing.
//   - The thread opens connections again, with growing pauses until a command succeeds, and only one that has answered
//     PING in time is given out.
//
// Thread-safe.
class RedisPool {
 public:
  struct Options {
    RedisAddress address = {};
    std::string password = {};  // empty: none
    int connection_count = 8;   // no call waits while this is the number of calling threads
    std::size_t max_reply_bytes = std::size_t{8} << 20;
    absl::Duration connect_time_limit = absl::Milliseconds(100);  // greeting included
    absl::Duration min_pause = absl::Milliseconds(100);  // between attempts to connect; doubles with each failure
    absl::Duration max_pause = absl::Seconds(5);
  };

  // Starts to connect and does not wait for it.
  RedisPool(Options options, runtime::Logger log);
  // Waits for an attempt to connect that is under way. No command may be under way.
  ~RedisPool();
  RedisPool(const RedisPool&) = delete;
  RedisPool& operator=(const RedisPool&) = delete;

  // Sends a command over any connection, within `time_limit` in all. UNAVAILABLE at once while there is no connection;
  // otherwise as RedisConnection::Command.
  absl::StatusOr<RedisReply> Command(const std::vector<std::string_view>& arguments, absl::Duration time_limit)
      EXCLUDES(mutex_);

  // Waits until a connection is open or `deadline`; returns whether one is.
  bool AwaitConnected(absl::Time deadline) EXCLUDES(mutex_);

 private:
  // Returns an idle connection, null when there is none and none is to be expected before `deadline`.
  std::unique_ptr<RedisConnection> Take(absl::Time deadline) EXCLUDES(mutex_);
  void GiveBack(std::unique_ptr<RedisConnection> connection) EXCLUDES(mutex_);
  void Discard(std::unique_ptr<RedisConnection> connection) EXCLUDES(mutex_);
  // Puts off the next attempt to connect.
  void Pause() REQUIRES(mutex_);
  void KeepConnected() EXCLUDES(mutex_);

  const Options options_;
  const runtime::Logger log_;
  runtime::Mutex mutex_;
  runtime::CondVar available_;  // a connection became idle, or the last one was lost
  runtime::CondVar wanted_;     // a connection was lost, or the pool ends
  std::vector<std::unique_ptr<RedisConnection>> idle_ GUARDED_BY(mutex_);
  int open_count_ GUARDED_BY(mutex_) = 0;  // idle and in use
  int failure_count_ GUARDED_BY(mutex_) = 0;
  absl::Time next_attempt_ GUARDED_BY(mutex_) = absl::InfinitePast();
  bool ending_ GUARDED_BY(mutex_) = false;
  std::thread connector_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_REDIS_POOL_H_
