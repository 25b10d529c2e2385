#include "services/statistics/analysis/previous_reports.h"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace gouji::statistics {

std::vector<MeasuredRow> PreviousOf(const MeasuredPopulation& population, const MeasuredPopulation::Measured& measured,
                                    const MeasuredPopulation& earlier,
                                    const MeasuredPopulation::Measured& earlier_measured) {
  // The rows of a unit, a few years at most, are a chain: its last one, and the one before each.
  constexpr int32_t kNone = -1;
  struct Link {
    int32_t year = 0;
    int32_t before = kNone;
  };
  std::vector<int32_t> last_of_unit(earlier.cube()->text_count(), kNone);
  std::vector<Link> links;
  links.reserve(earlier_measured.rows.size());
  for (std::size_t i = 0; i < earlier_measured.rows.size(); ++i) {
    const RowAttributes& attributes = earlier.AttributesAt(earlier_measured.places[i]);
    int32_t& last = last_of_unit[attributes.unit];
    links.push_back({.year = attributes.year, .before = std::exchange(last, static_cast<int32_t>(i))});
  }
  std::vector<MeasuredRow> previous(measured.rows.size());
  for (std::size_t i = 0; i < previous.size(); ++i) {
    const RowAttributes& attributes = population.AttributesAt(measured.places[i]);
    int32_t found = last_of_unit[attributes.unit];
    while (found != kNone && links[found].year != attributes.year - 1) found = links[found].before;
    if (found != kNone) previous[i] = earlier_measured.rows[found];
    previous[i].row = measured.rows[i].row;
    previous[i].group = measured.rows[i].group;
  }
  return previous;
}

}  // namespace gouji::statistics
