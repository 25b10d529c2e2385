#include "services/gateway/http/server_client.h"

#include "grpc/health/v1/health.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/client_callback.h"
#include "grpcpp/support/slice.h"
#include "services/runtime/inbound.h"
#include "services/runtime/mutex.h"
#include "services/runtime/status.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::gateway::http {
namespace {

// Takes the bytes without copying.
grpc::ByteBuffer ToByteBuffer(std::string bytes) {
  auto owned = std::make_unique<std::string>(std::move(bytes));
  void* data = owned->data();
  const std::size_t size = owned->size();
  const grpc::Slice slice(
      data, size, [](void* user_data) { delete static_cast<std::string*>(user_data); }, owned.release());
  return {&slice, 1};
}

std::string ToString(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Valid() || !buffer.Dump(&slices).ok()) return bytes;
  bytes.reserve(buffer.Length());
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

void SetUp(const CallHead& head, grpc::ClientContext& context) {
  for (const auto& [key, value] : head.metadata) context.AddMetadata(key, value);
  if (head.deadline < absl::InfiniteFuture()) context.set_deadline(absl::ToChronoTime(head.deadline));
}

// The calls that are not destroyed yet. A call holds the channel, and its end comes on a thread of gRPC: were it the
// last to let go of the channel, gRPC 1.51 would end that thread's queue from within the thread, which then goes on
// with what was freed. So whoever made the channel waits for all calls and lets go of it last.
class LiveCalls {
 public:
  void Enter() EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    ++count_;
  }
  void Leave() EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    --count_;
    left_.NotifyAll();
  }
  void WaitForNone() EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    while (count_ > 0) left_.Wait(mutex_);
  }

 private:
  runtime::Mutex mutex_;
  runtime::CondVar left_;
  int count_ GUARDED_BY(mutex_) = 0;
};

// Counts a call while it lives: its first member, so that all others are gone before.
class Presence {
 public:
  explicit Presence(std::shared_ptr<LiveCalls> calls) : calls_(std::move(calls)) { calls_->Enter(); }
  ~Presence() { calls_->Leave(); }
  Presence(const Presence&) = delete;
  Presence& operator=(const Presence&) = delete;

 private:
  const std::shared_ptr<LiveCalls> calls_;
};

// Kept by gRPC's callback until the answer.
struct UnaryCall : public RunningCall {
  explicit UnaryCall(std::shared_ptr<LiveCalls> calls) : presence(std::move(calls)) {}

  void Cancel() override { context.TryCancel(); }

  void Finish(const grpc::Status& status) {
    CallAnswer answer{.message = std::string(), .request_id = {}};
    const auto& metadata = context.GetServerInitialMetadata();
    if (const auto id = metadata.find(runtime::kRequestIdKey); id != metadata.end()) {
      answer.request_id.assign(id->second.data(), id->second.size());
    }
    if (status.ok()) {
      answer.message = ToString(response);
    } else {
      answer.message = runtime::FromGrpcStatus(status);
    }
    done(std::move(answer));
  }

  const Presence presence;
  grpc::ClientContext context;
  grpc::ByteBuffer request;
  grpc::ByteBuffer response;
  absl::AnyInvocable<void(CallAnswer)> done;
};

// A stream as gRPC's reactor. Keeps itself until it is done.
class Stream final : public StreamCall, public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  Stream(std::shared_ptr<LiveCalls> calls, absl::AnyInvocable<void(absl::Status)> finished)
      : presence_(std::move(calls)), finished_(std::move(finished)) {}

  void Start(grpc::GenericStub& stub, const CallHead& head, std::shared_ptr<Stream> self) {
    self_ = std::move(self);
    SetUp(head, context_);
    stub.PrepareBidiStreamingCall(&context_, head.path, grpc::StubOptions(), this);
    AddHold();  // until nothing is left to read: reads and writes begin outside of the reactor
    StartCall();
  }

  void Cancel() override { context_.TryCancel(); }

  void Write(std::string message, absl::AnyInvocable<void(bool)> done) override {
    {
      runtime::MutexLock lock(mutex_);
      if (!ended_) {
        outgoing_ = ToByteBuffer(std::move(message));
        written_ = std::move(done);
        return StartWrite(&outgoing_);
      }
    }
    done(false);
  }

  void EndWriting() override {
    runtime::MutexLock lock(mutex_);
    if (!ended_) StartWritesDone();
  }

  void Read(absl::AnyInvocable<void(std::optional<std::string>)> done) override {
    read_ = std::move(done);
    StartRead(&incoming_);
  }

 private:
  void OnReadDone(bool ok) override {
    if (ok) return std::exchange(read_, nullptr)(ToString(incoming_));
    {
      runtime::MutexLock lock(mutex_);
      ended_ = true;
    }
    std::exchange(read_, nullptr)(std::nullopt);
    RemoveHold();
  }

  void OnWriteDone(bool ok) override {
    outgoing_.Clear();
    std::exchange(written_, nullptr)(ok);
  }

  void OnDone(const grpc::Status& status) override {
    finished_(runtime::FromGrpcStatus(status));
    self_ = nullptr;
  }

  const Presence presence_;
  grpc::ClientContext context_;
  absl::AnyInvocable<void(absl::Status)> finished_;
  std::shared_ptr<Stream> self_;
  grpc::ByteBuffer incoming_;
  grpc::ByteBuffer outgoing_;
  absl::AnyInvocable<void(std::optional<std::string>)> read_;
  absl::AnyInvocable<void(bool)> written_;
  runtime::Mutex mutex_;
  bool ended_ GUARDED_BY(mutex_) = false;
};

}  // namespace

class ServerClient::Impl {
 public:
  explicit Impl(const std::shared_ptr<grpc::Channel>& channel) : stub(channel) {}
  ~Impl() { calls->WaitForNone(); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  const std::shared_ptr<LiveCalls> calls = std::make_shared<LiveCalls>();
  grpc::GenericStub stub;
};

ServerClient::ServerClient(const std::shared_ptr<grpc::Channel>& channel) : impl_(std::make_unique<Impl>(channel)) {}
ServerClient::~ServerClient() = default;

std::shared_ptr<RunningCall> ServerClient::CallUnary(const CallHead& head, std::string request,
                                                     absl::AnyInvocable<void(CallAnswer)> done) {
  auto call = std::make_shared<UnaryCall>(impl_->calls);
  SetUp(head, call->context);
  call->request = ToByteBuffer(std::move(request));
  call->done = std::move(done);
  impl_->stub.UnaryCall(&call->context, head.path, grpc::StubOptions(), &call->request, &call->response,
                        [call](const grpc::Status& status) { call->Finish(status); });
  return call;
}

std::shared_ptr<StreamCall> ServerClient::OpenStream(const CallHead& head,
                                                     absl::AnyInvocable<void(absl::Status)> finished) {
  auto stream = std::make_shared<Stream>(impl_->calls, std::move(finished));
  stream->Start(impl_->stub, head, stream);
  return stream;
}

void ServerClient::AskReady(absl::AnyInvocable<void(bool)> done) {
  CallUnary({.path = "/grpc.health.v1.Health/Check", .metadata = {}}, {},
            [done = std::move(done)](const CallAnswer& answer) mutable {
              grpc::health::v1::HealthCheckResponse response;
              done(answer.message.ok() && response.ParseFromString(*answer.message) &&
                   response.status() == grpc::health::v1::HealthCheckResponse::SERVING);
            });
}

}  // namespace gouji::gateway::http
