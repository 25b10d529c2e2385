#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_LITTLE_ENDIAN_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_LITTLE_ENDIAN_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gouji::parse {

// The number that begins at `offset`, its lowest byte first; 0 when it does not lie wholly within the bytes, so that
// binary formats can be read without a check at every field. Check the sizes of tables before.
template <typename Number>
Number ReadLittleEndian(std::string_view bytes, size_t offset) {
  if (offset > bytes.size() || bytes.size() - offset < sizeof(Number)) {
    return 0;
  }
  uint64_t value = 0;
  for (size_t i = sizeof(Number); i > 0; --i) {
    value = value << 8 | static_cast<unsigned char>(bytes[offset + i - 1]);
  }
  return static_cast<Number>(value);
}

inline uint8_t U8(std::string_view bytes, size_t offset) { return ReadLittleEndian<uint8_t>(bytes, offset); }
inline uint16_t U16(std::string_view bytes, size_t offset) { return ReadLittleEndian<uint16_t>(bytes, offset); }
inline int16_t I16(std::string_view bytes, size_t offset) { return ReadLittleEndian<int16_t>(bytes, offset); }
inline uint32_t U32(std::string_view bytes, size_t offset) { return ReadLittleEndian<uint32_t>(bytes, offset); }
inline uint64_t U64(std::string_view bytes, size_t offset) { return ReadLittleEndian<uint64_t>(bytes, offset); }

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_LITTLE_ENDIAN_H_
