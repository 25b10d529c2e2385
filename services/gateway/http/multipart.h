#ifndef GOUJI_SERVICES_GATEWAY_HTTP_MULTIPART_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_MULTIPART_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace gouji::gateway::http {

// One part of a form.
struct FormPart {
  std::string name;                           // of the field
  std::optional<std::string> file_name = {};  // of a file; without the folders that the client may have sent
  std::string content = {};
  bool too_long = false;  // over the limit; then there is no content
};

// Returns the boundary that a content type multipart/form-data names; nullopt for any other, or without one.
std::optional<std::string> FormBoundary(std::string_view content_type);

// Takes multipart/form-data (RFC 7578) apart, as it comes. Keeps the part that is not complete, up to the limit: what
// of it is over that is passed by. A part within a part is content like any other.
class MultipartReader {
 public:
  MultipartReader(std::string_view boundary, std::size_t part_limit)
      : delimiter_("\r\n--" + std::string(boundary)), part_limit_(part_limit) {}

  // Appends the parts that are complete with these bytes. INVALID_ARGUMENT with reason MALFORMED_REQUEST: no form (it
  // begins with something else than its boundary, a part has no name or a head of more than 4 KiB, a transfer encoding,
  // much after the end). RESOURCE_EXHAUSTED with reason TOO_MANY_ITEMS: more than kPartLimit parts. After an error the
  // reader is of no use.
  absl::Status Feed(std::string_view bytes, std::vector<FormPart>* parts);

  // Whether the form has ended as it should.
  bool complete() const { return state_ == State::kEnd; }
  // Bytes that are kept.
  std::size_t kept_byte_count() const { return kept_.size() + part_.content.size(); }

  static constexpr int kPartLimit = 1000;

 private:
  enum class State { kStart, kAfterDelimiter, kHead, kContent, kEnd };

  // Each goes on as far as the kept bytes allow, and returns whether it came to another state.
  absl::StatusOr<bool> Step(std::vector<FormPart>* parts);
  absl::StatusOr<bool> ReadStart();
  absl::StatusOr<bool> ReadDelimiterEnd();
  absl::StatusOr<bool> ReadHead();
  absl::StatusOr<bool> ReadContent(std::vector<FormPart>* parts);
  absl::Status TakeField(std::string_view field);
  void Keep(std::string_view content);

  const std::string delimiter_;
  const std::size_t part_limit_;
  State state_ = State::kStart;
  std::string kept_ = "\r\n";  // the first delimiter needs no line break before it
  FormPart part_;
  int part_count_ = 0;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_MULTIPART_H_
