#include "services/gateway/http/multipart.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "fmt/format.h"
#include "services/report/error.h"

namespace gouji::gateway::http {
namespace {

constexpr std::size_t kHeadLimit = 4 << 10;
constexpr std::size_t kAfterEndLimit = 4 << 10;
constexpr std::size_t kBoundaryLimit = 70;  // RFC 2046

absl::Status NoForm(std::string_view message) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest, message);
}

// Without blanks around it, in lower case.
std::string Word(std::string_view text) {
  return absl::AsciiStrToLower(absl::StripAsciiWhitespace({text.data(), text.size()}));
}

// The end of a parameter's value that begins at `at`: its ";", or the end of the field.
std::size_t ValueEnd(std::string_view field, std::size_t at) {
  bool quoted = false;
  for (; at < field.size() && (quoted || field[at] != ';'); ++at) {
    if (field[at] == '"') quoted = !quoted;
    if (quoted && field[at] == '\\') ++at;
  }
  return std::min(at, field.size());
}

// A value as it is meant: without its quotes, and without the backslashes before quotes and backslashes in it.
std::string Unquoted(std::string_view value) {
  if (!value.starts_with('"')) return std::string(value);
  std::string text;
  for (std::size_t i = 1; i < value.size() && value[i] != '"'; ++i) {
    const bool escape = value[i] == '\\' && i + 1 < value.size() && (value[i + 1] == '"' || value[i + 1] == '\\');
    if (escape) ++i;
    text += value[i];
  }
  return text;
}

// The value of a parameter of a field: `form-data; name="file"` has one called name. nullopt without it.
std::optional<std::string> Parameter(std::string_view field, std::string_view name) {
  std::size_t at = ValueEnd(field, 0);
  while (at < field.size()) {
    const std::size_t end = ValueEnd(field, at + 1);
    const std::string_view parameter = field.substr(at + 1, end - at - 1);
    const std::size_t equals = std::min(parameter.find('='), parameter.size());
    if (equals < parameter.size() && Word(parameter.substr(0, equals)) == name) {
      return Unquoted(parameter.substr(equals + 1));
    }
    at = end;
  }
  return std::nullopt;
}

std::string WithoutFolders(const std::string& path) { return path.substr(path.find_last_of("/\\") + 1); }

}  // namespace

std::optional<std::string> FormBoundary(std::string_view content_type) {
  if (Word(content_type.substr(0, content_type.find(';'))) != "multipart/form-data") return std::nullopt;
  std::optional<std::string> boundary = Parameter(content_type, "boundary");
  if (boundary.has_value() && (boundary->empty() || boundary->size() > kBoundaryLimit)) return std::nullopt;
  return boundary;
}

absl::Status MultipartReader::Feed(std::string_view bytes, std::vector<FormPart>* parts) {
  kept_.append(bytes);
  absl::StatusOr<bool> moved = true;
  while (moved.ok() && *moved) moved = Step(parts);
  return moved.status();
}

absl::StatusOr<bool> MultipartReader::Step(std::vector<FormPart>* parts) {
  switch (state_) {
    case State::kStart:
      return ReadStart();
    case State::kAfterDelimiter:
      return ReadDelimiterEnd();
    case State::kHead:
      return ReadHead();
    case State::kContent:
      return ReadContent(parts);
    case State::kEnd:
      if (kept_.size() > kAfterEndLimit) return NoForm("the form goes on after its end");
      return false;
  }
  return false;
}

absl::StatusOr<bool> MultipartReader::ReadStart() {
  const std::size_t size = std::min(kept_.size(), delimiter_.size());
  if (kept_.compare(0, size, delimiter_, 0, size) != 0) return NoForm("the form does not begin with its boundary");
  if (size < delimiter_.size()) return false;
  kept_.erase(0, size);
  state_ = State::kAfterDelimiter;
  return true;
}

absl::StatusOr<bool> MultipartReader::ReadDelimiterEnd() {
  if (kept_.size() < 2) return false;
  const bool last = kept_.starts_with("--");
  if (!last && !kept_.starts_with("\r\n")) {
    return NoForm("a boundary of the form is followed by neither a part nor the end");
  }
  if (!last && ++part_count_ > kPartLimit) {
    return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooManyItems,
                         fmt::format("the form has more than {} parts; send the others in another", kPartLimit));
  }
  kept_.erase(0, 2);
  part_ = FormPart();
  state_ = last ? State::kEnd : State::kHead;
  return true;
}

absl::StatusOr<bool> MultipartReader::ReadHead() {
  if (kept_.starts_with("\r\n")) return NoForm("a part of the form has no head");
  const std::size_t end = kept_.find("\r\n\r\n");
  if (std::min(end, kept_.size()) > kHeadLimit) {
    return NoForm(fmt::format("the head of a part of the form has more than {} bytes", kHeadLimit));
  }
  if (end == std::string::npos) return false;
  for (std::size_t line = 0; line < end;) {
    const std::size_t line_end = std::min(kept_.find("\r\n", line), end);
    const absl::Status status = TakeField(std::string_view(kept_).substr(line, line_end - line));
    if (!status.ok()) return status;
    line = line_end + 2;
  }
  if (part_.name.empty()) return NoForm("a part of the form has no name");
  kept_.erase(0, end + 4);
  state_ = State::kContent;
  return true;
}

absl::Status MultipartReader::TakeField(std::string_view field) {
  const std::size_t colon = std::min(field.find(':'), field.size());
  const std::string name = Word(field.substr(0, colon));
  if (name == "content-disposition") {
    part_.name = Parameter(field, "name").value_or("");
    part_.file_name = Parameter(field, "filename");
    if (part_.file_name.has_value()) part_.file_name = WithoutFolders(*part_.file_name);
  } else if (name == "content-transfer-encoding") {
    const std::string encoding = Word(field.substr(std::min(colon + 1, field.size())));
    if (encoding != "binary" && encoding != "8bit" && encoding != "7bit") {
      return NoForm("a part of the form is encoded; it must be sent as it is");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> MultipartReader::ReadContent(std::vector<FormPart>* parts) {
  const std::size_t at = kept_.find(delimiter_);
  if (at == std::string::npos) {
    // The end may be the beginning of the delimiter.
    const std::size_t sure = kept_.size() - std::min(kept_.size(), delimiter_.size());
    Keep(std::string_view(kept_).substr(0, sure));
    kept_.erase(0, sure);
    return false;
  }
  Keep(std::string_view(kept_).substr(0, at));
  kept_.erase(0, at + delimiter_.size());
  parts->push_back(std::move(part_));
  state_ = State::kAfterDelimiter;
  return true;
}

void MultipartReader::Keep(std::string_view content) {
  if (content.size() > part_limit_ - part_.content.size()) part_.too_long = true;
  if (part_.too_long) {
    part_.content = std::string();
  } else {
    part_.content.append(content);
  }
}

}  // namespace gouji::gateway::http
