#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_WINDOWS_1252_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_WINDOWS_1252_H_

#include <array>
#include <cstdint>

namespace gouji::parse {

// The character of a byte in Windows-1252. Bytes that it leaves open are the control characters of their number.
inline char16_t FromWindows1252(uint8_t byte) {
  constexpr std::array<char16_t, 32> kFrom80 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  return byte >= 0x80 && byte < 0xA0 ? kFrom80[byte - 0x80] : byte;
}

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_CHARSET_WINDOWS_1252_H_
