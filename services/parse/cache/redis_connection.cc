#include "services/parse/cache/redis_connection.h"

#include <hiredis/hiredis.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/parse/cache/redis_address.h"
#include "services/parse/cache/redis_tls.h"
#include "services/runtime/clock.h"
#include "services/runtime/tls.h"

namespace gouji::parse {
namespace {

// Room in a reply for what is not the value: "$<length>\r\n" and "\r\n".
constexpr std::size_t kReplyOverheadBytes = 64;
constexpr std::size_t kBufferBytes = 16384;

absl::Status Broken(int error) {
  return absl::UnavailableError(fmt::format("the connection to Redis broke: {}", std::strerror(error)));
}

absl::Status NotRedis(std::string_view what) {
  return absl::InternalError(fmt::format("the server does not answer as Redis does: {}", what));
}

// Waits until `events` are possible or the deadline. What is there already counts though the deadline has passed: our
// thread may have got no processor, which is no fault of the server.
absl::Status Await(int fd, decltype(pollfd::events) events, absl::Time deadline) {
  for (;;) {
    const std::int64_t left = absl::ToInt64Milliseconds(deadline - runtime::Now() + absl::Milliseconds(1));
    pollfd poll_fd{fd, events, 0};
    const int count = poll(&poll_fd, 1, static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000)));
    if (count > 0) return absl::OkStatus();
    if (count < 0 && errno != EINTR) return Broken(errno);
    if (left <= 0) return absl::DeadlineExceededError("Redis did not answer in time");
  }
}

absl::StatusOr<RedisReply> FromHiredis(const redisReply& reply) {
  switch (reply.type) {
    case REDIS_REPLY_NIL:
      return RedisReply{};
    case REDIS_REPLY_STRING:
      return RedisReply{RedisReply::Type::kString, std::string(reply.str, reply.len)};
    case REDIS_REPLY_STATUS:
      return RedisReply{RedisReply::Type::kStatus, std::string(reply.str, reply.len)};
    case REDIS_REPLY_ERROR:
      return RedisReply{RedisReply::Type::kError, std::string(reply.str, reply.len)};
    case REDIS_REPLY_INTEGER:
      return RedisReply{RedisReply::Type::kInteger, std::to_string(reply.integer)};
    default:
      return NotRedis("a reply of an unexpected type");
  }
}

// OK when the server answered `expected`.
absl::Status Expect(const absl::StatusOr<RedisReply>& reply, std::string_view expected) {
  if (!reply.ok()) return reply.status();
  if (reply->type == RedisReply::Type::kStatus && reply->text == expected) return absl::OkStatus();
  if (reply->type != RedisReply::Type::kError) return NotRedis("a greeting of another kind");
  return StatusOfError(*reply);
}

}  // namespace

absl::Status StatusOfError(const RedisReply& error) {
  const std::string_view code = std::string_view(error.text).substr(0, error.text.find(' '));
  if (code == "NOAUTH" || code == "WRONGPASS") {
    return absl::UnauthenticatedError(fmt::format("Redis refuses user or password: {}", error.text));
  }
  if (code == "NOPERM") return absl::PermissionDeniedError(fmt::format("Redis lets the user do less: {}", error.text));
  if (code == "LOADING" || code == "MASTERDOWN" || code == "BUSY") {
    return absl::UnavailableError(fmt::format("Redis is not ready: {}", error.text));
  }
  return absl::InternalError(fmt::format("Redis answers with an error: {}", error.text));
}

absl::StatusOr<std::unique_ptr<RedisConnection>> RedisConnection::Open(const RedisAddress& address,
                                                                       const RedisCredentials& credentials,
                                                                       absl::Duration time_limit,
                                                                       std::size_t max_reply_bytes) {
  redisContext* const context = address.unix_path.empty() ? redisConnectNonBlock(address.host.c_str(), address.port)
                                                          : redisConnectUnixNonBlock(address.unix_path.c_str());
  if (context == nullptr) return absl::ResourceExhaustedError("no memory for a connection to Redis");
  std::unique_ptr<RedisConnection> connection(new RedisConnection(context, max_reply_bytes));
  if (context->err != 0) {
    return absl::UnavailableError(
        fmt::format("cannot connect to Redis at {}: {}", address.ToString(), context->errstr));
  }
  const absl::Time deadline = runtime::Now() + time_limit;
  if (absl::Status status = connection->AwaitConnected(deadline); !status.ok()) return status;
  if (credentials.tls != nullptr) {
    absl::Status status = connection->StartTls(*credentials.tls, address.host, deadline);
    if (!status.ok()) return status;
  }
  if (!credentials.password.empty()) {
    if (absl::Status status = connection->Authenticate(credentials, deadline); !status.ok()) return status;
  }
  absl::Status status = Expect(connection->Command({"PING"}, deadline - runtime::Now()), "PONG");
  if (!status.ok()) return status;
  return connection;
}

RedisConnection::RedisConnection(redisContext* context, std::size_t max_reply_bytes)
    : context_(context), max_reply_bytes_(max_reply_bytes) {}

RedisConnection::~RedisConnection() = default;

void RedisConnection::ContextDeleter::operator()(redisContext* context) const { redisFree(context); }

absl::StatusOr<RedisReply> RedisConnection::Command(const std::vector<std::string_view>& arguments,
                                                    absl::Duration time_limit) {
  const absl::Time deadline = runtime::Now() + time_limit;
  std::vector<const char*> parts;
  std::vector<std::size_t> sizes;
  for (const std::string_view argument : arguments) {
    parts.push_back(argument.data());
    sizes.push_back(argument.size());
  }
  char* command = nullptr;
  const int size = redisFormatCommandArgv(&command, static_cast<int>(parts.size()), parts.data(), sizes.data());
  if (size < 0) return absl::ResourceExhaustedError("no memory for a command to Redis");
  absl::Status sent = Send(std::string_view(command, size), deadline);
  redisFreeCommand(command);
  if (!sent.ok()) return sent;
  return Receive(deadline);
}

