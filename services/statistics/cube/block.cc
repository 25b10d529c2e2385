#include "services/statistics/cube/block.h"

#include <algorithm>

namespace gouji::statistics {

absl::Span<const RuleEntry> Block::RulesOf(int row) const {
  const auto [begin, end] =
      std::equal_range(rules.begin(), rules.end(), RuleEntry{.rule = 0, .row = static_cast<uint16_t>(row), .count = 0},
                       [](const RuleEntry& a, const RuleEntry& b) { return a.row < b.row; });
  return absl::MakeSpan(rules).subspan(begin - rules.begin(), end - begin);
}

absl::Span<const SpreadEntry> Block::SpreadsOf(int cell) const {
  const auto [begin, end] =
      std::equal_range(spreads.begin(), spreads.end(), SpreadEntry{.cell = static_cast<uint16_t>(cell)},
                       [](const SpreadEntry& a, const SpreadEntry& b) { return a.cell < b.cell; });
  return absl::MakeSpan(spreads).subspan(begin - spreads.begin(), end - begin);
}

std::size_t Block::byte_count() const {
  std::size_t bytes = sizeof(Block) + rows.capacity() * sizeof(RowAttributes) + cells.capacity() * sizeof(CellColumn) +
                      spreads.capacity() * sizeof(SpreadEntry) + rules.capacity() * sizeof(RuleEntry);
  for (const CellColumn& cell : cells) {
    bytes += cell.values.byte_count() + cell.blank.byte_count() + cell.missing.byte_count();
    if (cell.implied == nullptr) continue;
    bytes += sizeof(CellColumn::Implied) + cell.implied->rows.byte_count() + cell.implied->values.byte_count();
  }
  return bytes;
}

}  // namespace gouji::statistics
