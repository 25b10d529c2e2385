#include "tests/generator/random_source.h"

#include <limits>

namespace gouji::generator {
namespace {

// The finaliser of splitmix64, which spreads neighbouring seeds.
uint64_t Mix(uint64_t value) {
  value += 0x9e3779b97f4a7c15U;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31);
}

uint64_t StreamSeed(uint64_t seed, uint64_t index, std::string_view stream) {
  uint64_t mixed = Mix(Mix(seed) ^ index);
  for (const char c : stream) {
    mixed = Mix(mixed ^ static_cast<unsigned char>(c));
  }
  return mixed;
}

}  // namespace

RandomSource::RandomSource(uint64_t seed, uint64_t index, std::string_view stream)
    : engine_(StreamSeed(seed, index, stream)) {}

uint64_t RandomSource::Below(uint64_t bound) {
  // Draws from the incomplete last run of `bound` numbers would favour the small ones: draw again.
  const uint64_t limit = std::numeric_limits<uint64_t>::max() - std::numeric_limits<uint64_t>::max() % bound;
  uint64_t draw = engine_();
  while (draw >= limit) {
    draw = engine_();
  }
  return draw % bound;
}

int64_t RandomSource::HeavyTailed(int max_bits) {
  int bits = 0;
  while (bits < max_bits && Chance(1, 2)) {
    ++bits;
  }
  return 1 + static_cast<int64_t>(Below(uint64_t{1} << bits));
}

}  // namespace gouji::generator
