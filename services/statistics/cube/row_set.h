#ifndef GOUJI_SERVICES_STATISTICS_CUBE_ROW_SET_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_ROW_SET_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "services/statistics/cube/row_mask.h"

namespace gouji::statistics {

// A set of rows of a block as it is kept: nothing when empty, a list of rows when they are few, else a bit each.
//
// Immutable; thread-safe.
class RowSet {
 public:
  RowSet() = default;
  explicit RowSet(const RowMask& rows);

  int count() const { return count_; }
  // How many of its rows are in `rows`; `bytes` are the same rows.
  int CountIn(const RowMask& rows, const ByteMask& bytes) const;
  // How many of its rows are from `begin` to `end` - 1.
  int CountBetween(int begin, int end) const;
  bool Contains(int row) const;
  // Adds its rows to `rows`.
  void AddTo(RowMask& rows) const;

  // Calls `visit(row)` for each row in ascending order.
  template <typename Visit>
  void ForEach(Visit visit) const {
    if (mask_ != nullptr) {
      mask_->ForEach(visit);
    } else {
      for (int i = 0; i < count_; ++i) visit(int{list_[i]});
    }
  }

  std::size_t byte_count() const;

 private:
  // A list of as many rows takes as much as a mask.
  static constexpr int kMaxList = kBlockRows / 16;

  int count_ = 0;
  std::unique_ptr<uint16_t[]> list_;
  std::unique_ptr<RowMask> mask_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_ROW_SET_H_
