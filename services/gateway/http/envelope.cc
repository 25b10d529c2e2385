#include "services/gateway/http/envelope.h"

#include <cstdint>

#include "fmt/format.h"
#include "services/gateway/http/connect_error.h"
#include "services/report/error.h"

namespace gouji::gateway::http {
namespace {

constexpr std::size_t kPrefixSize = 5;
constexpr char kEndFlag = 2;

std::string Frame(char flags, std::string_view message) {
  const auto size = static_cast<std::uint32_t>(message.size());
  std::string frame{flags};
  for (int shift = 24; shift >= 0; shift -= 8) frame += static_cast<char>((size >> shift) & 0xFF);
  return frame.append(message);
}

std::size_t LengthIn(std::string_view prefix) {
  std::size_t length = 0;
  for (const char c : prefix.substr(1, 4)) length = length << 8 | static_cast<unsigned char>(c);
  return length;
}

}  // namespace

std::string Envelope(std::string_view message) { return Frame(0, message); }

std::string EndOfStream(const absl::Status& status) {
  return Frame(kEndFlag, status.ok() ? "{}" : R"({"error":)" + ConnectErrorJson(status) + "}");
}

absl::Status EnvelopeReader::Feed(std::string_view bytes, std::vector<std::string>* messages) {
  kept_.append(bytes);
  std::string_view rest = kept_;
  while (rest.size() >= kPrefixSize) {
    if (rest.front() != 0) {
      return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                           "a message of the stream has flags other than 0; compressed ones are not read");
    }
    const std::size_t length = LengthIn(rest);
    if (length > message_limit_) {
      return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                           fmt::format("a message of the stream has more than {} bytes", message_limit_));
    }
    if (rest.size() - kPrefixSize < length) break;
    messages->emplace_back(rest.substr(kPrefixSize, length));
    rest.remove_prefix(kPrefixSize + length);
  }
  kept_.erase(0, kept_.size() - rest.size());
  return absl::OkStatus();
}

}  // namespace gouji::gateway::http
