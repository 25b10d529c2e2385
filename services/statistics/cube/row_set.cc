#include "services/statistics/cube/row_set.h"

#include <algorithm>

namespace gouji::statistics {

RowSet::RowSet(const RowMask& rows) : count_(rows.Count()) {
  if (count_ == 0) return;
  if (count_ > kMaxList) {
    mask_ = std::make_unique<RowMask>(rows);
    return;
  }
  list_ = std::make_unique<uint16_t[]>(count_);
  uint16_t* next = list_.get();
  rows.ForEach([&next](int row) { *next++ = static_cast<uint16_t>(row); });
}

int RowSet::CountIn(const RowMask& rows, const ByteMask& bytes) const {
  int found = 0;
  if (mask_ != nullptr) {
    for (int i = 0; i < RowMask::kWords; ++i) found += std::popcount(mask_->words[i] & rows.words[i]);
  } else {
    for (int i = 0; i < count_; ++i) found += bytes.bytes[list_[i]] & 1;
  }
  return found;
}

int RowSet::CountBetween(int begin, int end) const {
  if (mask_ != nullptr) return mask_->CountBetween(begin, end);
  const uint16_t* const rows = list_.get();
  const uint16_t* const first = std::lower_bound(rows, rows + count_, begin);
  return static_cast<int>(std::lower_bound(first, rows + count_, end) - first);
}

bool RowSet::Contains(int row) const {
  if (mask_ != nullptr) return mask_->Test(row);
  return std::binary_search(list_.get(), list_.get() + count_, row);
}

void RowSet::AddTo(RowMask& rows) const {
  ForEach([&rows](int row) { rows.Set(row); });
}

std::size_t RowSet::byte_count() const {
  if (mask_ != nullptr) return sizeof(RowMask);
  return count_ * sizeof(uint16_t);
}

}  // namespace gouji::statistics
