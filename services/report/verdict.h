#ifndef GOUJI_SERVICES_REPORT_VERDICT_H_
#define GOUJI_SERVICES_REPORT_VERDICT_H_

#include <cstdint>

#include "absl/types/span.h"
#include "services/report/report.h"

namespace gouji::report {

// How grave a finding is, and what becomes of a report. The numbers of these enums are those of finding.proto.
enum class Severity : uint8_t { kError = 1, kWarning = 2, kInfo = 3 };

enum class Verdict : uint8_t {
  kAccepted = 1,
  kNeedsCorrection = 2,
  kNeedsAcknowledgement = 3,
  kNeedsReview = 4,
  kRejected = 5,
};

// A finding as far as the verdict depends on it.
struct FindingWeight {
  Severity severity = Severity::kError;
  Responsibility responsibility = Responsibility::kDocument;
  bool acknowledged = false;  // a person accepted it, with a reason
};

// Whether a person can accept a finding of this severity: a WARNING only. An ERROR is corrected; an INFO asks for
// nothing.
constexpr bool IsAcknowledgeable(Severity severity) { return severity == Severity::kWarning; }

// What becomes of a report that has a form: the one place that decides it, for the checks and for the register.
//
// An ERROR of the document: NEEDS_CORRECTION. Else an ERROR or WARNING about cells that were lost or read with doubt:
// NEEDS_REVIEW. Else a WARNING: NEEDS_ACKNOWLEDGEMENT. Else ACCEPTED. INFO never counts. An acknowledged WARNING does
// not either, whoever is responsible, for the person who accepted it has looked; an ERROR counts whatever was said.
Verdict VerdictOf(absl::Span<const FindingWeight> findings);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_VERDICT_H_
