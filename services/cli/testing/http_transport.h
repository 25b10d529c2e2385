#ifndef GOUJI_SERVICES_CLI_TESTING_HTTP_TRANSPORT_H_
#define GOUJI_SERVICES_CLI_TESTING_HTTP_TRANSPORT_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fmt/format.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/cli/message_json.h"
#include "services/cli/testing/method_transport.h"
#include "services/gateway/http/envelope.h"
#include "services/gateway/http/testing/raw_client.h"

namespace gouji::cli {

// How the messages of the Connect protocol are written.
enum class HttpEncoding { kJson, kBinary };

// Calls the HTTP edge on a port of this machine by the Connect protocol, each call on a connection of its own. An error
// with another HTTP status than the protocol gives its code is an INTERNAL one.
class HttpTransport final : public MethodTransport {
 public:
  HttpTransport(int port, HttpEncoding encoding) : port_(port), encoding_(encoding) {}

  std::string name() const override { return encoding_ == HttpEncoding::kJson ? "JSON" : "Connect"; }

  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Call(const google::protobuf::MethodDescriptor& method,
                                                                  const google::protobuf::Message& request,
                                                                  const std::string& authorization) override {
    const bool streams = method.client_streaming() || method.server_streaming();
    std::string body = encoding_ == HttpEncoding::kJson ? MessageJson(request) : request.SerializeAsString();
    if (streams) body = gateway::http::Envelope(body);
    gateway::http::RawClient client(port_);
    client.Send(
        fmt::format("POST /{}/{} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/{}{}\r\n"
                    "Content-Length: {}\r\n{}\r\n{}",
                    method.service()->full_name(), method.name(), streams ? "connect+" : "",
                    encoding_ == HttpEncoding::kJson ? "json" : "proto", body.size(),
                    authorization.empty() ? "" : "Authorization: " + authorization + "\r\n", body));
    const gateway::http::RawAnswer answer = client.Read();
    if (streams) return OfStream(answer, *method.output_type());
    if (answer.status == 200) return Parse(answer.body, *method.output_type());
    const ConnectError error = ReadError(answer.body);
    if (answer.status == error.http_status) return error.status;
    return absl::InternalError(fmt::format("HTTP status {} with {}", answer.status, answer.body));
  }

 private:
  using Value = google::protobuf::Value;

  struct ConnectError {
    absl::Status status;
    int http_status;
  };

  // Of those that a call without the right may get; others are UNKNOWN.
  static ConnectError ReadError(const std::string& json) {
    Value error;
    if (!google::protobuf::util::JsonStringToMessage(json, &error).ok()) return {absl::UnknownError(json), 0};
    const auto& fields = error.struct_value().fields();
    const auto code = fields.find("code");
    const std::string name = code == fields.end() ? "" : code->second.string_value();
    if (name == "unauthenticated") return {absl::UnauthenticatedError(json), 401};
    if (name == "permission_denied") return {absl::PermissionDeniedError(json), 403};
    if (name == "invalid_argument") return {absl::InvalidArgumentError(json), 400};
    return {absl::UnknownError(json), 0};
  }

  // The first message of a stream; the error that ends it when it has one. Its HTTP status is 200 in any case.
  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> OfStream(const gateway::http::RawAnswer& answer,
                                                                      const google::protobuf::Descriptor& type) const {
    constexpr std::size_t kPrefixSize = 5;
    if (answer.status != 200) return absl::InternalError(answer.head + answer.body);
    std::vector<std::string> messages;
    std::string end;
    for (std::string_view rest = answer.body; !rest.empty();) {
      if (rest.size() < kPrefixSize || !end.empty()) return absl::InternalError("no frames: " + answer.body);
      std::size_t size = 0;
      for (const char c : rest.substr(1, 4)) size = size << 8 | static_cast<unsigned char>(c);
      const std::string message(rest.substr(kPrefixSize, size));
      rest.front() == 2 ? end = message : messages.emplace_back(message);
      rest.remove_prefix(std::min(rest.size(), kPrefixSize + size));
    }
    Value last;
    if (!google::protobuf::util::JsonStringToMessage(end, &last).ok()) return absl::InternalError("no end: " + end);
    const auto& fields = last.struct_value().fields();
    const auto error = fields.find("error");
    if (error != fields.end()) return ReadError(MessageJson(error->second)).status;
    if (messages.empty()) return absl::InternalError("no answer");
    return Parse(messages.front(), type);
  }

  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Parse(const std::string& bytes,
                                                                   const google::protobuf::Descriptor& type) const {
    std::unique_ptr<google::protobuf::Message> message(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
    const bool parsed = encoding_ == HttpEncoding::kJson
                            ? google::protobuf::util::JsonStringToMessage(bytes, message.get()).ok()
                            : message->ParseFromString(bytes);
    if (!parsed) return absl::InternalError("no " + type.full_name() + ": " + bytes);
    return message;
  }

  const int port_;
  const HttpEncoding encoding_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TESTING_HTTP_TRANSPORT_H_
