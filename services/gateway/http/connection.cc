#include "services/gateway/http/connection.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "absl/time/clock.h"
#include "fmt/format.h"
#include "services/gateway/http/connect_error.h"
#include "services/gateway/http/status_line.h"
#include "services/report/error.h"

namespace gouji::gateway::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t kPipelineLimit = 16 << 10;  // of requests that come before their predecessor is answered
constexpr std::size_t kWriteSize = 256 << 10;
constexpr std::size_t kJoinedBody = 64 << 10;  // up to here a body is sent together with its head
constexpr std::size_t kLingerLimit = 1 << 20;
constexpr std::chrono::seconds kLingerTime{2};
// Of every answer: it is what it says it is, and no page.
constexpr std::string_view kSafetyFields =
    "X-Content-Type-Options: nosniff\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    "Referrer-Policy: no-referrer\r\n";

absl::Status Malformed(const absl::Status& status) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                       {status.message().data(), status.message().size()});
}

absl::Status TooSlow() {
  return report::Error(absl::StatusCode::kDeadlineExceeded, report::Reason::kTooSlow, "the request comes too slowly");
}

}  // namespace

Connection::Connection(ConnectionOwner& owner, std::unique_ptr<Wire> wire, std::string peer, std::string client)
    : owner_(owner),
      work_(asio::make_work_guard(owner.io())),
      wire_(std::move(wire)),
      peer_(std::move(peer)),
      client_(std::move(client)) {}

void Connection::Start() {
  read_deadline_ = Clock::now() + absl::ToChronoNanoseconds(owner_.timeouts().handshake);
  wire_->Open([self = shared_from_this()](Wire::Opened opened) { self->OnOpened(opened); });
}

void Connection::OnOpened(Wire::Opened opened) {
  if (closed()) return;
  if (opened == Wire::Opened::kFailed) return Close();
  phase_ = Phase::kHead;
  if (opened == Wire::Opened::kPlainText) {
    return Refuse(400, Malformed(absl::InvalidArgumentError("this port speaks TLS; call it by https://")));
  }
  ReadHead();
}

void Connection::Drain() {
  draining_ = true;
  last_ = true;
  if (phase_ == Phase::kOpening || (phase_ == Phase::kHead && in_.empty())) Close();
}

void Connection::Abort() { Close(); }

void Connection::CheckDeadlines(Clock::time_point now) {
  if (write_deadline_.has_value() && now >= *write_deadline_) return Close();
  if (!read_deadline_.has_value() || now < *read_deadline_) return;
  read_deadline_.reset();
  if (phase_ == Phase::kExchange && body_reader_ != nullptr) return GiveBody(TooSlow());
  if (phase_ == Phase::kHead && head_begun_) return Refuse(408, TooSlow());
  Close();
}

void Connection::StartRead() {
  if (reading_ || closed()) return;
  reading_ = true;
  wire_->ReadSome(asio::buffer(read_buffer_),
                  [self = shared_from_this()](error_code error, std::size_t count) { self->OnRead(error, count); });
}

void Connection::OnRead(error_code error, std::size_t byte_count) {
  reading_ = false;
  if (closed()) return;
  if (error) return ReadEnded();
  if (phase_ == Phase::kLinger) {
    lingered_byte_count_ += byte_count;
    return lingered_byte_count_ > kLingerLimit ? Close() : StartRead();
  }
  in_.append(read_buffer_.data(), byte_count);
  if (phase_ == Phase::kHead) return ReadHead();
  if (body_reader_ != nullptr) return ReadBody();
  if (in_.size() < kPipelineLimit) StartRead();
}

void Connection::ReadEnded() {
  // A client that has sent all it wants to may close its side while the answer is on its way.
  if (phase_ == Phase::kExchange && ended_) {
    last_ = true;
    return;
  }
  Close();
}

void Connection::ReadHead() {
  if (in_.empty()) {
    read_deadline_ = Clock::now() + absl::ToChronoNanoseconds(owner_.timeouts().idle);
    return StartRead();
  }
  if (!std::exchange(head_begun_, true)) {
    read_deadline_ = Clock::now() + absl::ToChronoNanoseconds(owner_.timeouts().head);
  }
  std::string body;
  const absl::StatusOr<std::size_t> used = parser_->Feed(in_, &body);
  if (!used.ok()) return Refuse(absl::IsResourceExhausted(used.status()) ? 431 : 400, Malformed(used.status()));
  in_.erase(0, *used);
  if (!parser_->has_head()) return StartRead();
  BeginExchange();
}

