#ifndef GOUJI_SERVICES_VALIDATE_RESPONSIBILITY_H_
#define GOUJI_SERVICES_VALIDATE_RESPONSIBILITY_H_

#include <vector>

#include "services/report/report.h"

namespace gouji::validate {

// What was read with less confidence (Evidence.confidence) may be the reader's fault.
inline constexpr float kSureConfidence = 0.8F;

// Who is responsible for what stands in each cell of a report that has a form.
//
// DOCUMENT for what was plainly read: numbers, blanks, marks of "not applicable", and text that is no number. UNCERTAIN
// for REINTERPRETED, UNCONFIRMED, INFERRED and MISSING cells, and for what was read with little confidence. A missing
// cell is the document's when its whole table is missing, when a diagnostic says so, or when there was no document to
// read (figures that came without one). A diagnostic that lays a cell at the reader's door, or leaves it open, goes
// before all that.
std::vector<report::Responsibility> CellResponsibilities(const report::Report& report);

// Who is responsible for a finding about `cells`: the reader when it is for one of them, the document when it is for
// all.
report::Responsibility Combine(const std::vector<report::Responsibility>& of_cell, const std::vector<int>& cells);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_RESPONSIBILITY_H_
