#ifndef GOUJI_SERVICES_STATISTICS_CUBE_CELL_SUMS_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_CELL_SUMS_H_

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/types/span.h"
#include "services/statistics/cube/block.h"

namespace gouji::statistics {

// What becomes of one cell when reports are added up: CellTotal of register.proto before its numbers are fitted into 64
// bits. Sums of 2^31 reports fit.
struct CellSum {
  absl::int128 sum = 0;
  absl::int128 implied_sum = 0;
  // What unresolved errors leave open of `sum`: it lies between sum + least_change and sum + greatest_change.
  absl::int128 least_change = 0;
  absl::int128 greatest_change = 0;
  int32_t value_count = 0;
  int32_t blank_count = 0;
  int32_t missing_count = 0;
  int32_t implied_count = 0;
  int32_t spread_count = 0;  // reports whose errors leave it open

  void Add(const CellSum& other);
  bool operator==(const CellSum&) const = default;
};

// Adds up some rows of a block, `row_count` of them, for some cells: to the sum of the same place.
void AddBlock(const Block& block, const RowMask& rows, absl::Span<const int> cells, absl::Span<CellSum> sums);

// The same for groups of rows, into sums that are 0. `group_of_row` has kBlockRows elements, from 0 to `group_count`;
// the number `group_count` means no group. The sum of the cell in place `c` in group `g` is sums[g * cells.size() + c].
void AddBlockByGroup(const Block& block, absl::Span<const uint16_t> group_of_row, int group_count,
                     absl::Span<const int> cells, absl::Span<CellSum> sums);

// 0 to `cell_count` - 1.
std::vector<int> AllCells(int cell_count);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_CELL_SUMS_H_