void Connection::BeginExchange() {
  phase_ = Phase::kExchange;
  read_deadline_.reset();
  pauses_allowed_ = false;
  body_time_left_ = absl::ToChronoNanoseconds(owner_.timeouts().body);
  added_fields_.clear();
  chunked_ = false;
  const bool is_old = Clock::now() - start_ >= absl::ToChronoNanoseconds(owner_.timeouts().age);
  last_ = draining_ || is_old || !parser_->keep_alive();
  const std::string_view expected = request().Find("expect");
  continue_awaited_ = !expected.empty();
  if (!expected.empty() && expected != "100-continue") {
    return Refuse(417, Malformed(absl::InvalidArgumentError("the server can meet no expectation but 100-continue")));
  }
  owner_.Handle(shared_from_this());
  // From here on reading tells whether the client is still there.
  if (phase_ == Phase::kExchange && parser_->done()) StartRead();
}

void Connection::Refuse(int status, const absl::Status& error) {
  phase_ = Phase::kExchange;
  read_deadline_.reset();
  last_ = true;
  Respond({.status = status, .fields = {{"Content-Type", "application/json"}}}, ConnectErrorJson(error));
}

void Connection::ReadSome(absl::AnyInvocable<void(BytesOr)> done) {
  body_reader_ = std::move(done);
  if (closed()) return GiveBody(absl::CancelledError("the client has gone"));
  body_wait_start_ = Clock::now();
  ReadBody();
}

void Connection::ReadBody() {
  std::string body;
  if (!parser_->done() && !in_.empty()) {
    const absl::StatusOr<std::size_t> used = parser_->Feed(in_, &body);
    if (!used.ok()) return GiveBody(Malformed(used.status()));
    in_.erase(0, *used);
  }
  if (!body.empty()) return GiveBody(std::move(body));
  if (parser_->done()) {
    StartRead();
    return GiveBody(std::string());
  }
  if (std::exchange(continue_awaited_, false)) Send("HTTP/1.1 100 Continue\r\n\r\n", nullptr);
  const Clock::duration patience =
      pauses_allowed_ ? Clock::duration(absl::ToChronoNanoseconds(owner_.timeouts().idle)) : body_time_left_;
  read_deadline_ = body_wait_start_ + patience;
  StartRead();
}

void Connection::GiveBody(BytesOr piece) {
  read_deadline_.reset();
  if (piece.ok()) {
    body_time_left_ -= Clock::now() - body_wait_start_;
    body_time_left_ += std::chrono::nanoseconds(std::chrono::seconds(piece->size())) / kBodyRate;
    body_time_left_ = std::min<Clock::duration>(body_time_left_, absl::ToChronoNanoseconds(owner_.timeouts().body));
    // Who still sends, as fast as it must, may read the answer later.
    if (write_deadline_.has_value() && !pauses_allowed_) {
      write_deadline_ = Clock::now() + absl::ToChronoNanoseconds(owner_.timeouts().write);
    }
  } else {
    last_ = true;
  }
  std::exchange(body_reader_, nullptr)(std::move(piece));
}

bool Connection::Reserve(std::size_t byte_count) {
  if (closed() || !owner_.limits().Reserve(client_, byte_count)) return false;
  reserved_byte_count_ += byte_count;
  return true;
}

void Connection::Release(std::size_t byte_count) {
  if (closed()) return;
  owner_.limits().Release(client_, byte_count);
  reserved_byte_count_ -= byte_count;
}

std::string Connection::HeadText(const ResponseHead& head, const std::string& framing) {
  owner_.CountAnswer(head.status);
  std::string text = fmt::format("HTTP/1.1 {}\r\nDate: {}\r\n", StatusLine(head.status),
                                 absl::FormatTime("%a, %d %b %Y %H:%M:%S GMT", absl::Now(), absl::UTCTimeZone()));
  text += framing;
  if (last_) {
    text += "Connection: close\r\n";
  } else if (request().version == 10) {
    text += "Connection: keep-alive\r\n";
  }
  text += kSafetyFields;
  const bool may_be_kept = std::any_of(head.fields.begin(), head.fields.end(),
                                       [](const auto& field) { return field.first == "Cache-Control"; });
  if (!may_be_kept) text += "Cache-Control: no-store\r\n";
  for (const Fields* fields : std::array<const Fields*, 2>{&head.fields, &added_fields_}) {
    for (const auto& [name, value] : *fields) text += fmt::format("{}: {}\r\n", name, value);
  }
  return text + "\r\n";
}

