#ifndef GOUJI_SERVICES_GATEWAY_HTTP_ENVELOPE_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_ENVELOPE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace gouji::gateway::http {

// The frames in which the Connect protocol puts the messages of a stream: a byte of flags, the length in four bytes,
// most significant first, and the message.

// A frame: of a message, or of what ends the stream.
std::string Envelope(std::string_view message);
std::string EndOfStream(const absl::Status& status);

// Takes a stream of frames apart, as it comes. Keeps what it has got of one message.
class EnvelopeReader {
 public:
  explicit EnvelopeReader(std::size_t message_limit) : message_limit_(message_limit) {}

  // Appends the messages that are complete with these bytes. INVALID_ARGUMENT with reason MALFORMED_REQUEST: a flag
  // that is not known, such as that of a compressed message. RESOURCE_EXHAUSTED with reason TOO_LARGE: a message over
  // the limit, as soon as its length is there.
  absl::Status Feed(std::string_view bytes, std::vector<std::string>* messages);

  // Whether the stream may end here.
  bool complete() const { return kept_.empty(); }

 private:
  const std::size_t message_limit_;
  std::string kept_;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_ENVELOPE_H_
