#ifndef GOUJI_SERVICES_PARSE_INTERPRET_DATES_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_DATES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gouji::parse {

// A day of the Gregorian calendar.
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;

  bool operator==(const Date&) const = default;
  // YYYY-MM-DD.
  std::string ToIso() const;
};

// A date and how many characters it takes.
struct ScannedDate {
  Date date;
  size_t length;
};

// Reads the date that a compact text begins with: 2024年1月23日, 2024-01-23, 2024/1/23, 2024.1.23,
// 二〇二四年一月二十三日. A date that does not exist, or has lost digits, is none. `default_year`, if not 0, completes
// a date without a year (12月31日).
std::optional<ScannedDate> ScanDate(std::u32string_view compact, int default_year);

struct Period {
  Date start;
  Date end;
};

// Finds the first span of two dates that are joined by 起, 至, 到, － or ~ ("自2023年1月1日起至2023年12月31日止").
std::optional<Period> FindPeriod(std::u32string_view compact);

// Whether a line ends as one with a date at its end does: with 日, 号, a numeral or a closing bracket. Quick.
bool MayEndDate(std::u32string_view compact);

// The date that a line consists of, apart from a word in front of it (发布日期：).
std::optional<Date> DateLine(std::u32string_view compact);

// Whether a line is what is left of a date or of the room for one: 2024年1月19, 二〇二四年一月日, 年月日.
bool IsTornDateLine(std::u32string_view compact);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_DATES_H_
