#include "services/parse/interpret/dates.h"

#include <algorithm>

#include "fmt/format.h"
#include "services/parse/interpret/chinese_numeral.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

constexpr Text kChineseDigits = U"零一二三四五六七八九";

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

int ChineseDigit(char32_t c) {
  if (c == U'〇' || c == U'○' || c == U'O') {
    return 0;
  }
  const size_t at = kChineseDigits.find(c);
  return at == Text::npos ? -1 : static_cast<int>(at);
}

bool IsChineseDateChar(char32_t c) { return ChineseDigit(c) >= 0 || c == U'十'; }

struct Number {
  int value;
  size_t length;
};

// A number of at most `max_digits` digits, or a Chinese one; a year is written digit by digit.
std::optional<Number> ScanNumber(Text text, size_t max_digits) {
  size_t length = 0;
  int value = 0;
  while (length < text.size() && length < max_digits && IsDigit(text[length])) {
    value = value * 10 + static_cast<int>(text[length++] - U'0');
  }
  if (length > 0) {
    return Number{value, length};
  }
  while (length < text.size() && length < 4 && IsChineseDateChar(text[length])) {
    ++length;
  }
  if (length == 0) {
    return std::nullopt;
  }
  if (max_digits == 4) {
    for (size_t i = 0; i < length; ++i) {
      if (ChineseDigit(text[i]) < 0) {
        return std::nullopt;
      }
      value = value * 10 + ChineseDigit(text[i]);
    }
    return length == 4 ? std::optional<Number>({value, length}) : std::nullopt;
  }
  value = static_cast<int>(ReadChineseNumeral(text.substr(0, length)));
  return value < 0 ? std::nullopt : std::optional<Number>({value, length});
}

bool Exists(const Date& date) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (date.year < 1990 || date.year > 2100 || date.month < 1 || date.month > 12 || date.day < 1) {
    return false;
  }
  const bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
  return date.day <= kDays[date.month - 1] + (leap && date.month == 2 ? 1 : 0);
}

// The separators behind year, month and day of one style.
struct Style {
  char32_t year;
  char32_t month;
  char32_t day;  // 0: none
};
constexpr Style kStyles[] = {
    {U'年', U'月', U'日'}, {U'年', U'月', U'号'}, {U'-', U'-', 0}, {U'/', U'/', 0}, {U'.', U'.', 0}};

std::optional<ScannedDate> ScanDateOf(const Style& style, Text text, int default_year) {
  Date date;
  size_t at = 0;
  const auto take = [&](size_t max_digits, char32_t separator, int& field) {
    const std::optional<Number> number = ScanNumber(text.substr(at), max_digits);
    if (!number.has_value()) {
      return false;
    }
    size_t end = at + number->length;
    if (separator != 0) {
      if (end >= text.size() || text[end] != separator) {
        return false;
      }
      ++end;
    } else if (end < text.size() && IsDigit(text[end])) {
      return false;
    }
    field = number->value;
    at = end;
    return true;
  };
  if (!take(4, style.year, date.year)) {
    if (default_year == 0 || style.year != U'年') {
      return std::nullopt;
    }
    date.year = default_year;
  }
  if (!take(2, style.month, date.month) || !take(2, style.day, date.day) || !Exists(date)) {
    return std::nullopt;
  }
  return ScannedDate{date, at};
}

}  // namespace

std::string Date::ToIso() const { return fmt::format("{:04}-{:02}-{:02}", year, month, day); }

std::optional<ScannedDate> ScanDate(Text compact, int default_year) {
  if (compact.empty() || (!IsDigit(compact[0]) && !IsChineseDateChar(compact[0]))) {
    return std::nullopt;
  }
  for (const Style& style : kStyles) {
    if (const auto date = ScanDateOf(style, compact, default_year)) {
      return date;
    }
  }
  return std::nullopt;
}

std::optional<Period> FindPeriod(Text compact) {
  static constexpr Text kJoints = U"起开始至到—－-–~～,，";
  for (size_t i = 0; i < compact.size(); ++i) {
    // A date in the middle of a longer number is none.
    if (i > 0 && IsDigit(compact[i - 1]) && IsDigit(compact[i])) {
      continue;
    }
    const auto start = ScanDate(compact.substr(i), 0);
    if (!start.has_value()) {
      continue;
    }
    size_t at = i + start->length;
    size_t joint_length = 0;
    while (at < compact.size() && joint_length < 4 && kJoints.find(compact[at]) != Text::npos) {
      ++at;
      ++joint_length;
    }
    if (joint_length > 0) {
      if (const auto end = ScanDate(compact.substr(at), start->date.year)) {
        return Period{start->date, end->date};
      }
    }
    i += start->length - 1;
  }
  return std::nullopt;
}

bool MayEndDate(Text compact) {
  const char32_t last = compact.empty() ? U' ' : compact.back();
  return IsDigit(last) || last == U'日' || last == U'号' || last == U')' || IsChineseDateChar(last);
}

std::optional<Date> DateLine(Text compact) {
  if (!MayEndDate(compact)) {
    return std::nullopt;
  }
  static constexpr size_t kLongestPrefix = 8;
  if (compact.starts_with(U"(") && compact.ends_with(U")")) {
    compact = compact.substr(1, compact.size() - 2);
  }
  const size_t colon = compact.find(U':');
  if (colon <= kLongestPrefix) {  // npos is larger
    compact = compact.substr(colon + 1);
  }
  const auto date = ScanDate(compact, 0);
  if (!date.has_value() || date->length != compact.size()) {
    return std::nullopt;
  }
  return date->date;
}

bool IsTornDateLine(Text compact) {
  static constexpr size_t kLongest = 12;
  const bool has_unit = compact.find(U'年') != Text::npos || compact.find(U'月') != Text::npos;
  return has_unit && compact.size() <= kLongest && std::all_of(compact.begin(), compact.end(), [](char32_t c) {
           return IsDigit(c) || IsChineseDateChar(c) || c == U'年' || c == U'月' || c == U'日' || c == U'号';
         });
}

}  // namespace gouji::parse
