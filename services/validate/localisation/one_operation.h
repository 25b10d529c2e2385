#ifndef GOUJI_SERVICES_VALIDATE_LOCALISATION_ONE_OPERATION_H_
#define GOUJI_SERVICES_VALIDATE_LOCALISATION_ONE_OPERATION_H_

#include <vector>

#include "services/validate/localisation/part.h"
#include "services/validate/localisation/relations_state.h"

namespace gouji::validate {

// Finds the changes of several cells that one operation may have made and that repair: neighbours exchanged, a number
// or a part of it in another column, digits of neighbours joined or split, a row moved by one place, a row of totals
// that counts itself. Cells without a number take part: a number may belong where none is printed. Neighbours, rows and
// sums are those of the form.
//
// Stops when the budget is spent. The answer has no duplicates.
std::vector<Part> FindOneOperationParts(RelationsState& state, StepBudget& budget);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOCALISATION_ONE_OPERATION_H_
