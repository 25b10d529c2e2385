#ifndef GOUJI_SERVICES_GATEWAY_HTTP_EXCHANGE_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_EXCHANGE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"

namespace gouji::gateway::http {

using Fields = std::vector<std::pair<std::string, std::string>>;

// What stands before the body of a request.
struct RequestHead {
  std::string method;  // as sent: "POST"
  std::string path;    // of the target, not decoded
  std::string query;   // what follows the "?" of the target
  int version = 11;    // 10 or 11
  Fields fields;       // names in lower case, in the order in which they came

  // The value of the first field of this name, given in lower case; empty without one.
  std::string_view Find(std::string_view name) const;
};

struct ResponseHead {
  int status = 200;
  Fields fields;  // besides those about the length of the body and the connection
};

// One request and its answer, as a handler sees them. A handler reads as much of the body as it wants and then answers
// once: with Respond, or with Begin, any number of Write, and End. It must answer; afterwards it lets go of the
// exchange.
//
// Everything is called, and calls back, on the server's one thread, which must not be kept waiting; Post alone may be
// called on any. When the client has gone, reading fails, and writing does nothing.
class Exchange {
 public:
  using BytesOr = absl::StatusOr<std::string>;

  virtual ~Exchange() = default;

  virtual const RequestHead& request() const = 0;
  // The client as gRPC names one: "ipv4:192.0.2.1:40312".
  virtual const std::string& peer() const = 0;
  // The same without the port.
  virtual const std::string& client() const = 0;

  // Gives the next bytes of the body, none at its end; one read at a time. INVALID_ARGUMENT: the body is malformed.
  // DEADLINE_EXCEEDED: it comes too slowly. CANCELLED: the client has gone.
  virtual void ReadSome(absl::AnyInvocable<void(BytesOr)> done) = 0;

  // Lets the client pause within the body as long as between requests, for bodies that are conversations.
  virtual void AllowPauses() = 0;

  // Takes memory for what the handler keeps of this request and its answer, given back with Release, or when the
  // exchange ends. Returns whether the server, and the client's share of it, has as much.
  [[nodiscard]] virtual bool Reserve(std::size_t byte_count) = 0;
  virtual void Release(std::size_t byte_count) = 0;

  // Adds a field to the head of the answer that is to come.
  virtual void AddField(std::string name, std::string value) = 0;
  virtual void Respond(const ResponseHead& head, std::string body) = 0;
  // Starts an answer whose length is not known yet.
  virtual void Begin(const ResponseHead& head) = 0;
  // `done` is called when the piece has been handed to the system, with false when the client has gone.
  virtual void Write(std::string piece, absl::AnyInvocable<void(bool)> done) = 0;
  virtual void End() = 0;

  // Calls `gone` when the client goes before it has its answer.
  virtual void OnGone(absl::AnyInvocable<void()> gone) = 0;

  // Runs `task` on the server's thread. Let the task own the reference to the exchange that its caller has.
  virtual void Post(absl::AnyInvocable<void()> task) = 0;
};

// Reads the whole body. RESOURCE_EXHAUSTED with reason TOO_LARGE when it has more than `limit` bytes, with OVERLOADED
// when there is no memory for it.
void ReadAll(std::shared_ptr<Exchange> exchange, std::size_t limit, absl::AnyInvocable<void(Exchange::BytesOr)> done);

// What a handler does with a request.
using Handler = absl::AnyInvocable<void(std::shared_ptr<Exchange>)>;

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_EXCHANGE_H_
