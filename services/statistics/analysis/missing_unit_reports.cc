#include "services/statistics/analysis/missing_unit_reports.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace gouji::statistics {

std::vector<ReportPlace> OwnReportsOn(const Cube& cube, int year, absl::Span<const std::string_view> units) {
  std::vector<ReportPlace> places(units.size());
  std::unordered_map<uint32_t, std::size_t> place_of_unit;  // by the number of its text
  for (std::size_t i = 0; i < units.size(); ++i) {
    const uint32_t text = cube.population().FindText(units[i]);
    if (text != Population::kNone) place_of_unit.emplace(text, i);
  }
  if (place_of_unit.empty()) return places;
  for (const auto& [block, live] : cube.blocks()) {
    if (block->is_aggregate || year < block->zone.first_year || year > block->zone.last_year) continue;
    live->rows.ForEach([&, &rows = block->rows, stands_in = block.get()](int row) {
      const RowAttributes& attributes = rows[static_cast<std::size_t>(row)];
      if (attributes.year != year) return;
      const auto found = place_of_unit.find(attributes.unit);
      if (found != place_of_unit.end()) places[found->second] = {.block = stands_in, .row = row};
    });
  }
  return places;
}

}  // namespace gouji::statistics
