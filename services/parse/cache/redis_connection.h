#ifndef GOUJI_SERVICES_PARSE_CACHE_REDIS_CONNECTION_H_
#define GOUJI_SERVICES_PARSE_CACHE_REDIS_CONNECTION_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/parse/cache/redis_address.h"
#include "services/parse/cache/redis_tls.h"
#include "services/runtime/tls.h"

struct redisContext;

namespace gouji::parse {

// Who we are to a Redis server, and whom we take for it. The password is never part of a message.
struct RedisCredentials {
  std::string user = {};      // empty: the one that Redis calls "default"
  std::string password = {};  // empty: the server wants none
  // What TLS is made with, of the side kCalling; null: plain text.
  std::shared_ptr<const runtime::TlsMaterial> tls = nullptr;
};

// What Redis answered to a command.
struct RedisReply {
  enum class Type { kNil, kString, kStatus, kInteger, kError };

  Type type = Type::kNil;
  std::string text;  // of a string, status or error; the digits of an integer
};

// What an error that a server reports means: UNAUTHENTICATED (user or password), PERMISSION_DENIED (the user may not
// run the command), UNAVAILABLE (not ready, as while it loads), else INTERNAL (full, another type of value …).
absl::Status StatusOfError(const RedisReply& error);

// One connection to a Redis server, used for one command at a time by one thread at a time.
//
// Each command has one deadline for all of it, so that a server that sends a byte now and then holds nobody up longer
// than one that sends nothing. After an error status the connection is out of step with the server and of no more use.
// A reply longer than `max_reply_bytes` and a reply that is an array count as errors.
class RedisConnection {
 public:
  // Connects, with TLS when the credentials have some, authenticates when there is a password, and waits for the answer
  // to PING. Resolving the name of the host may take as long as the system's resolver does; all else ends at
  // `time_limit`. UNAVAILABLE, also when the server is not who it should be; DEADLINE_EXCEEDED; UNAUTHENTICATED when
  // the server wants another user or password or none; PERMISSION_DENIED when the user may not PING.
  static absl::StatusOr<std::unique_ptr<RedisConnection>> Open(const RedisAddress& address,
                                                               const RedisCredentials& credentials,
                                                               absl::Duration time_limit, std::size_t max_reply_bytes);
  ~RedisConnection();
  RedisConnection(const RedisConnection&) = delete;
  RedisConnection& operator=(const RedisConnection&) = delete;

  // Sends a command and returns the reply, which may be an error that the server reports. UNAVAILABLE: the connection
  // broke. DEADLINE_EXCEEDED. INTERNAL: the server does not speak the protocol.
  absl::StatusOr<RedisReply> Command(const std::vector<std::string_view>& arguments, absl::Duration time_limit);

  // Whether an idle connection is still open and in step: nothing has come in, not even its end.
  bool IsQuiet() const;

 private:
  struct ContextDeleter {
    void operator()(redisContext* context) const;
  };

  RedisConnection(redisContext* context, std::size_t max_reply_bytes);

  absl::Status AwaitConnected(absl::Time deadline) const;
  absl::Status StartTls(const runtime::TlsMaterial& material, const std::string& host, absl::Time deadline);
  absl::Status Authenticate(const RedisCredentials& credentials, absl::Time deadline);
  absl::Status Send(std::string_view bytes, absl::Time deadline) const;
  // Puts at least one byte into the buffer; returns how many.
  absl::StatusOr<std::size_t> Read(char* buffer, std::size_t size, absl::Time deadline) const;
  // The same for what goes over the wire.
  absl::Status SendRaw(std::string_view bytes, absl::Time deadline) const;
  absl::StatusOr<std::size_t> ReadRaw(char* buffer, std::size_t size, absl::Time deadline) const;
  absl::StatusOr<RedisReply> Receive(absl::Time deadline) const;

  std::unique_ptr<redisContext, ContextDeleter> context_;
  std::unique_ptr<RedisTls> tls_;  // null: plain text
  const std::size_t max_reply_bytes_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_REDIS_CONNECTION_H_
