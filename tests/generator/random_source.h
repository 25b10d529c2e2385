#ifndef GOUJI_TESTS_GENERATOR_RANDOM_SOURCE_H_
#define GOUJI_TESTS_GENERATOR_RANDOM_SOURCE_H_

#include <cstdint>
#include <iterator>
#include <random>
#include <string_view>

namespace gouji::generator {

// Draws that are the same on every machine: integer arithmetic over std::mt19937_64, whose sequence the standard fixes,
// and no distribution of the standard library, whose results it does not fix.
//
// Not thread-safe.
class RandomSource {
 public:
  // Different streams of one seed are independent of each other; `stream` names what is drawn from it.
  RandomSource(uint64_t seed, uint64_t index, std::string_view stream);

  // Draws evenly from 0 to bound - 1; `bound` is at least 1.
  uint64_t Below(uint64_t bound);

  // Returns true `part` times out of `whole`.
  bool Chance(uint64_t part, uint64_t whole) { return Below(whole) < part; }

  // Draws one of the elements of a container that is not empty.
  template <typename Container>
  const auto& Pick(const Container& container) {
    return container[Below(std::size(container))];
  }

  // Draws a positive number with a heavy tail: about half of them are 1, numbers of k more bits are 2^k times rarer. At
  // most 2^max_bits.
  int64_t HeavyTailed(int max_bits);

 private:
  std::mt19937_64 engine_;
};

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_RANDOM_SOURCE_H_
