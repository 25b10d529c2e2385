#include "services/validate/localisation/part.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace gouji::validate {
namespace {

bool ChangeBefore(const CellChange& a, const CellChange& b) {
  return std::tie(a.cell, a.to, a.from) < std::tie(b.cell, b.to, b.from);
}

bool ChangesBefore(const Part& a, const Part& b) {
  return std::lexicographical_compare(a.changes.begin(), a.changes.end(), b.changes.begin(), b.changes.end(),
                                      ChangeBefore);
}

}  // namespace

Part MakePart(const RelationsState& state, std::vector<CellChange> changes) {
  Part part;
  std::sort(changes.begin(), changes.end(), ChangeBefore);
  const std::vector<int>& failing = state.failing();
  for (const CellChange& change : changes) {
    for (const Incidence* it = state.begin(change.cell); it != state.end(change.cell); ++it) {
      const auto found = std::lower_bound(failing.begin(), failing.end(), it->equation);
      if (found != failing.end() && *found == it->equation) {
        part.repaired |= uint64_t{1} << (found - failing.begin());
      }
    }
  }
  part.classification = Classify(state.form(), changes);
  part.changes = std::move(changes);
  return part;
}

void RemoveDuplicates(std::vector<Part>& parts) {
  std::sort(parts.begin(), parts.end(), ChangesBefore);
  const auto same = [](const Part& a, const Part& b) { return a.changes == b.changes; };
  parts.erase(std::unique(parts.begin(), parts.end(), same), parts.end());
}

}  // namespace gouji::validate
