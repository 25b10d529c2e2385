#ifndef GOUJI_SERVICES_VALIDATE_LOCALISATION_PART_SEARCH_H_
#define GOUJI_SERVICES_VALIDATE_LOCALISATION_PART_SEARCH_H_

#include <vector>

#include "services/validate/localisation/part.h"
#include "services/validate/localisation/relations_state.h"

namespace gouji::validate {

// The most cells of one part that are looked for.
inline constexpr int kMaxPartSize = 3;

// Finds all sets of at most `size` cells with numbers (from 1 to kMaxPartSize) that hang together and repair one at
// least of a group of failing equations: the smallest sets of Fellegi and Holt, part by part. A set hangs together when
// it can be found one cell after the other, each in an equation that fails because of those before, with the number
// that one failing equation asks for; this leaves out sets whose numbers only several equations together determine, of
// which the forms have none of so few cells. An equation with open cells asks for the number nearest to the printed
// one, as if they were 0.
//
// A cell without a number is never among the changes: leaving it open asks no more of the other cells than any number
// in it would.
//
// `group` are failing equations by their place among those of the state. Stops when the budget is spent; what was found
// until then is returned, without duplicates.
std::vector<Part> FindParts(RelationsState& state, uint64_t group, int size, StepBudget& budget);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOCALISATION_PART_SEARCH_H_
