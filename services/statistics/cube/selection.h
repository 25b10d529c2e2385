#ifndef GOUJI_SERVICES_STATISTICS_CUBE_SELECTION_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_SELECTION_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/statistics/cube/cube.h"

namespace gouji::statistics {

// The reports of a cube that match a filter and that a basis counts.
//
// OWN_REPORTS counts what matches and is no aggregate. PUBLISHED counts, for each year, what matches but for reports
// of units that stand below the unit of an aggregate report that matches, at whatever distance: so figures that are in
// an aggregate report are not added to it again.
//
// Immutable; thread-safe. Lives no longer than its cube.
class Selection {
 public:
  // INVALID_ARGUMENT, reason MALFORMED_REQUEST: an unknown basis or placement, or a region that is no code of 2, 4, 6
  // or 9 digits. Units and subtrees that nobody reports for match nothing.
  static absl::StatusOr<Selection> Create(const Cube& cube, const v1::ReportFilter& filter, v1::Basis basis);
  // All that match, for lists: nothing is added up, so no basis leaves anything out.
  static absl::StatusOr<Selection> CreateOfAll(const Cube& cube, const v1::ReportFilter& filter);

  const Cube& cube() const { return *cube_; }

  // The rows of a block that are counted; null for none.
  const RowMask* rows(std::size_t block) const { return rows_[block]; }
  // Whether all current rows of the block are counted; then rows(block) is its mask of current rows.
  bool is_whole(std::size_t block) const { return rows_[block] == &cube_->blocks()[block].live->rows; }
  int row_count() const { return row_count_; }

  // What was counted and what was left out. Looks at every row that is counted.
  v1::Coverage CoverageOf() const;

  // Calls `visit(block, row, attributes)` for each row that is counted, in no order that means anything.
  template <typename Visit>
  void ForEach(Visit visit) const {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i] == nullptr) continue;
      const Block& block = *cube_->blocks()[i].block;
      rows_[i]->ForEach([&](int row) { visit(block, row, block.rows[row]); });
    }
  }

  // Calls `work(block)` for the number of each block that has counted rows, on several threads where that pays. `work`
  // must not throw.
  void ForEachBlockInParallel(absl::FunctionRef<void(std::size_t block)> work) const;

 private:
  // What may be in a selection: a basis, or everything.
  enum class Extent : uint8_t { kOwnReports, kPublished, kAll };

  static absl::StatusOr<Selection> Select(const Cube& cube, const v1::ReportFilter& filter, Extent extent);
  explicit Selection(const Cube& cube) : cube_(&cube), rows_(cube.blocks().size()) {}

  // Counts `rows` of a block, some of its current ones.
  void Take(std::size_t block, const RowMask& rows);
  // Takes reports away that stand below an aggregate.
  void LeaveCoveredOut();

  const Cube* cube_;
  std::vector<const RowMask*> rows_;             // by block
  std::vector<std::unique_ptr<RowMask>> masks_;  // those that are not a block's own
  int row_count_ = 0;
  int matched_count_ = 0;
  int not_own_count_ = 0;
  int covered_count_ = 0;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_SELECTION_H_
