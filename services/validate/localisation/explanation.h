#ifndef GOUJI_SERVICES_VALIDATE_LOCALISATION_EXPLANATION_H_
#define GOUJI_SERVICES_VALIDATE_LOCALISATION_EXPLANATION_H_

#include <vector>

#include "services/validate/finding.h"
#include "services/validate/localisation/operation.h"

namespace gouji::validate {

// The most explanations of one cause that are kept.
inline constexpr int kMaxExplanations = 16;

// What may have happened, with the changes that undo it.
struct Explanation {
  std::vector<CellChange> changes;  // by cell, ascending
  Classification classification;
  int agreement = 0;         // by how many more claims agree
  bool is_doubtful = false;  // all cells to change were read with doubt
  int rank = 1;              // 1 is the likeliest
  bool is_ambiguous = false;
};

// Puts explanations of one cause in the order of their likelihood, gives them their ranks (equal ones share a rank and
// are ambiguous; all are unless `is_certain`) and cuts the list. Returns how many were cut.
int RankExplanations(bool is_certain, std::vector<Explanation>& explanations);

// As it is shown.
Suggestion ToSuggestion(const Explanation& explanation);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOCALISATION_EXPLANATION_H_
