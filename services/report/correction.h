#ifndef GOUJI_SERVICES_REPORT_CORRECTION_H_
#define GOUJI_SERVICES_REPORT_CORRECTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/report/report.h"

namespace gouji::report {

// What a person reads in a cell, where the program read something else or could not read.
struct CellReading {
  int cell = 0;                 // the flat index
  std::optional<int64_t> from;  // the value that the person saw in the report; none for a cell without a number
  std::optional<int64_t> to;    // what is printed; none for a blank
};

// A cell that a correction changed.
struct ChangedCell {
  int cell = 0;
  std::optional<int64_t> from;
  std::optional<int64_t> to;
  CellState state_before = CellState::kRead;
  std::string raw_before;
  bool derived = false;  // not read by the person: what it was derived from has changed
};

struct Correction {
  Report report;
  std::vector<ChangedCell> changes;  // in the order of the form
};

// A report as a person reads it.
//
// A cell with a number becomes plainly read, one without BLANK; what the reader had doubted about it (its note, and the
// diagnostics that name it) does not hold for it any more. Raw texts stay with the report before, and in `changes`.
//
// Values that programs derived are looked at again, never derived anew: where an equation balanced before and does not
// now, an INFERRED value is taken back (MISSING), a REINTERPRETED one is UNCONFIRMED, and an implied value is dropped.
// So no number stays that rested on a wrong reading.
//
// INVALID_ARGUMENT, reason MALFORMED_REQUEST: no reading, two of one cell, or a value beyond MaxValueOf. ABORTED,
// reason CELL_CHANGED: a cell has not the value in `from`. The report must have a form, and the cells must be of it.
absl::StatusOr<Correction> Correct(const Report& report, absl::Span<const CellReading> readings);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_CORRECTION_H_
