#ifndef GOUJI_SERVICES_GATEWAY_HTTP_CONNECTION_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_CONNECTION_H_

#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "services/gateway/http/client_limits.h"
#include "services/gateway/http/exchange.h"
#include "services/gateway/http/http_server.h"
#include "services/gateway/http/request_parser.h"
#include "services/gateway/http/wire.h"

namespace gouji::gateway::http {

class Connection;

// What a connection needs of its server.
class ConnectionOwner {
 public:
  virtual ~ConnectionOwner() = default;
  virtual boost::asio::io_context& io() = 0;
  virtual const Timeouts& timeouts() const = 0;
  virtual ClientLimits& limits() = 0;
  virtual void Handle(std::shared_ptr<Exchange> exchange) = 0;
  virtual void CountAnswer(int status) = 0;
  virtual void OnClosed(Connection& connection) = 0;
};

// One connection and the request that is on it, one after another. Lives as long as somebody waits for its wire or
// holds its exchange; keeps the server's loop running until then.
class Connection final : public Exchange, public std::enable_shared_from_this<Connection> {
 public:
  using Clock = std::chrono::steady_clock;

  // `client`: the peer without its port. The place for the connection in the limits is given back by OnClosed.
  Connection(ConnectionOwner& owner, std::unique_ptr<Wire> wire, std::string peer, std::string client);

  void Start();
  // Ends the connection: at once when nothing is on it, else after the answer.
  void Drain();
  // Ends it at once.
  void Abort();
  // Ends what takes too long.
  void CheckDeadlines(Clock::time_point now);

  const RequestHead& request() const override { return parser_->head(); }
  const std::string& peer() const override { return peer_; }
  const std::string& client() const override { return client_; }
  void ReadSome(absl::AnyInvocable<void(BytesOr)> done) override;
  void AllowPauses() override { pauses_allowed_ = true; }
  [[nodiscard]] bool Reserve(std::size_t byte_count) override;
  void Release(std::size_t byte_count) override;
  void AddField(std::string name, std::string value) override;
  void Respond(const ResponseHead& head, std::string body) override;
  void Begin(const ResponseHead& head) override;
  void Write(std::string piece, absl::AnyInvocable<void(bool)> done) override;
  void End() override;
  void OnGone(absl::AnyInvocable<void()> gone) override { gone_ = std::move(gone); }
  void Post(absl::AnyInvocable<void()> task) override;

 private:
  enum class Phase {
    kOpening,   // the wire is not ready
    kHead,      // a request is read, or waited for
    kExchange,  // a handler works on it
    kLinger,    // the last answer is out; what still comes is thrown away
    kClosed,
  };
  struct Piece {
    std::string bytes;
    absl::AnyInvocable<void(bool)> written;  // may be null
  };

  void OnOpened(Wire::Opened opened);
  void StartRead();
  void OnRead(boost::system::error_code error, std::size_t byte_count);
  void ReadEnded();
  void ReadHead();
  void ReadBody();
  void BeginExchange();
  // Answers a request that no handler sees, and ends the connection.
  void Refuse(int status, const absl::Status& error);
  void GiveBody(BytesOr piece);
  std::string HeadText(const ResponseHead& head, const std::string& framing);
  void Send(std::string bytes, absl::AnyInvocable<void(bool)> written);
  void WriteMore();
  void OnWritten(boost::system::error_code error, std::size_t byte_count);
  void EndExchange();
  void Linger();
  void Close();
  bool closed() const { return phase_ == Phase::kClosed; }

  ConnectionOwner& owner_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  const std::unique_ptr<Wire> wire_;
  const std::string peer_;
  const std::string client_;

  Phase phase_ = Phase::kOpening;
  bool draining_ = false;
  const Clock::time_point start_ = Clock::now();
  std::unique_ptr<RequestParser> parser_ = std::make_unique<RequestParser>();
  std::string in_;  // what has come and is not parsed
  std::array<char, 32 << 10> read_buffer_;
  bool reading_ = false;
  std::optional<Clock::time_point> read_deadline_;
  bool head_begun_ = false;

  // Of the exchange.
  absl::AnyInvocable<void(BytesOr)> body_reader_;
  absl::AnyInvocable<void()> gone_;
  bool pauses_allowed_ = false;
  Clock::duration body_time_left_ = {};  // that may be spent on waiting for the body
  Clock::time_point body_wait_start_;
  std::size_t reserved_byte_count_ = 0;
  Fields added_fields_;
  bool continue_awaited_ = false;
  bool chunked_ = false;
  bool last_ = false;   // the connection ends after this answer
  bool ended_ = false;  // the answer is complete, if not written yet

  std::deque<Piece> out_;
  std::size_t written_byte_count_ = 0;  // of the first piece
  bool writing_ = false;
  std::optional<Clock::time_point> write_deadline_;
  std::size_t lingered_byte_count_ = 0;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_CONNECTION_H_
