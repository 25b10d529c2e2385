#ifndef GOUJI_SERVICES_VALIDATE_SIMILARITY_HASHING_H_
#define GOUJI_SERVICES_VALIDATE_SIMILARITY_HASHING_H_

#include <cstdint>

namespace gouji::validate {

// Spreads every bit of a value over all bits (the finaliser of SplitMix64). The same on every machine and in every
// version: sketches are kept.
constexpr uint64_t MixHash(uint64_t value) {
  value += 0x9E3779B97F4A7C15U;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31);
}

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_SIMILARITY_HASHING_H_
