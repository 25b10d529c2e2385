#ifndef GOUJI_SERVICES_STATISTICS_CUBE_APPEND_ONLY_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_APPEND_ONLY_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace gouji::statistics {

// A sequence that only grows and whose elements never move: chunks of 1 024, 2 048, 4 096 … elements.
//
// One thread at a time appends. Others may meanwhile read the elements whose index they were given after they had been
// appended (by way of a lock, or of something that a lock handed over).
template <typename T>
class AppendOnly {
 public:
  AppendOnly() = default;
  AppendOnly(const AppendOnly&) = delete;
  AppendOnly& operator=(const AppendOnly&) = delete;

  // Of the appending thread only.
  uint32_t size() const { return size_; }

  // Returns the index of the element.
  uint32_t Append(T value) {
    const Place place = PlaceOf(size_);
    if (chunks_[place.chunk] == nullptr) chunks_[place.chunk] = std::make_unique<T[]>(kFirstSize << place.chunk);
    chunks_[place.chunk][place.offset] = value;
    return size_++;
  }

  const T& operator[](uint32_t index) const {
    const Place place = PlaceOf(index);
    return chunks_[place.chunk][place.offset];
  }

  std::size_t byte_count() const {
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < chunks_.size(); ++i) bytes += chunks_[i] == nullptr ? 0 : (kFirstSize << i) * sizeof(T);
    return bytes;
  }

 private:
  static constexpr int kFirstSizeBits = 10;
  static constexpr std::size_t kFirstSize = std::size_t{1} << kFirstSizeBits;
  static constexpr int kMaxChunks = 33 - kFirstSizeBits;

  struct Place {
    int chunk;
    std::size_t offset;
  };
  static Place PlaceOf(uint32_t index) {
    const uint64_t shifted = uint64_t{index} + kFirstSize;
    const int chunk = static_cast<int>(std::bit_width(shifted)) - 1 - kFirstSizeBits;
    return {.chunk = chunk, .offset = shifted - (kFirstSize << chunk)};
  }

  std::array<std::unique_ptr<T[]>, kMaxChunks> chunks_;
  uint32_t size_ = 0;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_APPEND_ONLY_H_
