#include "services/statistics/register/decision.h"

#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

constexpr size_t kMaxAuthorBytes = 256;
constexpr size_t kMaxReasonBytes = 4096;
constexpr std::string_view kIdeographicSpace = "\u3000";

absl::Status Malformed(std::string_view message, std::string_view message_zh) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest, message, message_zh);
}

bool IsWhite(std::string_view text) {
  while (!text.empty()) {
    if (text.substr(0, kIdeographicSpace.size()) == kIdeographicSpace) {
      text.remove_prefix(kIdeographicSpace.size());
    } else if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')) {
      text.remove_prefix(1);
    } else {
      return false;
    }
  }
  return true;
}

template <typename Request>
absl::StatusOr<Decision> Make(Decision::Kind kind, const Request& request) {
  if (request.fingerprint().empty()) {
    return Malformed("the fingerprint is missing; give that of the finding", "没有给出问题的指纹");
  }
  absl::Status is_signed = CheckSigned(request.author(), request.reason());
  if (!is_signed.ok()) return is_signed;
  return Decision{.kind = kind,
                  .key = request.key(),
                  .fingerprint = request.fingerprint(),
                  .reason = request.reason(),
                  .author = request.author(),
                  .computed = std::nullopt};
}

}  // namespace

absl::Status CheckSigned(std::string_view author, std::string_view reason) {
  if (IsWhite(author)) return Malformed("the author is missing; say who decides", "没有写明由谁决定");
  if (IsWhite(reason)) return Malformed("the reason is missing; say why", "没有写明理由");
  if (author.size() > kMaxAuthorBytes) {
    return Malformed(absl::StrCat("the author has more than ", kMaxAuthorBytes, " bytes"), "作者的名字过长");
  }
  if (reason.size() > kMaxReasonBytes) {
    return Malformed(absl::StrCat("the reason has more than ", kMaxReasonBytes, " bytes"), "理由过长");
  }
  return absl::OkStatus();
}

absl::StatusOr<Decision> MakeDecision(const v1::AcknowledgeFindingRequest& request) {
  absl::StatusOr<Decision> decision = Make(Decision::Kind::kAcknowledge, request);
  if (!decision.ok() || !request.has_computed()) return decision;
  if (request.computed().fingerprint() != request.fingerprint()) {
    return Malformed("the computed finding has another fingerprint than the one to acknowledge", "所附问题的指纹不同");
  }
  decision->computed = request.computed();
  return decision;
}

absl::StatusOr<Decision> MakeDecision(const v1::RevokeAcknowledgementRequest& request) {
  return Make(Decision::Kind::kRevoke, request);
}

}  // namespace gouji::statistics
