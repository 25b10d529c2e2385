#ifndef GOUJI_SERVICES_STATISTICS_CUBE_REGION_CODE_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_REGION_CODE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gouji::statistics {

// The statistical code of a division (2, 4, 6 or 9 digits) as a number, so that a division and all that is in it are a
// range of numbers: the code filled up to 9 digits, times 4, plus 0 to 3 for the number of digits. 0: not known.
using RegionKey = uint32_t;
inline constexpr RegionKey kNoRegion = 0;

// kNoRegion for what is no code.
RegionKey RegionKeyOf(std::string_view code);
// Empty for kNoRegion.
std::string RegionCodeOf(RegionKey key);

// A division and all that is in it: the keys from first to last.
struct RegionRange {
  RegionKey first = 0;
  RegionKey last = 0;

  bool Contains(RegionKey key) const { return first <= key && key <= last; }
};
// `key` is a code's.
RegionRange RegionRangeOf(RegionKey key);

// The divisions that reports are put together by.
enum class RegionLevel : uint8_t { kProvince, kPrefecture, kCounty };

// The division of a level that a division is in, or the division itself when it stands above that level. Counties that
// stand right below their province, like those of 北京市, are in no prefecture: the province then. A code that the
// table of divisions does not have is judged by its digits.
RegionKey RegionAt(RegionLevel level, RegionKey key);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_REGION_CODE_H_
