#include "services/parse/document/grid_builder.h"

#include <algorithm>
#include <utility>

namespace gouji::parse {

void GridBuilder::BeginRow() {
  EndRow();
  grid_.rows.emplace_back();
  FillCovered();
}

void GridBuilder::AddCell(const GridCell& cell, int column_span, int row_span) {
  if (grid_.rows.empty()) {
    BeginRow();
  }
  FillCovered();
  GridCell copy = cell;
  for (int i = 0; i < std::clamp(column_span, 1, kMaxColumnSpan); ++i) {
    const size_t column = grid_.rows.back().cells.size();
    if (column < hanging_.size() && hanging_[column].rows_left > 0) {
      break;
    }
    copy.covered = i == 0 ? Covered::kNo : Covered::kFromLeft;
    Put(copy);
    if (row_span > 1) {
      hanging_.resize(std::max(hanging_.size(), column + 1));
      hanging_[column] = {.cell = cell, .rows_left = row_span - 1};
      hanging_[column].cell.covered = Covered::kFromAbove;
    }
  }
}

Grid GridBuilder::Build() {
  EndRow();
  hanging_.clear();
  cell_count_ = 0;
  return std::exchange(grid_, {});
}

void GridBuilder::FillCovered() {
  for (size_t column = grid_.rows.back().cells.size(); column < hanging_.size() && hanging_[column].rows_left > 0;
       ++column) {
    --hanging_[column].rows_left;
    Put(hanging_[column].cell);
  }
}

void GridBuilder::EndRow() {
  if (grid_.rows.empty()) {
    return;
  }
  FillCovered();
  for (size_t column = grid_.rows.back().cells.size(); column < hanging_.size(); ++column) {
    hanging_[column].rows_left = std::max(0, hanging_[column].rows_left - 1);
  }
}

void GridBuilder::Put(const GridCell& cell) {
  grid_.rows.back().cells.push_back(cell);
  ++cell_count_;
}

}  // namespace gouji::parse
