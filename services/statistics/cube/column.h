#ifndef GOUJI_SERVICES_STATISTICS_CUBE_COLUMN_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_COLUMN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/types/span.h"
#include "services/statistics/cube/row_mask.h"

namespace gouji::statistics {

// Rows of a block in groups.
struct RowGroups {
  // Rows of one group that stand together.
  struct Run {
    int begin = 0;
    int end = 0;
    int group = 0;
  };
  absl::Span<const uint16_t> group_of_row;  // kBlockRows; the last group holds the rows that are in none
  // For a faster way through a column, one of these or none: the runs of all groups but the last one, when they are
  // few; the rows of each group but the last one, when the groups are few.
  std::vector<Run> runs = {};
  std::vector<ByteMask> masks = {};
};

// The values of one cell in the rows of a block. Most are 0 and most others small, so it has a dense part with the same
// number of bytes for each row (0, 1, 2, 4 or 8), and the values that do not fit there in lists of (row, value), one
// list for each number of bytes that a value takes (1, 2, 4 or 8). The dense part is as wide as makes the bytes fewest;
// its width is 0 where nearly all values are 0.
//
// Immutable; thread-safe.
class Column {
 public:
  // A column of zeros.
  Column() = default;
  // At most kBlockRows values.
  static Column Of(absl::Span<const int64_t> values);

  // The sum of the values in some rows.
  absl::int128 Sum(const ByteMask& rows) const;

  // Adds `factor` times each value to the sum of its row; `sums` has an element for each row. Values must be small
  // enough (`greatest_size`).
  void AddTo(int factor, absl::Span<int64_t> sums) const;

  // Adds each value to a sum of the group of its row. A group has kLanes sums, one after the other, which the values
  // take in turn, since adding to the same place again and again is slow. Values of 8 bytes go to `large_sums`, the
  // others to `sums`; fewer than 2^31 rows added to a sum never overflow it.
  static constexpr int kLanes = 4;
  void AddByGroup(const RowGroups& groups, absl::Span<int64_t> sums, absl::Span<absl::int128> large_sums) const;
  bool has_large_values() const { return dense_width_ == sizeof(int64_t) || list_sizes_[3] != 0; }

  int64_t At(int row) const;

  // The greatest absolute value; 0 for zeros.
  uint64_t greatest_size() const { return greatest_size_; }
  std::size_t byte_count() const;

 private:
  // Calls `dense` with the dense part, if there is one, and `list` with the rows and values of each list that is not
  // empty.
  template <typename Dense, typename List>
  void Visit(Dense dense, List list) const;

  std::unique_ptr<uint64_t[]> bytes_;
  uint64_t greatest_size_ = 0;
  uint16_t row_count_ = 0;
  uint16_t dense_width_ = 0;
  uint16_t list_sizes_[4] = {};  // of the lists of values of 1, 2, 4 and 8 bytes
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_COLUMN_H_
