#include "services/report/report.h"

#include <algorithm>

namespace gouji::report {

const CellNote* Report::FindNote(int cell) const {
  const auto it =
      std::lower_bound(notes.begin(), notes.end(), cell, [](const CellNote& note, int c) { return note.cell < c; });
  return it != notes.end() && it->cell == cell ? &*it : nullptr;
}

}  // namespace gouji::report
