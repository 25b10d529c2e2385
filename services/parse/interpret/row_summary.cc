#include "services/parse/interpret/row_summary.h"

#include <algorithm>

namespace gouji::parse {

void ColumnSummary::Add(int place, bool is_number, const Operand& operand) {
  const int64_t value = operand.value();
  if (!first_.has_value()) {
    first_ = {.place = place, .is_number = is_number, .value = value};
    same_ = (is_number || place >= 0) && place != kGapPlace;
  } else if (place == kGapPlace) {
    same_ = false;
  } else if (same_) {
    const bool dropped_alike = (first_->place == kDroppedPlace) == (place == kDroppedPlace);
    same_ = dropped_alike &&
            (is_number ? first_->is_number && first_->value == value : !first_->is_number && first_->place == place);
  }
  if (place >= 0 && token_ < 0) {
    token_ = place;
  }
  if (place == kLostPlace) {
    ever_lost_ = true;
    if (equation_ < 0) {
      equation_ = operand.solved_by;
    }
  }
}

ResolvedCell ColumnSummary::Resolve() const {
  ResolvedCell cell;
  if (!same()) {
    return cell;
  }
  if (first_->place == kDroppedPlace) {
    cell.kind = ResolvedCell::Kind::kDropped;
  } else if (ever_lost_) {
    cell = {.kind = ResolvedCell::Kind::kInferred, .token = -1, .value = value(), .equation = equation_};
  } else {
    cell = {.kind = ResolvedCell::Kind::kToken, .token = first_->place, .value = 0, .equation = -1};
  }
  return cell;
}

void RowSummary::Add(const OpenRow& row, const Alignment& alignment, const std::vector<Operand>& operands) {
  columns_.resize(alignment.size());
  for (size_t c = 0; c < alignment.size(); ++c) {
    const int place = alignment[c];
    const bool is_number =
        place >= 0 ? report::HasValue(row.tokens.At(place, static_cast<int>(c)).state) : operands[c].is_number();
    columns_[c].Add(place, is_number, operands[c]);
  }
  several_ |= first_.has_value() && *first_ != alignment;
  if (!first_.has_value()) {
    first_ = alignment;
  }
}

std::vector<ResolvedCell> RowSummary::Resolve() const {
  std::vector<ResolvedCell> cells;
  for (const ColumnSummary& column : columns_) {
    cells.push_back(column.Resolve());
  }
  const size_t lost_count = first_.has_value() ? std::count(first_->begin(), first_->end(), kLostPlace) : 0;
  const bool all_same = std::all_of(columns_.begin(), columns_.end(), [](const ColumnSummary& c) { return c.same(); });
  if (first_.has_value() && lost_count == 0) {
    // Nothing need be lost: where all agree on the value, it is the one that is printed there.
    for (size_t c = 0; c < cells.size(); ++c) {
      if (cells[c].kind == ResolvedCell::Kind::kInferred && (*first_)[c] >= 0) {
        cells[c] = {.kind = ResolvedCell::Kind::kToken, .token = (*first_)[c], .value = 0, .equation = -1};
      }
    }
  }
  if (several_ && all_same && lost_count > 0) {
    PutLossLast(lost_count, cells);
  }
  return cells;
}

// All alignments agree on the values, so which cell was lost is a convention where it is open: the last ones.
void RowSummary::PutLossLast(size_t lost_count, std::vector<ResolvedCell>& cells) const {
  int equation = -1;
  for (const ColumnSummary& column : columns_) {
    equation = std::max(equation, column.equation());
    lost_count -= column.token() < 0 ? 1 : 0;
  }
  for (size_t c = cells.size(); c-- > 0;) {
    const ColumnSummary& column = columns_[c];
    // A printed blank is no lost figure, whatever alignment is right.
    if (column.token() >= 0 && (lost_count == 0 || !column.is_number())) {
      cells[c] = {.kind = ResolvedCell::Kind::kToken, .token = column.token(), .value = 0, .equation = -1};
      continue;
    }
    lost_count -= column.token() >= 0 ? 1 : 0;
    cells[c] = {.kind = ResolvedCell::Kind::kInferred,
                .token = -1,
                .value = column.value(),
                .equation = column.equation() >= 0 ? column.equation() : equation};
  }
}

}  // namespace gouji::parse
