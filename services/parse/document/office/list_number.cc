#include "services/parse/document/office/list_number.h"

#include <array>
#include <cstddef>
#include <utility>

#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

constexpr std::array<std::string_view, 10> kDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr std::array<std::string_view, 10> kLegalDigits = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 5> kUnits = {"", "十", "百", "千", "万"};
constexpr std::array<std::string_view, 5> kLegalUnits = {"", "拾", "佰", "仟", "万"};
constexpr int kMaxNumeral = 99'999;

std::string Numeral(int number, const std::array<std::string_view, 10>& digits,
                    const std::array<std::string_view, 5>& units, bool short_tens) {
  if (number < 0 || number > kMaxNumeral) {
    return std::to_string(number);
  }
  if (number == 0) {
    return std::string(digits[0]);
  }
  const std::string decimal = std::to_string(number);
  std::string numeral;
  bool gap = false;
  for (size_t i = 0; i < decimal.size(); ++i) {
    const int digit = decimal[i] - '0';
    const size_t unit = decimal.size() - 1 - i;
    if (digit == 0) {
      gap = true;
      continue;
    }
    if (gap) {
      numeral += digits[0];
      gap = false;
    }
    // 十二, not 一十二.
    if (!(short_tens && digit == 1 && unit == 1 && i == 0)) {
      numeral += digits[digit];
    }
    numeral += units[unit];
  }
  return numeral;
}

// Each digit by itself: 二〇.
std::string DigitByDigit(int number, std::string_view zero) {
  std::string text;
  for (const char digit : std::to_string(number)) {
    text += digit == '0' ? zero : digit == '-' ? "-" : kDigits[digit - '0'];
  }
  return text;
}

// The character `first` + number - `from`; digits if the block ends before.
std::string FromBlock(int number, char32_t first, int from, int to) {
  if (number < from || number > to) {
    return std::to_string(number);
  }
  std::string text;
  report::AppendUtf8(first + static_cast<char32_t>(number - from), text);
  return text;
}

std::string EnclosedCircle(int number) {
  if (number == 0) return "⓪";
  if (number <= 20) return FromBlock(number, U'①', 1, 20);
  if (number <= 35) return FromBlock(number, U'㉑', 21, 35);
  return FromBlock(number, U'㊱', 36, 50);
}

std::string FromList(int number, std::u32string_view list) {
  if (number < 1 || number > static_cast<int>(list.size())) {
    return std::to_string(number);
  }
  std::string text;
  report::AppendUtf8(list[number - 1], text);
  return text;
}

// a … z, aa, bb …
std::string Letters(int number, char first) {
  constexpr int kMaxRepeats = 4;
  if (number < 1 || number > 26 * kMaxRepeats) {
    return std::to_string(number);
  }
  return std::string(static_cast<size_t>((number - 1) / 26 + 1), static_cast<char>(first + (number - 1) % 26));
}

std::string Roman(int number, bool upper) {
  constexpr std::array<std::pair<int, std::string_view>, 13> kSteps = {{{1000, "m"},
                                                                        {900, "cm"},
                                                                        {500, "d"},
                                                                        {400, "cd"},
                                                                        {100, "c"},
                                                                        {90, "xc"},
                                                                        {50, "l"},
                                                                        {40, "xl"},
                                                                        {10, "x"},
                                                                        {9, "ix"},
                                                                        {5, "v"},
                                                                        {4, "iv"},
                                                                        {1, "i"}}};
  if (number < 1 || number > 3999) {
    return std::to_string(number);
  }
  std::string text;
  for (const auto& [value, letters] : kSteps) {
    for (; number >= value; number -= value) {
      for (const char letter : letters) {
        text += static_cast<char>(upper ? letter - 'a' + 'A' : letter);
      }
    }
  }
  return text;
}

std::string FullWidth(int number) {
  std::string text;
  for (const char digit : std::to_string(number)) {
    report::AppendUtf8(U'０' + static_cast<char32_t>(digit - '0'), text);
  }
  return text;
}

}  // namespace

std::string ChineseNumeral(int number) { return Numeral(number, kDigits, kUnits, true); }

std::string FormatListNumber(std::string_view format, int number) {
  if (number < 0) return std::to_string(number);
  if (format == "none" || format == "bullet") return "";
  if (format == "chineseCounting" || format == "chineseCountingThousand" || format == "japaneseCounting" ||
      format == "taiwaneseCounting" || format == "taiwaneseCountingThousand" || format == "koreanCounting") {
    return ChineseNumeral(number);
  }
  if (format == "ideographDigital" || format == "taiwaneseDigital" || format == "japaneseDigitalTenThousand") {
    return DigitByDigit(number, "〇");
  }
  if (format == "chineseLegalSimplified" || format == "ideographLegalTraditional" || format == "japaneseLegal") {
    return Numeral(number, kLegalDigits, kLegalUnits, false);
  }
  if (format == "ideographTraditional") return FromList(number, U"甲乙丙丁戊己庚辛壬癸");
  if (format == "ideographZodiac") return FromList(number, U"子丑寅卯辰巳午未申酉戌亥");
  if (format == "ideographEnclosedCircle") return FromBlock(number, U'㊀', 1, 10);
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese") return EnclosedCircle(number);
  if (format == "decimalEnclosedParen") return FromBlock(number, U'⑴', 1, 20);
  if (format == "decimalEnclosedFullstop") return FromBlock(number, U'⒈', 1, 20);
  if (format == "decimalFullWidth" || format == "decimalFullWidth2") return FullWidth(number);
  if (format == "decimalZero") return number < 10 ? "0" + std::to_string(number) : std::to_string(number);
  if (format == "upperLetter") return Letters(number, 'A');
  if (format == "lowerLetter") return Letters(number, 'a');
  if (format == "upperRoman") return Roman(number, true);
  if (format == "lowerRoman") return Roman(number, false);
  return std::to_string(number);
}

}  // namespace gouji::parse
