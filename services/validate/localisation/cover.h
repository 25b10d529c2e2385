#ifndef GOUJI_SERVICES_VALIDATE_LOCALISATION_COVER_H_
#define GOUJI_SERVICES_VALIDATE_LOCALISATION_COVER_H_

#include <cstdint>
#include <vector>

#include "services/validate/localisation/part.h"

namespace gouji::validate {

// Parts that together repair a set of failing equations, each of them once.
struct Cover {
  std::vector<int> parts;  // indices, ascending
  int cell_count = 0;
  int operation_count = 0;
};

// The smallest covers.
struct Covers {
  std::vector<Cover> covers;
  int fewest_cells = 0;       // of one cover; 0 when there is none
  int fewest_operations = 0;  // likewise
  bool is_complete = true;    // whether the search came to its end and none was left out
};

// Finds all covers of `equations` with the fewest cells, and all with the fewest operations. The parts of a cover have
// no cell in common. At most `max_covers` are returned.
Covers FindCovers(const std::vector<Part>& parts, uint64_t equations, int max_covers, StepBudget& budget);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOCALISATION_COVER_H_
