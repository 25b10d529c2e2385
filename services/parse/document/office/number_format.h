#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_NUMBER_FORMAT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_NUMBER_FORMAT_H_

#include <string>
#include <string_view>

namespace gouji::parse {

// Which day a spreadsheet counts dates from.
enum class DateEpoch { k1900, k1904 };

// Gives a number of a spreadsheet as it is displayed under a format code: 0.5 under "0%" is 50%, 12345 under "#,##0" is
// 12,345, 45314 under "yyyy-mm-dd" is 2024-01-23. Decimals are rounded as spreadsheets do it, from the fifteen digits
// that they show. Under "General", and an empty code, an integer has all its digits and a fraction up to fifteen.
// Codes that are not understood (fractions, exponents) give the number with ≈ in front, so that nobody takes it for
// what is displayed. The width of the column does not count.
std::string FormatNumber(double number, std::string_view code, DateEpoch epoch);

// The code of a format that every spreadsheet knows by its number; "General" for numbers without one.
std::string_view BuiltInNumberFormat(int id);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_NUMBER_FORMAT_H_
