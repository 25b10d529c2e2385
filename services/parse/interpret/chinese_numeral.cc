#include "services/parse/interpret/chinese_numeral.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

constexpr Text kChineseDigits = U"零一二三四五六七八九";

// 0 to 9999 as it is regularly written, 10 as 一十.
std::u32string WriteChineseNumeral(int64_t number) {
  if (number == 0) {
    return U"零";
  }
  static constexpr Text kUnits = U"千百十";
  std::u32string text;
  bool gap = false;
  int64_t rest = number % 10000;
  int64_t unit = 1000;
  for (size_t i = 0; i < 4; ++i, unit /= 10) {
    const int64_t digit = rest / unit;
    rest %= unit;
    if (digit == 0) {
      gap = true;
      continue;
    }
    if (gap && !text.empty()) {
      text += U'零';
    }
    gap = false;
    text += kChineseDigits[digit];
    if (i < kUnits.size()) {
      text += kUnits[i];
    }
  }
  return text;
}

}  // namespace

bool IsChineseNumeralChar(char32_t c) {
  switch (c) {
    case U'零':
    case U'〇':
    case U'一':
    case U'二':
    case U'两':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
    case U'十':
    case U'百':
    case U'千':
      return true;
    default:
      return false;
  }
}

int64_t ReadChineseNumeral(std::u32string_view text) {
  static constexpr size_t kLongest = 7;  // 九千九百九十九
  if (text.empty() || text.size() > kLongest || !IsChineseNumeralChar(text.front())) {
    return -1;
  }
  std::u32string normal;
  for (const char32_t c : text) {
    normal += c == U'〇' ? U'零' : c == U'两' ? U'二' : c;
  }
  int64_t total = 0;
  int64_t digit = 0;
  for (const char32_t c : normal) {
    if (const size_t at = kChineseDigits.find(c); at != Text::npos) {
      digit = static_cast<int64_t>(at);
      continue;
    }
    const int64_t unit = c == U'十' ? 10 : c == U'百' ? 100 : c == U'千' ? 1000 : 0;
    if (unit == 0) {
      return -1;
    }
    total += std::max<int64_t>(digit, 1) * unit;
    digit = 0;
  }
  total += digit;
  // Only the regular way of writing counts: 一百五 may be 105 or 150, 二三 may be 23 or 2 to 3.
  const std::u32string written = WriteChineseNumeral(total);
  const bool regular = normal == written || (normal.front() == U'十' && U"一" + normal == written);
  return regular ? total : -1;
}

}  // namespace gouji::parse
