#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_MISSING_UNIT_REPORTS_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_MISSING_UNIT_REPORTS_H_

#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "services/statistics/cube/cube.h"

namespace gouji::statistics {

// Where a report stands in a cube.
struct ReportPlace {
  const Block* block = nullptr;  // null: there is no report
  int row = 0;                   // in the block
};

// For each unit its report of scope OWN on a year, in their order: what is known of a unit that has not reported on the
// following one. A unit without one, or whose report was an aggregate, has none.
std::vector<ReportPlace> OwnReportsOn(const Cube& cube, int year, absl::Span<const std::string_view> units);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_MISSING_UNIT_REPORTS_H_
