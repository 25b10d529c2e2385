#ifndef GOUJI_SERVICES_VALIDATE_LOCALISATION_PART_H_
#define GOUJI_SERVICES_VALIDATE_LOCALISATION_PART_H_

#include <cstdint>
#include <vector>

#include "services/validate/finding.h"
#include "services/validate/localisation/operation.h"
#include "services/validate/localisation/relations_state.h"

namespace gouji::validate {

// The most failing equations that are explained together: they are the bits of a word. The forms have some 40.
inline constexpr int kMaxFailingEquations = 64;

// How much work the search may do. Counted in changes tried, so that the answer is the same on every machine.
struct StepBudget {
  int64_t left = 0;

  // Takes one step; false when none is left.
  bool Take() { return left > 0 && left-- > 0; }
  bool is_spent() const { return left <= 0; }
};

// Changes that belong together: with them the failing equations that they touch do not fail, and no other does.
struct Part {
  std::vector<CellChange> changes;  // by cell, ascending; each changes something
  uint64_t repaired = 0;            // the failing equations, by their place among those of the state
  Classification classification;

  int cell_count() const { return static_cast<int>(changes.size()); }
};

// The number of equations in a set of failing ones.
constexpr int CountBits(uint64_t equations) {
  int count = 0;
  for (; equations != 0; equations &= equations - 1) {
    ++count;
  }
  return count;
}

// Makes a part of changes that repair: sorts and classifies them. Changes that change nothing must not be among them.
Part MakePart(const RelationsState& state, std::vector<CellChange> changes);

// Removes parts whose changes are there already, and puts the others in a fixed order: by changes.
void RemoveDuplicates(std::vector<Part>& parts);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOCALISATION_PART_H_
