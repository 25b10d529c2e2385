#include "services/statistics/cube/region_code.h"

#include <array>

#include "services/report/divisions/divisions.h"

namespace gouji::statistics {
namespace {

constexpr std::array<int, 4> kDigits = {2, 4, 6, 9};
constexpr int kMostDigits = 9;
constexpr uint32_t kLengths = 4;

// What a code of so many digits is multiplied with to have kMostDigits.
uint32_t UnitOf(int digits) {
  uint32_t unit = 1;
  for (int i = digits; i < kMostDigits; ++i) unit *= 10;
  return unit;
}

RegionKey Shortened(RegionKey key, int length) {
  if (static_cast<int>(key % kLengths) <= length) return key;
  const uint32_t unit = UnitOf(kDigits[length]);
  return key / kLengths / unit * unit * kLengths + length;
}

bool IsInTable(RegionKey key) { return report::Divisions::BuiltIn().WithCode(RegionCodeOf(key)) >= 0; }

}  // namespace

RegionKey RegionKeyOf(std::string_view code) {
  for (uint32_t length = 0; length < kLengths; ++length) {
    if (static_cast<int>(code.size()) != kDigits[length]) continue;
    uint32_t number = 0;
    for (const char c : code) {
      if (c < '0' || c > '9') return kNoRegion;
      number = number * 10 + (c - '0');
    }
    return number == 0 ? kNoRegion : number * UnitOf(kDigits[length]) * kLengths + length;
  }
  return kNoRegion;
}

std::string RegionCodeOf(RegionKey key) {
  if (key == kNoRegion) return "";
  const int digits = kDigits[key % kLengths];
  std::string code = std::to_string(key / kLengths / UnitOf(digits));
  code.insert(0, digits - code.size(), '0');
  return code;
}

RegionRange RegionRangeOf(RegionKey key) {
  const uint32_t beyond = key / kLengths + UnitOf(kDigits[key % kLengths]);
  return {.first = key, .last = (beyond - 1) * kLengths + (kLengths - 1)};
}

RegionKey RegionAt(RegionLevel level, RegionKey key) {
  if (key == kNoRegion) return key;
  const RegionKey at = Shortened(key, static_cast<int>(level));
  const bool stands_in_no_prefecture = level == RegionLevel::kPrefecture && at != key && !IsInTable(at) &&
                                       IsInTable(Shortened(key, static_cast<int>(RegionLevel::kCounty)));
  return stands_in_no_prefecture ? Shortened(key, static_cast<int>(RegionLevel::kProvince)) : at;
}

}  // namespace gouji::statistics
