#ifndef GOUJI_SERVICES_VALIDATE_FINDING_H_
#define GOUJI_SERVICES_VALIDATE_FINDING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/report/report.h"
#include "services/report/verdict.h"

namespace gouji::validate {

using report::Severity;
using report::Verdict;

// Where a cell of a finding was printed, or prose that it is about.
struct CellEvidence {
  int cell;  // the flat index; -1 for prose
  report::Evidence evidence;

  bool operator==(const CellEvidence&) const = default;
};

// A cell with what was printed in it and what a suggestion puts there; without a number: none is printed, or belongs
// there.
struct CellChange {
  int cell = 0;  // the flat index
  std::optional<int64_t> from;
  std::optional<int64_t> to;

  bool operator==(const CellChange&) const = default;
};

// A correction that satisfies every relation; the meaning of each field stands in finding.proto.
struct Suggestion {
  std::vector<CellChange> changes;  // by cell, ascending
  std::string operation;
  int rank = 1;
  bool ambiguous = false;

  bool operator==(const Suggestion&) const = default;
};

// One way to count what is claimed: Σ added - Σ taken = value, over cells of the report (flat indices).
struct AcceptedReading {
  std::vector<int> added;
  std::vector<int> taken;
  int64_t value = 0;

  bool operator==(const AcceptedReading&) const = default;
};

// A number that is told a second time outside of the tables of this report, by its prose or by last year's report
// (上年结转 = last year's 结转下年度). It agrees when any of its readings does. Claims repair nothing; they tell which
// of several explanations is the likelier.
struct Claim {
  std::vector<AcceptedReading> readings;

  bool operator==(const Claim&) const = default;
};

// One thing that a rule found; the meaning of each field stands in finding.proto.
struct Finding {
  std::string rule_id;
  Severity severity = Severity::kError;
  std::string message_zh;
  std::string message_en;
  std::vector<int> cells;  // flat indices, ascending
  std::optional<int64_t> left;
  std::optional<int64_t> right;
  std::optional<int64_t> difference;
  std::string basis;
  report::Responsibility responsibility = report::Responsibility::kDocument;
  std::string caused_by;
  std::string fingerprint;
  std::vector<CellEvidence> evidence;
  std::vector<Suggestion> suggestions;  // best first
  int omitted_suggestion_count = 0;
  // The failing equations of the form that it is about, ascending: one, two that are off by opposite amounts, none for
  // other findings. Not on the wire.
  std::vector<int> equations;
  // What the prose or last year's report claims and the cells do not bear out. Not on the wire.
  std::optional<Claim> claim;
  std::vector<std::string> compared_with;  // "unit/year"; empty for findings of the report itself

  bool operator==(const Finding&) const = default;
};

// The result of all checks of one report. A check is one equation, or one cell rule over all cells; it fails when it
// makes a finding.
struct Assessment {
  int held = 0;
  int failed = 0;
  int not_assessable = 0;
  Verdict verdict = Verdict::kAccepted;
  std::string rule_set_version;
  std::vector<std::string> packs;
  std::vector<std::string> compared_with;  // "unit/year": the other reports that the checks used

  bool operator==(const Assessment&) const = default;
};

struct Validation {
  std::vector<Finding> findings;  // gravest first, then in the order of the form
  Assessment assessment;

  bool operator==(const Validation&) const = default;
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_FINDING_H_
