#ifndef GOUJI_SERVICES_STATISTICS_CUBE_CUBE_BUILDER_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_CUBE_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "services/statistics/cube/cube.h"
#include "services/statistics/cube/population.h"
#include "services/statistics/cube/raw_block.h"
#include "services/statistics/register/current_report.h"

namespace gouji::statistics {

// What makes cubes: takes reports as they come and go, and gives snapshots. Rows are never changed: a report that
// changes dies in its block and is added anew to the last block of its kind.
//
// A snapshot costs what has changed since the one before: blocks with new rows are made again, of blocks with rows that
// died the totals. Not thread-safe; the snapshots are.
class CubeBuilder {
 public:
  explicit CubeBuilder(ParentFunction parent_of, Parents parents = Parents::kOfTheYear);

  // Takes a report in the place of the one of its key, if there is one.
  void Put(const CurrentReport& report);
  // Takes the report of a key away, if there is one.
  void Remove(std::string_view unit, int year);

  // `position`: what the register had committed.
  std::shared_ptr<const Cube> Snapshot(int64_t position);

  // Puts all reports into order, by form, aggregate or not, year, region and unit, into full blocks without dead rows.
  // Costs time in proportion to all reports.
  void Reorder();
  // Whether so many rows have died or come out of order that Reorder pays: a constant share of all, so that a report's
  // part in the costs of all reorderings is bounded.
  bool NeedsReorder() const;

  int row_count() const { return static_cast<int>(row_count_); }

 private:
  static constexpr uint64_t kNoRow = UINT64_MAX;
  // A block as it stands. `open` has its rows while it grows, `mask` the living ones.
  struct Slot {
    std::shared_ptr<const Block> block;  // null until the first snapshot
    std::shared_ptr<const LiveRows> live;
    std::unique_ptr<RawBlock> open;
    RowMask mask;
    bool has_new_rows = false;
    bool mask_changed = false;
  };
  using Kind = std::pair<const report::Form*, bool>;  // form, aggregate or not

  void Kill(uint32_t node);
  // The slot that takes the next row of a kind.
  std::size_t OpenSlot(const Kind& kind);
  void Refresh(Slot& slot);

  std::shared_ptr<Population> population_;
  std::vector<Slot> slots_;
  std::map<Kind, std::size_t> open_slots_;
  std::vector<uint64_t> row_of_node_;  // slot · kBlockRows + row; kNoRow
  std::size_t row_count_ = 0;
  std::size_t dead_count_ = 0;
  std::size_t unordered_count_ = 0;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_CUBE_BUILDER_H_
