#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_VARINT_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_VARINT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gouji::statistics {

// Integers in as few bytes as they need: seven bits a byte, the lowest first; the high bit says that more follow.

// Puts a signed number into bits so that small ones of either sign need few.
inline uint64_t ZigZag(int64_t value) {
  return (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63);
}
inline int64_t UnZigZag(uint64_t bits) { return static_cast<int64_t>(bits >> 1) ^ -static_cast<int64_t>(bits & 1); }

inline void PutVarint(uint64_t bits, std::string& out) {
  for (; bits >= 0x80; bits >>= 7) out.push_back(static_cast<char>(bits | 0x80));
  out.push_back(static_cast<char>(bits));
}

// Takes a varint off the front of `bytes`; nothing when it is cut off or too long.
inline std::optional<uint64_t> TakeVarint(std::string_view& bytes) {
  uint64_t bits = 0;
  for (size_t i = 0, shift = 0; i < bytes.size() && shift < 64; ++i, shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    bits |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) {
      bytes.remove_prefix(i + 1);
      return bits;
    }
  }
  return std::nullopt;
}

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_VARINT_H_
