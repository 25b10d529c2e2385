#include "services/gateway/http/forwarder.h"

#include <cstdlib>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "fmt/format.h"
#include "services/gateway/http/call_metadata.h"
#include "services/gateway/http/connect_error.h"
#include "services/report/error.h"
#include "services/runtime/inbound.h"

namespace gouji::gateway::http {
namespace {

// A unary call from the body of its request to the answer, on the thread of the exchange. Lives in whatever it waits
// for.
class UnaryCall : public std::enable_shared_from_this<UnaryCall> {
 public:
  UnaryCall(Forwarder& forwarder, std::shared_ptr<Exchange> exchange, const google::protobuf::MethodDescriptor& method,
            Encoding encoding)
      : forwarder_(forwarder), exchange_(std::move(exchange)), method_(method), encoding_(encoding) {}

  void Start() {
    absl::StatusOr<CallHead> head = MakeCallHead(*exchange_, PathOf(method_));
    if (!head.ok()) return RespondError(*exchange_, head.status());
    head_ = *std::move(head);
    ReadAll(exchange_, forwarder_.max_message_bytes(), [call = shared_from_this()](Exchange::BytesOr body) {
      if (!body.ok()) return RespondError(*call->exchange_, body.status(), HttpStatusOfBadBody(body.status()));
      call->forwarder_.Decode(call->exchange_, *call->method_.input_type(), call->encoding_, *std::move(body),
                              [call](Exchange::BytesOr message) { call->Send(std::move(message)); });
    });
  }

 private:
  void Send(Exchange::BytesOr message) {
    if (!message.ok()) return RespondError(*exchange_, message.status());
    if (head_.deadline <= absl::Now()) {
      return RespondError(*exchange_, absl::DeadlineExceededError("the deadline has passed before the call began"));
    }
    const std::shared_ptr<RunningCall> running = forwarder_.server().CallUnary(
        head_, *std::move(message), [call = shared_from_this()](CallAnswer answer) mutable {
          // The last reference to the exchange goes with the task.
          Exchange& exchange = *call->exchange_;
          exchange.Post(
              [call = std::move(call), answer = std::move(answer)]() mutable { call->Encode(std::move(answer)); });
        });
    exchange_->OnGone([running] { running->Cancel(); });
  }

  void Encode(CallAnswer answer) {
    if (!answer.request_id.empty()) exchange_->AddField("X-Request-Id", answer.request_id);
    if (!answer.message.ok()) return RespondError(*exchange_, answer.message.status());
    // What clients do not read must not fill the memory.
    const std::size_t size = answer.message->size();
    if (!exchange_->Reserve(size)) return RespondError(*exchange_, runtime::OverloadedError());
    forwarder_.Encode(exchange_, *method_.output_type(), encoding_, *std::move(answer.message),
                      [call = shared_from_this(), size](Exchange::BytesOr bytes) {
                        call->exchange_->Release(size);
                        call->Answer(std::move(bytes));
                      });
  }

  void Answer(Exchange::BytesOr bytes) {
    if (!bytes.ok()) return RespondError(*exchange_, bytes.status());
    if (!exchange_->Reserve(bytes->size())) return RespondError(*exchange_, runtime::OverloadedError());
    const char* type = encoding_ == Encoding::kJson ? "application/json" : "application/proto";
    exchange_->Respond({.fields = {{"Content-Type", type}}}, *std::move(bytes));
  }

  Forwarder& forwarder_;
  const std::shared_ptr<Exchange> exchange_;
  const google::protobuf::MethodDescriptor& method_;
  const Encoding encoding_;
  CallHead head_;
};

}  // namespace

void Forwarder::CallUnary(std::shared_ptr<Exchange> exchange, const google::protobuf::MethodDescriptor& method,
                          Encoding encoding) {
  std::make_shared<UnaryCall>(*this, std::move(exchange), method, encoding)->Start();
}

void Forwarder::Decode(std::shared_ptr<Exchange> exchange, const google::protobuf::Descriptor& type, Encoding encoding,
                       std::string bytes, absl::AnyInvocable<void(BytesOr)> done) {
  if (encoding == Encoding::kBinary) return done(std::move(bytes));
  const std::size_t size = bytes.size();
  Code(
      std::move(exchange), size,
      [this, &type, bytes = std::move(bytes)] { return codec_.ToBinary(type.full_name(), bytes); }, std::move(done));
}

void Forwarder::Encode(std::shared_ptr<Exchange> exchange, const google::protobuf::Descriptor& type, Encoding encoding,
                       std::string message, absl::AnyInvocable<void(BytesOr)> done) {
  if (encoding == Encoding::kBinary) return done(std::move(message));
  const std::size_t size = message.size();
  Code(
      std::move(exchange), size,
      [this, &type, message = std::move(message)] { return codec_.ToJson(type.full_name(), message); },
      std::move(done));
}

void Forwarder::Code(std::shared_ptr<Exchange> exchange, std::size_t byte_count, absl::AnyInvocable<BytesOr()> work,
                     absl::AnyInvocable<void(BytesOr)> done) {
  const std::string client = exchange->client();
  // The exchange is used up on its own thread: on the coder there is nothing left of it.
  auto task = [exchange = std::move(exchange), work = std::move(work), done = std::move(done)]() mutable {
    BytesOr result = work();
    work = nullptr;
    Exchange& used = *exchange;
    used.Post([exchange = std::move(exchange), done = std::move(done), result = std::move(result)]() mutable {
      done(std::move(result));
    });
  };
  if (!coders_.TrySubmit(std::move(task), {.client = client, .byte_count = byte_count})) {
    std::abort();  // the queue has no end, and coders drain after the last exchange
  }
}

void RespondError(Exchange& exchange, const absl::Status& error, int http_status) {
  if (http_status == 0) http_status = HttpStatusOf(error.code());
  exchange.Respond({.status = http_status, .fields = {{"Content-Type", "application/json"}}}, ConnectErrorJson(error));
}

int HttpStatusOfBadBody(const absl::Status& error) {
  if (absl::IsDeadlineExceeded(error)) return 408;
  return report::HasReason(error, report::Reason::kTooLarge) ? 413 : 0;
}

std::string PathOf(const google::protobuf::MethodDescriptor& method) {
  return fmt::format("/{}/{}", method.service()->full_name(), method.name());
}

}  // namespace gouji::gateway::http
