#include "services/parse/interpret/row_region.h"

#include <cstddef>

namespace gouji::parse {
namespace {

using report::CellState;

struct Side {
  int64_t sum = 0;
  bool has_unknown = false;
};

// Whether a merged cell that spans columns stands in this place.
bool IsMergedAcross(const std::vector<GridCell>& cells, size_t c) {
  return cells[c].covered == Covered::kFromLeft ||
         (cells[c].covered == Covered::kNo && c + 1 < cells.size() && cells[c + 1].covered == Covered::kFromLeft);
}

}  // namespace

void Share(CellReading& reading) {
  if (reading.state != CellState::kBlank) {
    reading = {.state = CellState::kMissing, .value = 0, .reason = "one printed cell stands in the place of several"};
  }
}

Region MakeRegion(const report::FormTable& table, const MatchedRow& match, const PrintedRow& printed) {
  const report::FormRow& row = table.rows[match.row];
  const std::vector<report::FormColumn>& columns = table.ColumnsOf(row);
  Region region{.match = &match,
                .printed = &printed,
                .cells = {},
                .column_count = static_cast<int>(columns.size()),
                .depth = static_cast<int>(row.groups.size())};
  // All columns of a block have one type.
  const std::vector<GridCell>& cells = printed.row->cells;
  region.cells.reserve(cells.size() - match.label_end);
  for (size_t c = match.label_end; c < cells.size(); ++c) {
    region.cells.push_back(ReadCell(cells[c].text, columns[0].type));
    if (IsMergedAcross(cells, c)) {
      if (region.column_count > 1) {
        Share(region.cells.back());
      } else if (cells[c].covered == Covered::kFromLeft) {
        region.cells.back() = {};
      }
    } else if (cells[c].covered == Covered::kFromAbove) {
      Share(region.cells.back());
    }
    if (region.cells.back().state != CellState::kBlank) {
      region.last = region.width() - 1;
      region.first = region.first < 0 ? region.last : region.first;
    }
  }
  return region;
}

Offsets WindowOffsets(const Region& region, int max_padding) {
  if (region.empty()) {
    return {.least = 0, .most = region.width() >= region.column_count ? 0 : -1};
  }
  Offsets offsets{.least = std::max(0, region.last + 1 - region.column_count),
                  .most = std::min(region.first, region.width() - region.column_count)};
  if (offsets.least <= max_padding) {
    offsets.most = std::min(offsets.most, max_padding);
  }
  return offsets;
}

RowVerdict JudgeRow(const report::Form& form, const report::FormRow& row, const Region& region, int offset) {
  const int end = row.first_cell + region.column_count;
  RowVerdict verdict = RowVerdict::kOpen;
  const auto add_up = [&](const std::vector<int>& cells) {
    Side side;
    for (const int cell : cells) {
      const CellReading& token = region.cells[offset + cell - row.first_cell];
      side.sum += report::HasValue(token.state) ? token.value : 0;
      side.has_unknown |= !report::HasValue(token.state);
    }
    return side;
  };
  const auto in_row = [&](int cell) { return cell >= row.first_cell && cell < end; };
  for (int cell = row.first_cell; cell < end; ++cell) {
    for (const int e : form.EquationsOf(cell)) {
      const report::Equation& equation = form.equations()[e];
      if (equation.left.empty() || equation.left[0] != cell ||
          !std::all_of(equation.left.begin(), equation.left.end(), in_row) ||
          !std::all_of(equation.right.begin(), equation.right.end(), in_row)) {
        continue;
      }
      const Side left = add_up(equation.left);
      const Side right = add_up(equation.right);
      if ((left.sum > right.sum && !right.has_unknown) || (right.sum > left.sum && !left.has_unknown)) {
        return RowVerdict::kFails;
      }
      verdict = left.sum == right.sum && left.sum > 0 ? RowVerdict::kHolds : verdict;
    }
  }
  return verdict;
}

}  // namespace gouji::parse
