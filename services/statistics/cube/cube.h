#ifndef GOUJI_SERVICES_STATISTICS_CUBE_CUBE_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_CUBE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "services/statistics/cube/block.h"
#include "services/statistics/cube/cell_sums.h"
#include "services/statistics/cube/population.h"
#include "services/statistics/cube/row_mask.h"

namespace gouji::statistics {

// Which rows of a block are current, and their totals, so that a block that is wanted as a whole need not be read.
struct LiveRows {
  RowMask rows;
  int count = 0;
  std::vector<CellSum> totals;  // by flat index
};
std::shared_ptr<const LiveRows> LiveRowsOf(const Block& block, const RowMask& rows);

// All current reports at one moment, in columns: the answer to every question of query.proto is computed from it.
// Selection says which reports, Grouping puts them into groups, sums.h adds up cells, row_values.h gives the values of
// each report, rules.h counts findings.
//
//   const std::shared_ptr<const Cube> cube = live_cube.Get();
//   absl::StatusOr<Selection> selection = Selection::Create(*cube, filter, basis);
//   std::vector<FormSums> sums = SumCells(*cube, *selection, {});
//
// The order of rows means nothing, and no result depends on it. A snapshot: immutable and thread-safe; parts that did
// not change are shared between snapshots.
class Cube {
 public:
  struct LiveBlock {
    std::shared_ptr<const Block> block;
    std::shared_ptr<const LiveRows> live;
  };

  Cube(std::shared_ptr<const Population> population, std::vector<LiveBlock> blocks, int64_t position);

  const std::vector<LiveBlock>& blocks() const { return blocks_; }
  const Population& population() const { return *population_; }
  // The numbers of nodes and texts that existed when the snapshot was taken.
  uint32_t node_count() const { return node_count_; }
  uint32_t text_count() const { return text_count_; }
  // The reports in it.
  int row_count() const { return row_count_; }
  // What the register had committed (LiveCube).
  int64_t position() const { return position_; }
  // In memory, everything counted but the allocator's own needs.
  std::size_t byte_count() const;

 private:
  std::shared_ptr<const Population> population_;
  std::vector<LiveBlock> blocks_;
  uint32_t node_count_;
  uint32_t text_count_;
  int row_count_ = 0;
  int64_t position_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_CUBE_H_
