#ifndef GOUJI_SERVICES_PARSE_INTERPRET_CONFIRMATION_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_CONFIRMATION_H_

#include <cstdint>
#include <vector>

#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::parse {

// How far the reading of a cell can be relied on before the relations are asked.
enum class Reliance : uint8_t {
  kPrinted,     // the document says it in characters
  kRecognised,  // recognised from an image
  kUnusable,    // recognised so badly, or placed by the relations themselves, that it confirms nothing
};

// An engine that is less sure of a figure than this has not read it well enough to confirm others.
inline constexpr float kLeastConfidence = 0.6F;

// Which cells can be believed: those that are printed, and those that were recognised and are confirmed by the
// relations of the form. An equation speaks when each of its operands has a number or is blank or not applicable
// (which count as 0), and none is unusable, MISSING, UNREADABLE or INFERRED. A recognised cell is confirmed
//
//   1. by two equations that hold, if no equation that speaks fails: a single wrong reading breaks each of its
//      equations, so that at least four readings must be wrong by the same amount at the corners of a rectangle, or
//      three of them beside a figure that is wrong itself; or
//   2. by one equation that holds if all its other operands are believed: then only this value fits.
//
// Neither helps against an engine that takes every 1 for a 7: where a report has few figures, all equations hold all
// the same. So a number with a digit that could be exchanged for another one throughout the report, without any
// equation that holds now failing, is not confirmed.
//
// The price: cells of one equation only (all of the table of disputes) and of none stay unconfirmed, and so do, in a
// report with one or two applications, the cells that are not 0. `reliance` has one element for each cell.
std::vector<bool> BelievedCells(const report::Form& form, const std::vector<report::Cell>& cells,
                                const std::vector<Reliance>& reliance);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_CONFIRMATION_H_
