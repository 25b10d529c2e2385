#include "services/statistics/cube/selection.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/statistics/cube/parallel.h"
#include "services/statistics/cube/row_filter.h"

namespace gouji::statistics {

absl::StatusOr<Selection> Selection::Create(const Cube& cube, const v1::ReportFilter& filter, v1::Basis basis) {
  switch (basis) {
    case v1::BASIS_UNSPECIFIED:
    case v1::BASIS_OWN_REPORTS:
      return Select(cube, filter, Extent::kOwnReports);
    case v1::BASIS_PUBLISHED:
      return Select(cube, filter, Extent::kPublished);
    default:
      return report::Error(
          absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
          absl::StrCat("basis ", static_cast<int>(basis), " is not known; use OWN_REPORTS or PUBLISHED"));
  }
}

absl::StatusOr<Selection> Selection::CreateOfAll(const Cube& cube, const v1::ReportFilter& filter) {
  return Select(cube, filter, Extent::kAll);
}

absl::StatusOr<Selection> Selection::Select(const Cube& cube, const v1::ReportFilter& filter, Extent extent) {
  const absl::StatusOr<RowFilter> row_filter = RowFilter::Create(cube, filter);
  if (!row_filter.ok()) return row_filter.status();
  Selection selection(cube);
  for (std::size_t i = 0; i < cube.blocks().size(); ++i) {
    const auto& [block, live] = cube.blocks()[i];
    RowMask rows = live->rows;
    row_filter->Narrow(*block, rows);
    const int count = rows.Count();
    selection.matched_count_ += count;
    if (extent == Extent::kOwnReports && block->is_aggregate) {
      selection.not_own_count_ += count;
    } else {
      selection.Take(i, rows);
    }
  }
  if (extent == Extent::kPublished) selection.LeaveCoveredOut();
  return selection;
}

void Selection::Take(std::size_t block, const RowMask& rows) {
  const LiveRows& live = *cube_->blocks()[block].live;
  if (rows_[block] != nullptr) row_count_ -= rows_[block]->Count();
  const int count = rows.Count();
  row_count_ += count;
  if (count == 0) {
    rows_[block] = nullptr;
  } else if (count == live.count) {
    rows_[block] = &live.rows;
  } else {
    rows_[block] = masks_.emplace_back(std::make_unique<RowMask>(rows)).get();
  }
}

void Selection::LeaveCoveredOut() {
  // By node: it has an aggregate that matches, or stands below one. Parents come before their children.
  std::vector<bool> has_aggregate(cube_->node_count());
  std::vector<bool> is_covered(cube_->node_count());
  bool any_aggregate = false;
  ForEach([&](const Block& block, int /*row*/, const RowAttributes& row) {
    if (!block.is_aggregate) return;
    has_aggregate[row.node] = true;
    any_aggregate = true;
  });
  if (!any_aggregate) return;
  for (uint32_t node = 0; node < cube_->node_count(); ++node) {
    const uint32_t parent = cube_->population().node(node).parent;
    is_covered[node] = parent != Population::kNone && (has_aggregate[parent] || is_covered[parent]);
  }
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i] == nullptr) continue;
    RowMask counted = *rows_[i];
    rows_[i]->ForEach([&, &rows = cube_->blocks()[i].block->rows](int row) {
      if (is_covered[rows[row].node]) counted.Clear(row);
    });
    const int covered = rows_[i]->Count() - counted.Count();
    covered_count_ += covered;
    if (covered > 0) Take(i, counted);
  }
}

void Selection::ForEachBlockInParallel(absl::FunctionRef<void(std::size_t block)> work) const {
  std::vector<std::size_t> blocks;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i] != nullptr) blocks.push_back(i);
  }
  ForEachInParallel(blocks.size(), [&](std::size_t i) { work(blocks[i]); });
}

v1::Coverage Selection::CoverageOf() const {
  std::vector<std::atomic<bool>> has_unit(cube_->text_count());
  std::atomic<int> unit_count = 0;
  std::atomic<int> unplaced_count = 0;
  std::atomic<int> with_errors_count = 0;
  ForEachBlockInParallel([&](std::size_t i) {
    const std::vector<RowAttributes>& rows = cube_->blocks()[i].block->rows;
    int units = 0;
    int unplaced = 0;
    int with_errors = 0;
    rows_[i]->ForEach([&](int number) {
      const RowAttributes& row = rows[number];
      unplaced += row.placed ? 0 : 1;
      with_errors += row.error_count > 0 ? 1 : 0;
      std::atomic<bool>& is_known = has_unit[row.unit];
      if (!is_known.load(std::memory_order_relaxed) && !is_known.exchange(true, std::memory_order_relaxed)) ++units;
    });
    unit_count += units;
    unplaced_count += unplaced;
    with_errors_count += with_errors;
  });
  v1::Coverage coverage;
  coverage.set_matched_count(matched_count_);
  coverage.set_counted_count(row_count_);
  coverage.set_not_own_count(not_own_count_);
  coverage.set_covered_count(covered_count_);
  coverage.set_unplaced_count(unplaced_count);
  coverage.set_with_errors_count(with_errors_count);
  coverage.set_unit_count(unit_count);
  return coverage;
}

}  // namespace gouji::statistics
