#ifndef GOUJI_SERVICES_STATISTICS_CUBE_ROW_FILTER_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_ROW_FILTER_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/statistics/cube/cube.h"
#include "services/statistics/cube/region_code.h"

namespace gouji::statistics {

// A ReportFilter made ready for the rows of a cube.
//
// Immutable; thread-safe.
class RowFilter {
 public:
  // Errors: those of Selection::Create.
  static absl::StatusOr<RowFilter> Create(const Cube& cube, const v1::ReportFilter& filter);

  // Takes the rows that do not match away from `rows`, rows of a block of the cube.
  void Narrow(const Block& block, RowMask& rows) const;

 private:
  RowFilter() = default;

  bool MatchesYear(int32_t year) const;
  bool MatchesRegion(RegionKey region) const;

  std::vector<int32_t> years_;        // ascending; empty: all
  std::vector<RegionRange> regions_;  // ascending and apart; empty: all
  uint32_t verdicts_ = 0;             // a bit for each; 0: all
  uint32_t levels_ = 0;
  uint32_t kinds_ = 0;
  bool all_units_ = true;
  std::vector<bool> units_;  // by text; when not all_units_
  bool all_nodes_ = true;
  std::vector<bool> nodes_;  // in one of the subtrees; when not all_nodes_
  v1::Placement placement_ = v1::PLACEMENT_UNSPECIFIED;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_ROW_FILTER_H_
