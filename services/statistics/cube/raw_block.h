#ifndef GOUJI_SERVICES_STATISTICS_CUBE_RAW_BLOCK_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_RAW_BLOCK_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "services/statistics/cube/block.h"
#include "services/statistics/register/cell_blob.h"
#include "services/statistics/register/current_report.h"

namespace gouji::statistics {

// A row to be added to a block.
struct NewRow {
  RowAttributes attributes;
  absl::Span<const TotalCell> cells;  // one for each cell of the form
  absl::Span<const CellSpread> spreads;
  absl::Span<const RuleEntry> rules;  // `row` is not looked at
};

// A row of a block.
struct RowPlace {
  const Block* block = nullptr;
  uint16_t row = 0;
};

// A block before it is packed, to which rows can be added: some 1.6 KB for each. Not thread-safe.
class RawBlock {
 public:
  RawBlock(const report::Form& form, bool is_aggregate);

  // All rows of a block, unpacked.
  static RawBlock Unpack(const Block& block);
  // Copies of some rows of blocks of one form, in this order; at least one, at most kBlockRows.
  static RawBlock Gather(absl::Span<const RowPlace> places);

  int row_count() const { return static_cast<int>(rows_.size()); }
  bool is_full() const { return row_count() == kBlockRows; }

  // Adds a row; returns its number. Not when full.
  int Add(const NewRow& row);

  // The block of all rows so far.
  Block Pack() const;

 private:
  struct RawCell {
    std::vector<int64_t> values;  // by row
    RowMask blank;
    RowMask missing;
    std::vector<std::pair<int, int64_t>> implied;  // rows and values
  };

  const report::Form* form_;
  bool is_aggregate_;
  std::vector<RowAttributes> rows_;
  std::vector<RawCell> cells_;
  std::vector<SpreadEntry> spreads_;
  std::vector<RuleEntry> rules_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_RAW_BLOCK_H_
