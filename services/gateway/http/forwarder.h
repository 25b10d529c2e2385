#ifndef GOUJI_SERVICES_GATEWAY_HTTP_FORWARDER_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_FORWARDER_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "services/gateway/http/exchange.h"
#include "services/gateway/http/json_codec.h"
#include "services/gateway/http/server_client.h"
#include "services/runtime/executor.h"

namespace gouji::gateway::http {

// How messages are written.
enum class Encoding { kBinary, kJson };

// Hands requests to the server as calls. Used on the thread of the exchanges.
class Forwarder {
 public:
  using BytesOr = Exchange::BytesOr;

  // `coders` turn JSON into messages and back, for each client by turns. All must outlive the exchanges.
  Forwarder(ServerClient& server, runtime::Executor& coders, std::size_t max_message_bytes)
      : server_(server), coders_(coders), max_message_bytes_(max_message_bytes) {}

  // Calls a unary method with the body of the request and answers with what comes back, by the Connect protocol.
  void CallUnary(std::shared_ptr<Exchange> exchange, const google::protobuf::MethodDescriptor& method,
                 Encoding encoding);

  // Calls a streaming method with the messages of the body and answers with those that come back, by the Connect
  // protocol, while the body is still being read. A client that reads nothing before it has sent everything is served
  // as long as the answers fit into the buffers on the way.
  void CallStream(std::shared_ptr<Exchange> exchange, const google::protobuf::MethodDescriptor& method,
                  Encoding encoding);

  // Gives a message of a client from the encoding, or to it, on the thread of the exchange.
  void Decode(std::shared_ptr<Exchange> exchange, const google::protobuf::Descriptor& type, Encoding encoding,
              std::string bytes, absl::AnyInvocable<void(BytesOr)> done);
  void Encode(std::shared_ptr<Exchange> exchange, const google::protobuf::Descriptor& type, Encoding encoding,
              std::string message, absl::AnyInvocable<void(BytesOr)> done);

  ServerClient& server() { return server_; }
  std::size_t max_message_bytes() const { return max_message_bytes_; }

 private:
  // Runs `work` on a coder and gives its result to `done`.
  void Code(std::shared_ptr<Exchange> exchange, std::size_t byte_count, absl::AnyInvocable<BytesOr()> work,
            absl::AnyInvocable<void(BytesOr)> done);

  ServerClient& server_;
  const JsonCodec codec_;
  runtime::Executor& coders_;
  const std::size_t max_message_bytes_;
};

// Answers with an error of the Connect protocol. Its HTTP status is that of the code, unless another is given.
void RespondError(Exchange& exchange, const absl::Status& error, int http_status = 0);

// The HTTP status of an error that ReadSome or ReadAll gave; 0: that of its code.
int HttpStatusOfBadBody(const absl::Status& error);

// The path of a method: "/gouji.gateway.v1.GatewayService/CheckDocument".
std::string PathOf(const google::protobuf::MethodDescriptor& method);

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_FORWARDER_H_
