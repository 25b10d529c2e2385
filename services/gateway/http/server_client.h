#ifndef GOUJI_SERVICES_GATEWAY_HTTP_SERVER_CLIENT_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_SERVER_CLIENT_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace gouji::gateway::http {

// What goes with a call besides its messages.
struct CallHead {
  std::string path;                                           // "/package.Service/Method"
  std::vector<std::pair<std::string, std::string>> metadata;  // keys in lower case, values in printable ASCII
  absl::Time deadline = absl::InfiniteFuture();
};

// A call that is under way; ending it early is all that can be done with it. Thread-safe.
class RunningCall {
 public:
  virtual ~RunningCall() = default;
  virtual void Cancel() = 0;
};

// What came back of a unary call.
struct CallAnswer {
  absl::StatusOr<std::string> message;  // serialised
  std::string request_id;               // as the server knows the call; may be empty
};

// A call whose messages come one after another, both ways at once. One read and one write at a time. Thread-safe.
class StreamCall : public RunningCall {
 public:
  // `done` gets whether the server takes more.
  virtual void Write(std::string message, absl::AnyInvocable<void(bool)> done) = 0;
  // After the last Write is done.
  virtual void EndWriting() = 0;
  // Gives the next message of the server; nullopt when there is none any more.
  virtual void Read(absl::AnyInvocable<void(std::optional<std::string>)> done) = 0;
};

// Calls methods of a gRPC server with messages that are serialised already. Callbacks come on threads of gRPC, which
// must not be kept waiting. Thread-safe.
class ServerClient {
 public:
  explicit ServerClient(const std::shared_ptr<grpc::Channel>& channel);
  // Waits until no call is left; not on a thread of gRPC.
  ~ServerClient();

  // Errors are those of the server; INVALID_ARGUMENT with reason MALFORMED_REQUEST when the bytes are no message of the
  // method, which must exist.
  std::shared_ptr<RunningCall> CallUnary(const CallHead& head, std::string request,
                                         absl::AnyInvocable<void(CallAnswer)> done);

  // `finished` gets the status of the call, after the last message has been read.
  std::shared_ptr<StreamCall> OpenStream(const CallHead& head, absl::AnyInvocable<void(absl::Status)> finished);

  // Asks the server's health service whether calls are welcome.
  void AskReady(absl::AnyInvocable<void(bool)> done);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_SERVER_CLIENT_H_
