#include "services/statistics/cube/cell_sums.h"

#include <numeric>

namespace gouji::statistics {
namespace {

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
    const int blank_count = cell.blank.CountIn(rows);
    const int missing_count = cell.missing.CountIn(rows);
    sum.blank_count += blank_count;
    sum.missing_count += missing_count;
    sum.value_count += row_count - blank_count - missing_count;
    if (cell.implied != nullptr) {
      sum.implied_sum += cell.implied->values.Sum(mask);
      sum.implied_count += cell.implied->rows.CountIn(rows);
    }
    if (block.spreads.empty()) continue;
    for (const SpreadEntry& spread : block.SpreadsOf(cells[i])) {
      if (rows.Test(spread.row)) AddSpread(spread, sum);
    }
  }
}

void AddBlockByGroup(const Block& block, absl::Span<const uint16_t> group_of_row, int group_count,
                     absl::Span<const int> cells, absl::Span<CellSum> sums) {
  std::vector<int32_t> row_counts(group_count + 1, 0);
  for (int row = 0; row < block.row_count; ++row) ++row_counts[group_of_row[row]];
  std::vector<int64_t> small_sums;
  std::vector<absl::int128> large_sums;
  const auto add_column = [&](const Column& column, auto add) {
    small_sums.assign(group_count + 1, 0);
    if (column.has_large_values()) large_sums.assign(group_count + 1, 0);
    column.AddByGroup(group_of_row, absl::MakeSpan(small_sums), absl::MakeSpan(large_sums));
    for (int group = 0; group < group_count; ++group) {
      add(group, column.has_large_values() ? large_sums[group] + small_sums[group] : absl::int128(small_sums[group]));
    }
  };
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const CellColumn& cell = block.cells[cells[i]];
    const auto sum_of = [&](int group) -> CellSum& { return sums[group * cells.size() + i]; };
    add_column(cell.values, [&](int group, absl::int128 sum) {
      sum_of(group).sum += sum;
      sum_of(group).value_count += row_counts[group];
    });
    const auto for_grouped_rows = [&](const RowSet& rows, auto visit) {
      rows.ForEach([&](int row) {
        if (group_of_row[row] != group_count) visit(sum_of(group_of_row[row]));
      });
    };
    for_grouped_rows(cell.blank, [](CellSum& sum) {
      ++sum.blank_count;
      --sum.value_count;
    });
    for_grouped_rows(cell.missing, [](CellSum& sum) {
      ++sum.missing_count;
      --sum.value_count;
    });
    if (cell.implied != nullptr) {
      add_column(cell.implied->values, [&](int group, absl::int128 sum) { sum_of(group).implied_sum += sum; });
      for_grouped_rows(cell.implied->rows, [](CellSum& sum) { ++sum.implied_count; });
    }
    if (block.spreads.empty()) continue;
    for (const SpreadEntry& spread : block.SpreadsOf(cells[i])) {
      if (group_of_row[spread.row] != group_count) AddSpread(spread, sum_of(group_of_row[spread.row]));
    }
  }
}

std::vector<int> AllCells(int cell_count) {
  std::vector<int> cells(cell_count);
  std::iota(cells.begin(), cells.end(), 0);
  return cells;
}

}  // namespace gouji::statistics
