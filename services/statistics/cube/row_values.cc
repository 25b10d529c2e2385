#include "services/statistics/cube/row_values.h"

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

// The values of a quantity in the rows of a block.
class QuantityColumn {
 public:
  absl::Status Load(const Block& block, const RowQuantity& quantity) {
    kind_ = quantity.kind;
    has_form_ = false;
    spreads_.clear();
    if (kind_ != RowQuantity::Kind::kCells) return absl::OkStatus();
    const std::vector<CellTerm>* terms = TermsOf(quantity, block.form);
    if (terms == nullptr) return absl::OkStatus();
    absl::Status fits = CheckFits(block, *terms);
    if (!fits.ok()) return fits;
    has_form_ = true;
    values_.assign(block.row_count, 0);
    without_number_ = RowMask();
    for (const CellTerm& term : *terms) {
      const CellColumn& cell = block.cells[term.cell];
      cell.values.AddTo(term.factor, absl::MakeSpan(values_));
      cell.blank.AddTo(without_number_);
      cell.missing.AddTo(without_number_);
      for (const SpreadEntry& spread : block.SpreadsOf(term.cell)) AddSpread(spread, term.factor, block.row_count);
    }
    return absl::OkStatus();
  }

  RowValue At(int row, const RowAttributes& attributes) const {
    switch (kind_) {
      case RowQuantity::Kind::kCells:
        break;
      case RowQuantity::Kind::kReport:
        return {.value = 1, .is_assessable = true};
      case RowQuantity::Kind::kWithoutError:
        return {.value = attributes.error_count == 0 ? 1 : 0, .is_assessable = true};
      case RowQuantity::Kind::kFindings:
        return {.value = attributes.finding_count, .is_assessable = true};
      case RowQuantity::Kind::kOnTime:
        if (!attributes.has_issue_date || attributes.year < kFirstYearWithDeadline) return {};
        return {.value = attributes.is_late ? 0 : 1, .is_assessable = true};
    }
    if (!has_form_ || without_number_.Test(row)) return {};
    RowValue value = {.value = values_[row], .is_assessable = true};
    if (!spreads_.empty()) {
      value.has_spread = spreads_[row].is_there;
      value.least_change = spreads_[row].least;
      value.greatest_change = spreads_[row].greatest;
    }
    return value;
  }

 private:
  struct Spread {
    bool is_there = false;
    int64_t least = 0;
    int64_t greatest = 0;
  };

  void AddSpread(const SpreadEntry& spread, int factor, int row_count) {
    if (spreads_.empty()) spreads_.resize(row_count);
    Spread& sum = spreads_[spread.row];
    sum.is_there = true;
    sum.least += factor > 0 ? spread.least : -spread.greatest;
    sum.greatest += factor > 0 ? spread.greatest : -spread.least;
  }

  RowQuantity::Kind kind_ = RowQuantity::Kind::kCells;
  bool has_form_ = false;
  std::vector<int64_t> values_;
  RowMask without_number_;
  std::vector<Spread> spreads_;  // by row; empty when there are none
};

}  // namespace

absl::Status ForEachRow(const Selection& selection, absl::Span<const RowQuantity> quantities,
                        absl::FunctionRef<void(const RowVisit&)> visitor) {
  for (std::size_t i = 0; i < selection.cube().blocks().size(); ++i) {
    absl::Status visited = ForEachRowOfBlock(selection, i, quantities, visitor);
    if (!visited.ok()) return visited;
  }
  return absl::OkStatus();
}

absl::Status ForEachRowOfBlock(const Selection& selection, std::size_t block_index,
                               absl::Span<const RowQuantity> quantities,
                               absl::FunctionRef<void(const RowVisit&)> visitor) {
  if (selection.rows(block_index) == nullptr) return absl::OkStatus();
  const Cube& cube = selection.cube();
  const Block& block = *cube.blocks()[block_index].block;
  std::vector<QuantityColumn> columns(quantities.size());
  std::vector<RowValue> values(quantities.size());
  for (std::size_t q = 0; q < quantities.size(); ++q) {
    absl::Status loaded = columns[q].Load(block, quantities[q]);
    if (!loaded.ok()) return loaded;
  }
  selection.rows(block_index)->ForEach([&](int row) {
    const RowAttributes& attributes = block.rows[row];
    for (std::size_t q = 0; q < columns.size(); ++q) values[q] = columns[q].At(row, attributes);
    visitor({.cube = cube,
             .block = block,
             .block_index = block_index,
             .row = row,
             .attributes = attributes,
             .values = values});
  });
  return absl::OkStatus();
}

std::optional<int64_t> CellAt(const Block& block, int row, int cell) {
  const CellColumn& column = block.cells[cell];
  if (column.blank.Contains(row) || column.missing.Contains(row)) return std::nullopt;
  return column.values.At(row);
}

}  // namespace gouji::statistics
