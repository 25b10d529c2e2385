#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_LIST_NUMBER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_LIST_NUMBER_H_

#include <string>
#include <string_view>

namespace gouji::parse {

// A number of a list as a word processor prints it. `format` is a value of WordprocessingML's ST_NumberFormat:
// "chineseCounting" 十二, "decimalEnclosedCircle" ⑫, "upperRoman" XII, "none" nothing. A format that is not known, or
// that has no such number, gives decimal digits.
std::string FormatListNumber(std::string_view format, int number);

// A number in Chinese numerals: 一, 十, 二十一, 一百零五. Up to 99999; others in digits.
std::string ChineseNumeral(int number);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_LIST_NUMBER_H_
