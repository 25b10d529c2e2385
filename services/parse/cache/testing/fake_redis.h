#ifndef GOUJI_SERVICES_PARSE_CACHE_TESTING_FAKE_REDIS_H_
#define GOUJI_SERVICES_PARSE_CACHE_TESTING_FAKE_REDIS_H_

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "services/parse/cache/redis_address.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::parse::testing {

// A TCP server on a free port that misbehaves as told: it takes connections, and answers whatever comes in with texts
// given beforehand.
class FakeRedis {
 public:
  struct Script {
    std::string greeting = "+PONG\r\n";                // the answer to the first message; empty: never answers
    std::string reply = {};                            // to every later one; empty: never answers
    absl::Duration byte_pause = absl::ZeroDuration();  // before each byte of a reply
    bool closes = false;                               // ends the connection after a reply
  };

  explicit FakeRedis(Script script);
  ~FakeRedis();
  FakeRedis(const FakeRedis&) = delete;
  FakeRedis& operator=(const FakeRedis&) = delete;

  const RedisAddress& address() const { return address_; }
  // Connections taken so far.
  int connection_count() const { return connection_count_.load(); }
  // Messages, the first of each connection left out, so far.
  int request_count() const { return request_count_.load(); }

 private:
  void Accept() EXCLUDES(mutex_);
  void Serve(int fd);

  const Script script_;
  RedisAddress address_;
  int listener_ = -1;
  std::atomic<bool> ending_ = false;
  std::atomic<int> connection_count_ = 0;
  std::atomic<int> request_count_ = 0;
  runtime::Mutex mutex_;
  std::vector<int> open_fds_ GUARDED_BY(mutex_);
  std::vector<std::thread> servers_;  // used by the acceptor alone, until it has ended
  std::thread acceptor_;
};

}  // namespace gouji::parse::testing

#endif  // GOUJI_SERVICES_PARSE_CACHE_TESTING_FAKE_REDIS_H_
