#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "services/gateway/http/call_metadata.h"
#include "services/gateway/http/envelope.h"
#include "services/gateway/http/forwarder.h"
#include "services/report/error.h"
#include "services/runtime/inbound.h"

namespace gouji::gateway::http {
namespace {

// A streaming call: two loops on the thread of the exchange, one from the body to the server, one from the server to
// the answer. What cannot be read of the body ends the call.
class StreamForwarding : public std::enable_shared_from_this<StreamForwarding> {
 public:
  StreamForwarding(Forwarder& forwarder, std::shared_ptr<Exchange> exchange,
                   const google::protobuf::MethodDescriptor& method, Encoding encoding)
      : forwarder_(forwarder),
        exchange_(std::move(exchange)),
        method_(method),
        encoding_(encoding),
        envelopes_(forwarder.max_message_bytes()) {}

  void Start() {
    const absl::StatusOr<CallHead> head = MakeCallHead(*exchange_, PathOf(method_));
    if (!head.ok()) return RespondError(*exchange_, head.status());
    const char* type = encoding_ == Encoding::kJson ? "application/connect+json" : "application/connect+proto";
    exchange_->Begin({.fields = {{"Content-Type", type}}});
    exchange_->AllowPauses();
    stream_ = forwarder_.server().OpenStream(*head, [self = shared_from_this()](absl::Status status) mutable {
      OnThread(std::move(self), [status = std::move(status)](StreamForwarding& it) { it.Finish(status); });
    });
    exchange_->OnGone([stream = stream_] { stream->Cancel(); });
    ReadBody();
    ReadServer();
  }

 private:
  // Runs `task` on the thread of the exchange, with the caller's reference to it.
  template <typename Forwarding, typename Task>
  static void OnThread(Forwarding self, Task task) {
    Exchange& exchange = *self->exchange_;
    exchange.Post([self = std::move(self), task = std::move(task)]() mutable { task(*self); });
  }

  void ReadBody() {
    exchange_->ReadSome([self = shared_from_this()](Exchange::BytesOr bytes) { self->TakeBody(std::move(bytes)); });
  }

  void TakeBody(Exchange::BytesOr bytes) {
    if (!bytes.ok()) return Fail(bytes.status());
    if (bytes->empty()) {
      if (!envelopes_.complete()) return Fail(CutOff());
      return stream_->EndWriting();
    }
    if (!exchange_->Reserve(bytes->size())) return Fail(runtime::OverloadedError());
    held_byte_count_ += bytes->size();
    std::vector<std::string> messages;
    const absl::Status status = envelopes_.Feed(*bytes, &messages);
    if (!status.ok()) return Fail(status);
    for (std::string& message : messages) messages_.push_back(std::move(message));
    WriteServer();
  }

  void WriteServer() {
    if (messages_.empty()) {
      if (envelopes_.complete()) exchange_->Release(std::exchange(held_byte_count_, 0));
      return ReadBody();
    }
    std::string message = std::move(messages_.front());
    messages_.pop_front();
    forwarder_.Decode(exchange_, *method_.input_type(), encoding_, std::move(message),
                      [self = shared_from_this()](Exchange::BytesOr binary) { self->Write(std::move(binary)); });
  }

  void Write(Exchange::BytesOr binary) {
    if (!binary.ok()) return Fail(binary.status());
    stream_->Write(*std::move(binary), [self = shared_from_this()](bool more) mutable {
      OnThread(std::move(self), [more](StreamForwarding& it) {
        if (more) it.WriteServer();  // otherwise the server has ended the call, and says why
      });
    });
  }

  void ReadServer() {
    stream_->Read([self = shared_from_this()](std::optional<std::string> message) mutable {
      OnThread(std::move(self), [message = std::move(message)](StreamForwarding& it) mutable {
        if (message.has_value()) it.Encode(*std::move(message));
      });
    });
  }

  void Encode(std::string message) {
    forwarder_.Encode(exchange_, *method_.output_type(), encoding_, std::move(message),
                      [self = shared_from_this()](Exchange::BytesOr bytes) { self->Answer(std::move(bytes)); });
  }

  void Answer(Exchange::BytesOr bytes) {
    if (!bytes.ok()) {
      Fail(bytes.status());
      return ReadServer();
    }
    exchange_->Write(Envelope(*bytes), [self = shared_from_this()](bool /*there*/) { self->ReadServer(); });
  }

  // Ends the call for a reason of ours.
  void Fail(const absl::Status& status) {
    failure_.Update(status);
    stream_->Cancel();
  }

  void Finish(const absl::Status& status) {
    exchange_->Write(EndOfStream(failure_.ok() ? status : failure_), [](bool /*there*/) {});
    exchange_->End();
  }

  static absl::Status CutOff() {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                         "the body ends within a message");
  }

  Forwarder& forwarder_;
  const std::shared_ptr<Exchange> exchange_;
  const google::protobuf::MethodDescriptor& method_;
  const Encoding encoding_;
  EnvelopeReader envelopes_;
  std::deque<std::string> messages_;  // that wait for the server
  std::size_t held_byte_count_ = 0;
  std::shared_ptr<StreamCall> stream_;
  absl::Status failure_;
};

}  // namespace

void Forwarder::CallStream(std::shared_ptr<Exchange> exchange, const google::protobuf::MethodDescriptor& method,
                           Encoding encoding) {
  std::make_shared<StreamForwarding>(*this, std::move(exchange), method, encoding)->Start();
}

}  // namespace gouji::gateway::http
