#include "services/statistics/cube/row_values.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "services/statistics/cube/late_report.h"

namespace gouji::statistics {
namespace {

const std::vector<CellTerm>* TermsOf(const RowQuantity& quantity, const report::Form* form) {
  for (const auto& [known, terms] : quantity.terms) {
    if (known == form) return &terms;
  }
  return nullptr;
}

absl::Status CheckFits(const Block& block, absl::Span<const CellTerm> terms) {
  absl::uint128 greatest = 0;
  for (const CellTerm& term : terms) greatest += block.cells[term.cell].values.greatest_size();
  if (greatest <= absl::uint128(std::numeric_limits<int64_t>::max())) return absl::OkStatus();
  return absl::OutOfRangeError(absl::StrCat("a sum of ", terms.size(), " cells of a report may not fit into 64 bits"));
}

// What is not a sum of cells.
RowValue QualityOf(RowQuantity::Kind kind, const RowAttributes& row) {
  switch (kind) {
    case RowQuantity::Kind::kCells:
      break;
    case RowQuantity::Kind::kReport:
      return {.value = 1, .is_assessable = true};
    case RowQuantity::Kind::kWithoutError:
      return {.value = row.error_count == 0 ? 1 : 0, .is_assessable = true};
    case RowQuantity::Kind::kFindings:
      return {.value = row.finding_count, .is_assessable = true};
    case RowQuantity::Kind::kOnTime:
      if (!row.has_issue_date || row.year < kFirstYearWithDeadline) return {};
      return {.value = row.is_late ? 0 : 1, .is_assessable = true};
  }
  return {};
}

}  // namespace

absl::StatusOr<BlockValues> BlockValues::Of(const Block& block, absl::Span<const RowQuantity> quantities) {
  BlockValues values;
  values.columns_.reserve(quantities.size());
  for (const RowQuantity& quantity : quantities) {
    absl::Status added = values.AddColumn(block, quantity);
    if (!added.ok()) return added;
  }
  return values;
}

absl::Status BlockValues::AddColumn(const Block& block, const RowQuantity& quantity) {
  ColumnValues& column = columns_.emplace_back();
  column.values.resize(static_cast<std::size_t>(block.row_count));
  if (quantity.kind != RowQuantity::Kind::kCells) {
    for (int row = 0; row < block.row_count; ++row) {
      const RowValue value = QualityOf(quantity.kind, block.rows[row]);
      column.values[row] = value.value;
      if (!value.is_assessable) column.not_assessable.Set(row);
    }
    return absl::OkStatus();
  }
  const std::vector<CellTerm>* terms = TermsOf(quantity, block.form);
  if (terms == nullptr) {
    column.not_assessable = RowMask::First(block.row_count);
    return absl::OkStatus();
  }
  absl::Status added = AddCells(block, *terms, column);
  for (const Spread& spread : column.spreads) open_.Set(spread.row);
  return added;
}

absl::Status BlockValues::AddCells(const Block& block, absl::Span<const CellTerm> terms, ColumnValues& column) {
  absl::Status fits = CheckFits(block, terms);
  if (!fits.ok()) return fits;
  for (const CellTerm& term : terms) {
    const CellColumn& cell = block.cells[term.cell];
    cell.values.AddTo(term.factor, absl::MakeSpan(column.values));
    cell.blank.AddTo(column.not_assessable);
    cell.missing.AddTo(column.not_assessable);
    for (const SpreadEntry& spread : block.SpreadsOf(term.cell)) {
      column.spreads.push_back({.row = spread.row,
                                .least = term.factor > 0 ? spread.least : -spread.greatest,
                                .greatest = term.factor > 0 ? spread.greatest : -spread.least});
    }
  }
  column.not_assessable.ForEach([&column](int row) { column.values[row] = 0; });
  // One for each row, that of all its terms.
  std::vector<Spread>& spreads = column.spreads;
  std::sort(spreads.begin(), spreads.end(), [](const Spread& a, const Spread& b) { return a.row < b.row; });
  std::size_t count = 0;
  for (const Spread& spread : spreads) {
    if (count > 0 && spreads[count - 1].row == spread.row) {
      spreads[count - 1].least += spread.least;
      spreads[count - 1].greatest += spread.greatest;
    } else {
      spreads[count++] = spread;
    }
  }
  spreads.resize(count);
  return absl::OkStatus();
}

RowMask BlockValues::Assessable(const RowMask& rows) const {
  RowMask assessable = rows;
  for (const ColumnValues& column : columns_) assessable.Remove(column.not_assessable);
  return assessable;
}

RowValue BlockValues::At(std::size_t quantity, int row) const {
  const ColumnValues& column = columns_[quantity];
  if (column.not_assessable.Test(row)) return {};
  RowValue value = {.value = column.values[row], .is_assessable = true};
  const auto spread = std::lower_bound(column.spreads.begin(), column.spreads.end(), row,
                                       [](const Spread& candidate, int wanted) { return candidate.row < wanted; });
  if (spread != column.spreads.end() && spread->row == row) {
    value.has_spread = true;
    value.least_change = spread->least;
    value.greatest_change = spread->greatest;
  }
  return value;
}

std::optional<int64_t> CellAt(const Block& block, int row, int cell) {
  const CellColumn& column = block.cells[cell];
  if (column.blank.Contains(row) || column.missing.Contains(row)) return std::nullopt;
  return column.values.At(row);
}

}  // namespace gouji::statistics
