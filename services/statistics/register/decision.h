#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_DECISION_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_DECISION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/statistics_service.pb.h"

namespace gouji::statistics {

// A person's decision on a finding of the current revision of a report.
struct Decision {
  enum class Kind : uint8_t { kAcknowledge, kRevoke };

  Kind kind = Kind::kAcknowledge;
  v1::ReportKey key;
  std::string fingerprint;
  std::string reason;
  std::string author;
  v1::ChangeOrigin origin = {};
  // A finding that the register does not hold: its fingerprint, severity and rule are the caller's word.
  std::optional<gouji::validate::v1::Finding> computed;
};

// Decisions of requests. INVALID_ARGUMENT, reason MALFORMED_REQUEST: no fingerprint, what CheckSigned refuses, or a
// computed finding with another fingerprint.
absl::StatusOr<Decision> MakeDecision(const v1::AcknowledgeFindingRequest& request);
absl::StatusOr<Decision> MakeDecision(const v1::RevokeAcknowledgementRequest& request);

// Whether a decision says who decided and why. INVALID_ARGUMENT, reason MALFORMED_REQUEST: nothing but white space, or
// more than 256 bytes of author or 4 096 of reason.
absl::Status CheckSigned(std::string_view author, std::string_view reason);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_DECISION_H_
