#ifndef GOUJI_SERVICES_STATISTICS_CUBE_ROW_MASK_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_ROW_MASK_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace gouji::statistics {

// The most rows of a block, so that the number of a row in its block fits into 16 bits and a column into the cache.
inline constexpr int kBlockRows = 4096;

// A set of rows of a block, a bit each.
struct RowMask {
  static constexpr int kWords = kBlockRows / 64;
  std::array<uint64_t, kWords> words = {};

  // The rows from 0 to `row_count` - 1.
  static RowMask First(int row_count) {
    RowMask mask;
    for (int i = 0; i < row_count / 64; ++i) mask.words[i] = ~uint64_t{0};
    if (row_count % 64 != 0) mask.words[row_count / 64] = (uint64_t{1} << (row_count % 64)) - 1;
    return mask;
  }

  bool Test(int row) const { return ((words[row / 64] >> (row % 64)) & 1) != 0; }
  void Set(int row) { words[row / 64] |= uint64_t{1} << (row % 64); }
  void Clear(int row) { words[row / 64] &= ~(uint64_t{1} << (row % 64)); }

  // Takes the rows away that `other` has not, or has.
  void Keep(const RowMask& other) {
    for (int i = 0; i < kWords; ++i) words[i] &= other.words[i];
  }
  void Remove(const RowMask& other) {
    for (int i = 0; i < kWords; ++i) words[i] &= ~other.words[i];
  }

  int Count() const {
    int count = 0;
    for (const uint64_t word : words) count += std::popcount(word);
    return count;
  }

  // How many rows there are from `begin` to `end` - 1.
  int CountBetween(int begin, int end) const {
    int count = 0;
    for (int i = begin / 64; i * 64 < end; ++i) {
      uint64_t word = words[i];
      if (i * 64 < begin) word &= ~uint64_t{0} << (begin % 64);
      if (end < (i + 1) * 64) word &= (uint64_t{1} << (end % 64)) - 1;
      count += std::popcount(word);
    }
    return count;
  }

  // Calls `visit(row)` for each row in ascending order.
  template <typename Visit>
  void ForEach(Visit visit) const {
    for (int i = 0; i < kWords; ++i) {
      for (uint64_t word = words[i]; word != 0; word &= word - 1) visit(i * 64 + std::countr_zero(word));
    }
  }

  bool operator==(const RowMask&) const = default;
};

// The same with a byte for each row, 0xFF or 0: what loops over columns can mask with.
struct ByteMask {
  alignas(64) std::array<uint8_t, kBlockRows> bytes;

  // No rows.
  ByteMask() : bytes() {}
  explicit ByteMask(const RowMask& rows) {
    for (int i = 0; i < RowMask::kWords; ++i) {
      for (int bit = 0; bit < 64; ++bit) bytes[i * 64 + bit] = static_cast<uint8_t>(-((rows.words[i] >> bit) & 1));
    }
  }
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_ROW_MASK_H_
