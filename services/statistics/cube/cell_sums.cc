#include "services/statistics/cube/cell_sums.h"

#include <algorithm>
#include <numeric>

namespace gouji::statistics {
namespace {

// Up to so many groups of a block, dense columns are summed once for each group.
constexpr int kMaxMaskedGroups = 8;

// Up to so many runs of rows, dense columns are summed run by run.
constexpr std::size_t kMaxRuns = 64;

// The runs of rows of the same group; none when there are many.
std::vector<RowGroups::Run> RunsOf(absl::Span<const uint16_t> group_of_row, int row_count, int group_count) {
  std::vector<RowGroups::Run> runs;
  for (int begin = 0; begin < row_count;) {
    const int group = group_of_row[begin];
    int end = begin + 1;
    while (end < row_count && group_of_row[end] == group) ++end;
    if (group < group_count) runs.push_back({.begin = begin, .end = end, .group = group});
    if (runs.size() > kMaxRuns) return {};
    begin = end;
  }
  return runs;
}

// The rows of each group; none when there are many groups.
std::vector<ByteMask> MasksOf(absl::Span<const uint16_t> group_of_row, int group_count) {
  std::vector<ByteMask> masks(group_count <= kMaxMaskedGroups ? group_count : 0);
  for (int group = 0; group < static_cast<int>(masks.size()); ++group) {
    for (int row = 0; row < kBlockRows; ++row) masks[group].bytes[row] = group_of_row[row] == group ? 0xFF : 0;
  }
  return masks;
}

void AddSpread(const SpreadEntry& spread, CellSum& sum) {
  sum.least_change += spread.least;
  sum.greatest_change += spread.greatest;
  ++sum.spread_count;
}

}  // namespace

void CellSum::Add(const CellSum& other) {
  sum += other.sum;
  implied_sum += other.implied_sum;
  least_change += other.least_change;
  greatest_change += other.greatest_change;
  value_count += other.value_count;
  blank_count += other.blank_count;
  missing_count += other.missing_count;
  implied_count += other.implied_count;
  spread_count += other.spread_count;
}

void AddBlock(const Block& block, const RowMask& rows, absl::Span<const int> cells, absl::Span<CellSum> sums) {
  const ByteMask mask(rows);
  const int row_count = rows.Count();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const CellColumn& cell = block.cells[cells[i]];
    CellSum& sum = sums[i];
    sum.sum += cell.values.Sum(mask);
    const int blank_count = cell.blank.CountIn(rows, mask);
    const int missing_count = cell.missing.CountIn(rows, mask);
    sum.blank_count += blank_count;
    sum.missing_count += missing_count;
    sum.value_count += row_count - blank_count - missing_count;
    if (cell.implied != nullptr) {
      sum.implied_sum += cell.implied->values.Sum(mask);
      sum.implied_count += cell.implied->rows.CountIn(rows, mask);
    }
    if (block.spreads.empty()) continue;
    for (const SpreadEntry& spread : block.SpreadsOf(cells[i])) {
      if (rows.Test(spread.row)) AddSpread(spread, sum);
    }
  }
}

void AddBlockByGroup(const Block& block, absl::Span<const uint16_t> group_of_row, int group_count,
                     absl::Span<const int> cells, absl::Span<CellSum> sums) {
  constexpr int kLanes = Column::kLanes;
  RowGroups groups = {.group_of_row = group_of_row, .runs = RunsOf(group_of_row, block.row_count, group_count)};
  if (groups.runs.empty()) groups.masks = MasksOf(group_of_row, group_count);
  std::vector<int64_t> small_sums((group_count + 1) * kLanes);
  std::vector<absl::int128> large_sums((group_count + 1) * kLanes);
  std::vector<int32_t> counts((group_count + 1) * kLanes);
  const auto sum_of = [&](int group, std::size_t cell) -> CellSum& { return sums[group * cells.size() + cell]; };
  // Adds the lanes of each group to a number of its sum, and leaves 0 in them.
  const auto flush = [&](auto& lanes, std::size_t cell, auto CellSum::*number) {
    for (int lane = 0; lane < group_count * kLanes; ++lane) sum_of(lane / kLanes, cell).*number += lanes[lane];
    std::fill(lanes.begin(), lanes.end(), 0);
  };
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const CellColumn& cell = block.cells[cells[i]];
    const auto add_column = [&](const Column& column, absl::int128 CellSum::*sum) {
      if (column.greatest_size() == 0) return;
      column.AddByGroup(groups, absl::MakeSpan(small_sums), absl::MakeSpan(large_sums));
      flush(small_sums, i, sum);
      if (column.has_large_values()) flush(large_sums, i, sum);
    };
    const auto add_count = [&](const RowSet& rows, int32_t CellSum::*count) {
      if (rows.count() == 0) return;
      if (!groups.runs.empty()) {
        for (const RowGroups::Run& run : groups.runs) {
          sum_of(run.group, i).*count += rows.CountBetween(run.begin, run.end);
        }
        return;
      }
      unsigned lane = 0;
      rows.ForEach([&, of_row = group_of_row.data()](int row) { ++counts[of_row[row] * kLanes + lane++ % kLanes]; });
      flush(counts, i, count);
    };
    add_column(cell.values, &CellSum::sum);
    add_count(cell.blank, &CellSum::blank_count);
    add_count(cell.missing, &CellSum::missing_count);
    if (cell.implied != nullptr) {
      add_column(cell.implied->values, &CellSum::implied_sum);
      add_count(cell.implied->rows, &CellSum::implied_count);
    }
    for (const SpreadEntry& spread : block.SpreadsOf(cells[i])) {
      if (group_of_row[spread.row] != group_count) AddSpread(spread, sum_of(group_of_row[spread.row], i));
    }
  }
  std::vector<int32_t> row_counts(group_count + 1);
  for (int row = 0; row < block.row_count; ++row) ++row_counts[group_of_row[row]];
  // Each counted row has a value, is blank or is missing.
  for (int group = 0; group < group_count; ++group) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      CellSum& sum = sum_of(group, i);
      sum.value_count = row_counts[group] - sum.blank_count - sum.missing_count;
    }
  }
}

std::vector<int> AllCells(int cell_count) {
  std::vector<int> cells(cell_count);
  std::iota(cells.begin(), cells.end(), 0);
  return cells;
}

}  // namespace gouji::statistics