bool RedisConnection::IsQuiet() const {
  pollfd poll_fd{context_->fd, POLLIN, 0};
  return poll(&poll_fd, 1, 0) == 0;
}

absl::Status RedisConnection::AwaitConnected(absl::Time deadline) const {
  if (absl::Status status = Await(context_->fd, POLLOUT, deadline); !status.ok()) return status;
  int error = 0;
  socklen_t size = sizeof(error);
  if (getsockopt(context_->fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return Broken(errno);
  return error == 0 ? absl::OkStatus() : Broken(error);
}

absl::Status RedisConnection::StartTls(const runtime::TlsMaterial& material, const std::string& host,
                                       absl::Time deadline) {
  absl::StatusOr<std::unique_ptr<RedisTls>> tls = RedisTls::Start(material, host);
  if (!tls.ok()) return tls.status();
  for (;;) {
    const absl::StatusOr<bool> is_done = (*tls)->Shake();
    // Also what tells the server why it is not believed.
    absl::Status sent = SendRaw((*tls)->TakeOutgoing(), deadline);
    if (!is_done.ok()) return is_done.status();
    if (!sent.ok()) return sent;
    if (*is_done) break;
    std::array<char, kBufferBytes> buffer;
    const absl::StatusOr<std::size_t> count = ReadRaw(buffer.data(), buffer.size(), deadline);
    if (!count.ok()) return count.status();
    (*tls)->PutIncoming(std::string_view(buffer.data(), *count));
  }
  tls_ = *std::move(tls);
  return absl::OkStatus();
}

absl::Status RedisConnection::Authenticate(const RedisCredentials& credentials, absl::Time deadline) {
  std::vector<std::string_view> command = {"AUTH", credentials.user, credentials.password};
  if (credentials.user.empty()) command.erase(command.begin() + 1);  // as servers before version 6 know it
  const absl::StatusOr<RedisReply> reply = Command(command, deadline - runtime::Now());
  if (!reply.ok() || reply->type != RedisReply::Type::kError) return Expect(reply, "OK");
  // Not its words: a server that does not know the command repeats its arguments. A code has none of them.
  const std::string_view text = reply->text;
  const bool known = text.substr(0, 9) == "WRONGPASS" || text.find("without any password configured") != text.npos;
  return absl::UnauthenticatedError(
      fmt::format("Redis refuses user or password: {}", known ? text : "it answers AUTH with an error"));
}

// hiredis writes with write(2), which raises SIGPIPE when the server has gone, and limits each read but not their sum:
// the bytes are moved here, and hiredis formats and parses them.
absl::Status RedisConnection::SendRaw(std::string_view bytes, absl::Time deadline) const {
  while (!bytes.empty()) {
    const ssize_t count = send(context_->fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      if (absl::Status status = Await(context_->fd, POLLOUT, deadline); !status.ok()) return status;
    } else if (errno != EINTR) {
      return Broken(errno);
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::size_t> RedisConnection::ReadRaw(char* buffer, std::size_t size, absl::Time deadline) const {
  for (;;) {
    if (absl::Status status = Await(context_->fd, POLLIN, deadline); !status.ok()) return status;
    const ssize_t count = recv(context_->fd, buffer, size, MSG_DONTWAIT);
    if (count > 0) return static_cast<std::size_t>(count);
    if (count == 0) return absl::UnavailableError("Redis closed the connection");
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return Broken(errno);
  }
}

absl::Status RedisConnection::Send(std::string_view bytes, absl::Time deadline) const {
  if (tls_ == nullptr) return SendRaw(bytes, deadline);
  absl::Status encrypted = tls_->Encrypt(bytes);
  return encrypted.ok() ? SendRaw(tls_->TakeOutgoing(), deadline) : encrypted;
}

absl::StatusOr<std::size_t> RedisConnection::Read(char* buffer, std::size_t size, absl::Time deadline) const {
  if (tls_ == nullptr) return ReadRaw(buffer, size, deadline);
  for (;;) {
    absl::StatusOr<std::size_t> count = tls_->Decrypt(buffer, size);
    if (!count.ok() || *count > 0) return count;
    count = ReadRaw(buffer, size, deadline);
    if (!count.ok()) return count;
    tls_->PutIncoming(std::string_view(buffer, *count));
  }
}

absl::StatusOr<RedisReply> RedisConnection::Receive(absl::Time deadline) const {
  std::array<char, kBufferBytes> buffer;
  std::size_t received_bytes = 0;
  for (;;) {
    const absl::StatusOr<std::size_t> count = Read(buffer.data(), buffer.size(), deadline);
    if (!count.ok()) return count.status();
    // No command of ours has an array as its reply; hiredis would allocate whatever length it announces.
    if (received_bytes == 0 && buffer[0] == '*') return NotRedis("an array");
    received_bytes += *count;
    if (received_bytes > max_reply_bytes_ + kReplyOverheadBytes) return NotRedis("a reply over the limit");
    void* raw = nullptr;
    if (redisReaderFeed(context_->reader, buffer.data(), *count) != REDIS_OK ||
        redisReaderGetReply(context_->reader, &raw) != REDIS_OK) {
      return NotRedis(context_->reader->errstr);
    }
    if (raw == nullptr) continue;
    auto* const reply = static_cast<redisReply*>(raw);
    absl::StatusOr<RedisReply> result = FromHiredis(*reply);
    freeReplyObject(reply);
    if (context_->reader->pos != context_->reader->len) return NotRedis("more than one reply");
    return result;
  }
}

}  // namespace gouji::parse