void Connection::AddField(std::string name, std::string value) {
  added_fields_.emplace_back(std::move(name), std::move(value));
}

void Connection::Respond(const ResponseHead& head, std::string body) {
  if (closed() || ended_) return;
  ended_ = true;
  if (!parser_->done()) last_ = true;  // what follows is the rest of the body, not a request
  const bool bodiless = head.status == 204 || head.status == 304;
  std::string text = HeadText(head, bodiless ? "" : fmt::format("Content-Length: {}\r\n", body.size()));
  if (request().method == "HEAD") body.clear();
  if (body.size() <= kJoinedBody) return Send(text + body, nullptr);
  Send(std::move(text), nullptr);
  Send(std::move(body), nullptr);
}

void Connection::Begin(const ResponseHead& head) {
  if (closed()) return;
  chunked_ = request().version == 11;
  if (!chunked_) last_ = true;  // the end of the connection is the end of the body
  Send(HeadText(head, chunked_ ? "Transfer-Encoding: chunked\r\n" : ""), nullptr);
}

void Connection::Write(std::string piece, absl::AnyInvocable<void(bool)> done) {
  if (closed()) return Post([done = std::move(done)]() mutable { done(false); });
  if (chunked_) piece = fmt::format("{:x}\r\n", piece.size()) + piece + "\r\n";
  Send(std::move(piece), std::move(done));
}

void Connection::End() {
  if (closed() || ended_) return;
  ended_ = true;
  if (chunked_) return Send("0\r\n\r\n", nullptr);
  if (out_.empty()) EndExchange();
}

void Connection::Send(std::string bytes, absl::AnyInvocable<void(bool)> written) {
  out_.push_back({std::move(bytes), std::move(written)});
  if (!writing_) WriteMore();
}

void Connection::WriteMore() {
  writing_ = true;
  write_deadline_ = Clock::now() + absl::ToChronoNanoseconds(owner_.timeouts().write);
  const std::string& bytes = out_.front().bytes;
  wire_->WriteSome(
      asio::buffer(bytes.data() + written_byte_count_, std::min(bytes.size() - written_byte_count_, kWriteSize)),
      [self = shared_from_this()](error_code error, std::size_t count) { self->OnWritten(error, count); });
}

void Connection::OnWritten(error_code error, std::size_t byte_count) {
  writing_ = false;
  write_deadline_.reset();
  if (closed()) return;
  if (error) return Close();
  written_byte_count_ += byte_count;
  if (written_byte_count_ < out_.front().bytes.size()) return WriteMore();
  absl::AnyInvocable<void(bool)> written = std::move(out_.front().written);
  out_.pop_front();
  written_byte_count_ = 0;
  if (!out_.empty()) WriteMore();
  if (written != nullptr) written(true);
  if (out_.empty() && phase_ == Phase::kExchange && ended_) EndExchange();
}

void Connection::EndExchange() {
  Release(reserved_byte_count_);
  gone_ = nullptr;
  ended_ = false;
  if (last_ || !parser_->done()) return Linger();
  parser_ = std::make_unique<RequestParser>();
  phase_ = Phase::kHead;
  head_begun_ = false;
  ReadHead();
}

void Connection::Linger() {
  // A socket that is closed while bytes of the client are unread takes the answer away from it.
  phase_ = Phase::kLinger;
  in_.clear();
  wire_->EndWriting([self = shared_from_this()] {});
  read_deadline_ = Clock::now() + kLingerTime;
  StartRead();
}

void Connection::Close() {
  if (closed()) return;
  const bool unanswered = phase_ == Phase::kExchange && !ended_;
  Release(reserved_byte_count_);
  phase_ = Phase::kClosed;
  read_deadline_.reset();
  write_deadline_.reset();
  wire_->Close();
  const std::shared_ptr<Connection> self = shared_from_this();
  owner_.OnClosed(*this);
  if (body_reader_ != nullptr) GiveBody(absl::CancelledError("the client has gone"));
  for (Piece& piece : out_) {
    if (piece.written != nullptr) piece.written(false);
  }
  if (unanswered && gone_ != nullptr) gone_();
  gone_ = nullptr;
}

void Connection::Post(absl::AnyInvocable<void()> task) {
  asio::post(owner_.io(), [task = std::move(task)]() mutable { task(); });
}

}  // namespace gouji::gateway::http
